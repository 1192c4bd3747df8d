internal import Glibc
internal import Testing

@testable import TerminalKit

/// ncurses has one screen a process, so these run one after the other.
@MainActor
@Suite(.serialized) struct PainterTests {
  private static let size = Size(width: 24, height: 4)

  private func painter(
    _ theme: Theme = .dark, color: ColorChoice = .automatic, type: String = "xterm-256color",
    colorTerm: String = ""
  ) throws -> Painter {
    setlocale(LC_CTYPE, "C.UTF-8")
    return try Painter(
      type: type, size: Self.size, glyphs: .unicode, theme: theme, color: color,
      environment: TerminalEnvironment(term: type, colorTerm: colorTerm))
  }

  private func frame(_ lines: [String]) -> Frame {
    var frame = Frame(size: Self.size)
    for (y, line) in lines.enumerated() { frame.draw(line, at: Point(0, y)) }
    return frame
  }

  // MARK: Widths

  /// Terminals as they are: by the table, pictographs wide, marks as letters, spacing marks as none.
  private static let widths: [(name: String, width: @Sendable (Unicode.Scalar) -> Int)] = [
    ("table", { GraphemeWidth.width(of: $0) }),
    (
      "wide pictographs",
      { $0.properties.isEmoji && $0.value > 0xFF ? 2 : GraphemeWidth.width(of: $0) }
    ),
    ("marks apart", { max(1, GraphemeWidth.width(of: $0)) }),
    (
      "no spacing marks",
      { $0.properties.generalCategory == .spacingMark ? 0 : GraphemeWidth.width(of: $0) }
    ),
  ]

  @Test(arguments: 0..<4)
  func whateverTheWidthsTheRestStandsWhereItShould(index: Int) throws {
    let (name, width) = Self.widths[index]
    let painter = try painter()
    var emulator = GridEmulator(size: Self.size, width: width)
    let frames = [
      frame(["plain ascii", "⚠ warns | ☎ x", "Zoe\u{308} Go\u{308}del | end", "की हिन्दी | ok"]),
      frame(["a⚠b⚠c", "⚠ warns | ☎ y", "Zoe\u{308} Go\u{308}xel | end", "की हिन्दी | no"]),
      frame(["王小明 | x", "  warns | ☎ y", "ที่นี่ | สมชาย", "⚠⚠⚠⚠⚠|"]),
      frame(["王小⚠ | x", "", "e\u{301}e\u{301}e\u{301}|", "⚠ ⚠ ⚠ ⚠ ⚠|"]),
      frame(["", "x", "", ""]),
    ]
    for frame in frames {
      emulator.feed(painter.bytes(for: frame, size: Self.size))
      for y in 0..<Self.size.height {
        for x in 0..<Self.size.width {
          // What is plain must stand where it stands, whatever is made of its neighbours.
          let cell = frame[x, y]
          guard cell.cluster.isASCII, cell.width == 1, cell.cluster != " " else { continue }
          #expect(emulator.grid[y][x] == String(cell.cluster), "\(name): \(emulator.row(y))")
        }
      }
      #expect(emulator.unknown.isEmpty)
    }
  }

  @Test func byTheTableTheGridIsTheFrame() throws {
    let painter = try painter()
    var emulator = GridEmulator(size: Self.size) { GraphemeWidth.width(of: $0) }
    for lines in [["⚠ 王 e\u{301} ☎|", "नमस्ते ok"], ["⚠x王 e\u{301} ☎|", "नमस्ते no"], ["王⚠", "ok"]] {
      let frame = frame(lines)
      emulator.feed(painter.bytes(for: frame, size: Self.size))
      for y in 0..<Self.size.height {
        #expect(emulator.row(y) == CellScalars.text(of: frame, row: y, width: Self.size.width))
      }
    }
  }

  @Test func afterADisputedClusterTheCursorIsSet() throws {
    let painter = try painter()
    let bytes = painter.bytes(for: frame(["", "ab⚠cd"]), size: Self.size)
    #expect(String(decoding: bytes, as: UTF8.self).contains("⚠\u{1B}[2;4H"))
    let same = painter.bytes(for: frame(["", "ab⚠cd"]), size: Self.size)
    #expect(same.isEmpty, "nothing changed")
    let other = painter.bytes(for: frame(["", "ab⚠cx"]), size: Self.size)
    #expect(!String(decoding: other, as: UTF8.self).contains("⚠"), "it is there already")
  }

