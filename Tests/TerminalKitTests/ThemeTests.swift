internal import Testing

@testable import TerminalKit

@Suite struct ThemeTests {
  @Test func builtInThemeIsTheFile() throws { #expect(try ShippedThemes.theme("dark") == .dark) }

  @Test(arguments: ShippedThemes.names)
  func everyRoleIsStyled(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    #expect(theme.name == name)
    for role in Role.allCases { #expect(theme.entries[role] != nil, "\(role)") }
  }

  @Test(arguments: ShippedThemes.names, ColorDepth.allCases)
  func everyDepthStaysWithinItsColors(name: String, depth: ColorDepth) throws {
    let theme = try ShippedThemes.theme(name)
    for role in Role.allCases {
      for underlay in [nil, Role.selection, .selectionUnfocused] {
        let style = theme.resolve(role, over: underlay, depth: depth)
        #expect(style.foreground < max(depth.colors, 0) && style.foreground >= -1)
        #expect(style.background < max(depth.colors, 0) && style.background >= -1)
        #expect(style.foreground < 0 || style.foreground != style.background, "\(role) vanishes")
      }
    }
  }

  @Test(arguments: ShippedThemes.names)
  func withoutColorAttributesTellThingsApart(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    func mono(_ role: Role) -> Style.Attributes { theme.resolve(role, depth: .mono).attributes }
    #expect(mono(.text) == [])
    let apart: [(Role, Role)] = [
      (.selection, .text), (.selectionUnfocused, .text), (.selection, .selectionUnfocused),
      (.titleFocused, .title), (.borderFocused, .border), (.tabActive, .tab), (.error, .text),
      (.warning, .text), (.error, .warning), (.key, .hint), (.match, .text), (.cursor, .text),
      (.label, .text), (.passage, .text),
    ]
    for (one, other) in apart { #expect(mono(one) != mono(other), "\(one) and \(other)") }
    #expect(theme.resolve(.label, over: .selection, depth: .mono).attributes.contains(.reverse))
  }

  @Test func barsDifferFromEachOtherInEveryColorDepth() throws {
    for name in ShippedThemes.names {
      let theme = try ShippedThemes.theme(name)
      for depth in ColorDepth.allCases where depth != .mono {
        let one = theme.resolve(.barFor, depth: depth).foreground
        let other = theme.resolve(.barAgainst, depth: depth).foreground
        #expect(one != other, "\(name) at \(depth)")
      }
    }
  }

  @Test(arguments: ShippedThemes.names)
  func textIsLegibleAt256Colors(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    let ground =
      theme.appearance == .dark ? Palette.oklab((0, 0, 0)) : Palette.oklab((255, 255, 255))
    for role in Role.allCases where ![.border, .axis, .barWeak, .selection, .match].contains(role) {
      let style = theme.resolve(role, depth: .indexed)
      guard style.foreground >= 0, style.background < 0 else { continue }
      let lightness = Palette.oklab(Palette.rgb(style.foreground)).l
      #expect(abs(lightness - ground.l) > 0.35, "\(role) in \(name)")
    }
  }

  @Test func colorsAreReduced() {
    #expect(Color("#ff0000")?.reduced(to: .indexed) == 196)
    #expect(Color("#ff0000")?.reduced(to: .sixteen) == 9)
    #expect(Color("#ff0000")?.reduced(to: .eight) == 1)
    #expect(Color("#ff0000")?.reduced(to: .mono) == -1)
    #expect(Color("#808080")?.reduced(to: .indexed) == 244)
    #expect(Color("ansi-12")?.reduced(to: .indexed) == 12)
    #expect(Color("ansi-12")?.reduced(to: .eight) == 4)
    #expect(Color("ansi-196")?.reduced(to: .sixteen) == 9)
    #expect(Color("default")?.reduced(to: .indexed) == -1)
    for bad in ["red", "#12345", "#12345g", "ansi-256", "#+12345", ""] {
      #expect(Color(bad) == nil)
    }
  }

  @Test(arguments: [
    ("name = \"x\"\n[roles]\ntext = \"bleu\"", 3, "bleu"),
    ("name = \"x\"\n\n[palette]\nred = \"#12\"", 4, "red"),
    ("name = \"x\"\n[roles]\ndim = \"default\"\ntitel = \"default\"", 4, "titel"),
    ("name = \"x\"\n[roles]\ndim = { fg = \"default\", atrs = [] }", 3, "atrs"),
    ("name = \"x\"\nroles = { dim = \"bleu\" }", 2, "bleu"),
    ("name = \"x\"\n[roles.dim]\nattrs = [\"blink\"]", 2, "dim"),
    ("name = \"x\"\ninherits = \"nowhere\"", 2, "nowhere"),
    ("name = \"x\"\n[roles\n", 2, "TOML"), ("[roles]\n", 1, "name"),
    ("name = \"x\"\ncolours = 1", 2, "colours"), ("name = \"x\"\nappearance = \"dusk\"", 2, "dark"),
  ])
  func errorsNameTheLine(text: String, line: Int, word: String) {
    do throws(ThemeError) {
      _ = try Theme.parse(text, file: "x.toml")
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.line == line)
      #expect(error.message.contains(word))
      #expect(error.description.hasPrefix("x.toml:\(line): "))
    }
  }

  @Test func inheritedRolesTakeTheNewPalette() throws {
    let theme = try Theme.parse(
      "name = \"x\"\ninherits = \"dark\"\n[palette]\nblue = \"#ff0000\"\n", file: "x.toml"
    ) { (name) throws(ThemeError) in name == "dark" ? .dark : nil }
    #expect(theme[.barFor].foreground == .rgb(255, 0, 0))
    #expect(theme[.barAgainst] == Theme.dark[.barAgainst])
  }

  @Test func missingFileIsAnErrorWithoutALine() {
    #expect(throws: ThemeError.self) { try Theme.load(file: ShippedThemes.folder + "nosuch.toml") }
  }
}
