extension Theme {
  /// The theme a program starts with when there is no file; equal to `Themes/dark.toml`.
  public static let dark = Theme(
    name: "dark", appearance: .dark,
    palette: [
      "grey": .rgb(0x8B, 0x92, 0x9C),
      "line": .rgb(0x5F, 0x66, 0x72),
      "silver": .rgb(0xB4, 0xBA, 0xC4),
      "blue": .rgb(0x5F, 0xAF, 0xFF),
      "orange": .rgb(0xFF, 0xAF, 0x5F),
      "yellow": .rgb(0xFF, 0xD7, 0x5F),
      "red": .rgb(0xFF, 0x6E, 0x67),
      "green": .rgb(0x87, 0xD7, 0x87),
      "violet": .rgb(0xD7, 0xAF, 0xFF),
      "teal": .rgb(0x87, 0xD7, 0xD7),
      "night": .rgb(0x26, 0x4F, 0x78),
      "slate": .rgb(0x3A, 0x3F, 0x4B),
      "black": .rgb(0x00, 0x00, 0x00),
      "white": .rgb(0xFF, 0xFF, 0xFF),
    ],
    entries: [
      .text: Entry(),
      .dim: Entry(foreground: "grey", ansi: "ansi-8", mono: []),
      .strong: Entry(attributes: [.bold]),
      .title: Entry(foreground: "silver", ansi: "ansi-7"),
      .titleFocused: Entry(foreground: "blue", ansi: "ansi-12", attributes: [.bold]),
      .border: Entry(foreground: "line", ansi: "ansi-8"),
      .borderFocused: Entry(foreground: "blue", ansi: "ansi-12", mono: [.bold]),
      .selection: Entry(
        foreground: "white", background: "night", ansi: "ansi-15", ansiBackground: "ansi-4",
        mono: [.reverse]),
      .selectionUnfocused: Entry(
        background: "slate", ansiBackground: "default", attributes: [.bold], mono: [.underline]),
      .accent: Entry(foreground: "blue", ansi: "ansi-12", mono: [.bold]),
      .barFor: Entry(foreground: "blue", ansi: "ansi-12"),
      .barAgainst: Entry(foreground: "orange", ansi: "ansi-3"),
      .barWeak: Entry(foreground: "grey", ansi: "ansi-8"),
      .axis: Entry(foreground: "line", ansi: "ansi-8"),
      .positive: Entry(foreground: "blue", ansi: "ansi-12"),
      .negative: Entry(foreground: "orange", ansi: "ansi-3"),
      .neutral: Entry(foreground: "grey", ansi: "ansi-7"),
      .warning: Entry(foreground: "yellow", ansi: "ansi-11", attributes: [.bold]),
      .error: Entry(
        foreground: "red", ansi: "ansi-9", attributes: [.bold], mono: [.bold, .reverse]),
      .ok: Entry(foreground: "green", ansi: "ansi-10"),
      .prompt: Entry(foreground: "white", ansi: "ansi-15", mono: []),
      .cursor: Entry(attributes: [.reverse]),
      .key: Entry(foreground: "yellow", ansi: "ansi-11", mono: [.bold]),
      .tab: Entry(foreground: "grey", ansi: "ansi-7"),
      .tabActive: Entry(foreground: "white", ansi: "ansi-15", attributes: [.bold, .underline]),
      .label: Entry(foreground: "violet", ansi: "ansi-13", attributes: [.bold]),
      .number: Entry(foreground: "teal", ansi: "ansi-14"),
      .quote: Entry(foreground: "silver", ansi: "ansi-7", attributes: [.italic], mono: []),
      .passage: Entry(attributes: [.underline]),
      .badge: Entry(foreground: "green", ansi: "ansi-10"),
      .hint: Entry(foreground: "grey", ansi: "ansi-8", mono: []),
      .header: Entry(attributes: [.bold]),
      .match: Entry(
        foreground: "black", background: "yellow", ansi: "ansi-0", ansiBackground: "ansi-3",
        mono: [.bold, .underline]),
    ]
  )
}
