internal import TerminalKit
internal import Testing

@Suite struct TerminalEnvironmentTests {
  @Test(arguments: [
    ("xterm-256color", "", ["xterm-256color", "vt100"]),
    ("xterm-kitty", "truecolor", ["xterm-kitty", "xterm-256color", "vt100"]),
    ("", "", ["xterm-256color", "vt100"]), ("dumb", "truecolor", ["dumb"]),
    ("xterm", "truecolor", ["xterm-256color", "xterm", "vt100"]),
    ("xterm", "", ["xterm", "xterm-256color", "vt100"]),
    ("screen", "24bit", ["screen-256color", "screen", "xterm-256color", "vt100"]),
    ("xterm-direct", "", ["xterm-256color", "xterm-direct", "vt100"]),
    ("linux", "", ["linux", "xterm-256color", "vt100"]),
  ])
  func types(term: String, colorTerm: String, expected: [String]) {
    #expect(TerminalEnvironment(term: term, colorTerm: colorTerm).types() == expected)
  }

  @Test func colorIsRefusedUnlessAskedFor() {
    let plain = TerminalEnvironment(term: "xterm")
    let refusing = TerminalEnvironment(term: "xterm", noColor: "1")
    #expect(ColorChoice.automatic.depth(available: .indexed, environment: plain) == .indexed)
    #expect(ColorChoice.automatic.depth(available: .indexed, environment: refusing) == .mono)
    #expect(ColorChoice.always.depth(available: .sixteen, environment: refusing) == .sixteen)
    #expect(ColorChoice.indexed.depth(available: .eight, environment: refusing) == .eight)
    #expect(ColorChoice.eight.depth(available: .indexed, environment: plain) == .eight)
    #expect(ColorChoice.never.depth(available: .indexed, environment: plain) == .mono)
    #expect(ColorChoice.truecolor.depth(available: .indexed, environment: refusing) == .truecolor)
    #expect(ColorChoice.truecolor.depth(available: .sixteen, environment: plain) == .sixteen)
    #expect(ColorChoice.automatic.depth(available: .truecolor, environment: refusing) == .mono)
    #expect(ColorChoice.indexed.depth(available: .truecolor, environment: plain) == .indexed)
  }

  @Test func oldTerminalsGetNoNewSequences() {
    for term in ["linux", "vt100", "screen", "screen-256color", "dumb", "ansi", ""] {
      #expect(!TerminalEnvironment(term: term).isXtermLike, "\(term)")
    }
    for term in ["xterm-256color", "tmux-256color", "foot", "alacritty", "xterm-ghostty"] {
      #expect(TerminalEnvironment(term: term).isXtermLike, "\(term)")
    }
  }
}