  @Test func whatIsCertainCostsNothing() throws {
    let painter = try painter()
    let bytes = painter.bytes(for: frame(["王小明 é ─│█ 😀x"]), size: Self.size)
    #expect(String(decoding: bytes, as: UTF8.self).contains("王小明 é ─│█ 😀x"))
  }

  @Test func atTheEdgeADisputedClusterIsReplaced() throws {
    var frame = Frame(size: Self.size)
    frame.draw("⚠", at: Point(Self.size.width - 1, 0))
    frame.draw("⚠", at: Point(Self.size.width - 2, 1))
    let text = String(
      decoding: try painter().bytes(for: frame, size: Self.size), as: UTF8.self)
    #expect(text.unicodeScalars.filter { $0 == "⚠" }.count == 1)
    #expect(text.contains("\u{FFFD}"))
    #expect(CellScalars.text(of: frame, row: 0, width: Self.size.width).hasSuffix("\u{FFFD}"))
  }

  // MARK: Colours

  private func theme(_ number: String, _ background: String = "default") -> Theme {
    Theme(
      name: "test", appearance: .dark, palette: [:],
      entries: [
        .text: Theme.Entry(foreground: "#c0ffee", background: background),
        .number: Theme.Entry(foreground: number),
      ])
  }

  private func colors(_ painter: Painter) -> Set<String> {
    var frame = frame(["text"])
    frame.draw("12", at: Point(0, 1), role: .number)
    var emulator = GridEmulator(size: Self.size) { GraphemeWidth.width(of: $0) }
    emulator.feed(painter.bytes(for: frame, size: Self.size))
    return emulator.colors.filter { $0.hasPrefix("3") || $0.hasPrefix("4") }
  }

  @Test func theColorsAreTheOnesAskedFor() throws {
    let theme = theme("#010203", "#fffefd")
    let found = colors(try painter(theme, colorTerm: "truecolor"))
    #expect(found.isSuperset(of: ["38;2;192;255;238", "38;2;1;2;3", "48;2;255;254;253"]))
    #expect(!found.contains { $0.contains(";5;") })
  }

  @Test func colorsOfThePaletteStayTheUsers() throws {
    let found = colors(try painter(theme("ansi-3"), colorTerm: "24bit"))
    #expect(found.isSuperset(of: ["38;2;192;255;238", "33"]))
    let upper = colors(try painter(theme("ansi-196"), colorTerm: "24bit"))
    #expect(upper.contains("38;2;255;0;0"))
  }

  @Test func trueColorOnlyWhereItIsAnnouncedOrAskedFor() throws {
    let theme = theme("#010203")
    func hasDirect(_ painter: Painter) -> Bool {
      colors(painter).contains { $0.hasPrefix("38;2;") }
    }
    #expect(!hasDirect(try painter(theme)))
    #expect(hasDirect(try painter(theme, color: .truecolor)))
    #expect(!hasDirect(try painter(theme, color: .indexed, colorTerm: "truecolor")))
    #expect(!hasDirect(try painter(theme, type: "linux", colorTerm: "truecolor")))
    #expect(!hasDirect(try painter(theme, color: .truecolor, type: "xterm")))
    #expect(colors(try painter(theme, color: .never, colorTerm: "truecolor")).isEmpty)
  }

  @Test func aNewThemeKeepsTheColorsApart() throws {
    let painter = try painter(theme("#010203"), colorTerm: "truecolor")
    _ = colors(painter)
    painter.theme = theme("#040506")
    #expect(colors(painter).contains("38;2;4;5;6"))
    // More themes than there are numbers.
    for index in 0..<300 {
      let hex = String(index + 0x1000, radix: 16)
      painter.theme = theme("#00\(hex)")
      #expect(colors(painter).contains("38;2;0;\((index + 0x1000) >> 8);\(index & 255)"))
    }
  }
}
