internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct RendererTests {
  /// Texts that would do something where they were taken for more than text.
  private static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a | b \\| c",
    "`rm -rf` *bold* _em_ ~~no~~ [link](https://evil.example) ![x](y)", "# title", "- item",
    "1. item", "> quote", "\u{1B}[31mred\u{1B}[0m", "left \u{202E}thgir\u{2066}", "a\u{0}b\u{7F}",
    "&amp; &lt;", "' onmouseover='x", "line\nline\r\n\n| x |", "\u{2028}sep\u{85}",
    "tags \u{E0041}\u{E0042}", "$x$ http://evil.example www.evil.example",
  ]

  /// Every kind of block around one text.
  private func report(_ text: String) -> Report {
    Report(
      title: text, subtitle: text, facts: [Report.Definition(text, text)],
      sections: [
        ReportSection(
          text,
          [
            .heading(text), .paragraph(text), .quote(text), .list([text, text]),
            .steps([ReportStep(title: text, lines: [text])]),
            .definitions([Report.Definition(text, text)]),
            .table(
              ReportTable(
                caption: text, columns: [ReportTable.Column(title: text)],
                rows: [[ReportTable.Cell(text, bar: Bar(value: 0.5))]])),
            .bars(
              BarChart(
                caption: text,
                lines: [BarChart.Line(name: text, figure: text, bar: Bar(value: 1))])),
          ])
      ], footer: [text])
  }

  @Test(arguments: hostile) func nothingInATextIsTakenForHTML(text: String) {
    let html = HTMLRenderer.render(report(text))
    let plain = HTMLRenderer.render(report("x"))
    let (parsed, expected) = (HTMLText(html), HTMLText(plain))
    #expect(parsed.problems.isEmpty)
    #expect(parsed.elements == expected.elements)
    #expect(parsed.attributes == expected.attributes)
    #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!html.unicodeScalars.contains { JSONText.isObeyed($0) || $0.value >= 0xE0000 })
    // It is still there to read: on one line, and once as it was.
    #expect(parsed.text.contains(VisibleText.line(text)))
    #expect(parsed.text.contains(VisibleText.of(text)))
  }

  @Test(arguments: hostile) func nothingInATextIsTakenForMarkdown(text: String) {
    let markdown = MarkdownRenderer.render(report(text))
    let plain = MarkdownRenderer.render(report("x"))
    #expect(!markdown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!markdown.unicodeScalars.contains { JSONText.isObeyed($0) })
    // But for the quoted text, which keeps its lines, each line begins as it would with any text.
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.hasPrefix(">") }
    }
    #expect(lines(markdown).count == lines(plain).count)
    for (line, usual) in zip(lines(markdown), lines(plain)) {
      #expect(Self.mark(of: line) == Self.mark(of: usual), "\(line)")
      #expect(Self.bars(in: line) == Self.bars(in: usual), "\(line)")
    }
    for line in markdown.split(separator: "\n") {
      for sign: Character in ["<", "[", "`", "$"] {
        #expect(!Self.hasBare(sign, in: line), "\(line)")
      }
      #expect(!line.contains("://") && !line.contains("www.e"))
    }
  }

  /// What makes a line more than text: `#`, `-`, `1.`, and the like; empty for a paragraph.
  private static func mark(of line: Substring) -> Substring {
    let start = line.drop { $0 == " " }
    let digits = start.prefix { $0.isNumber }
    if !digits.isEmpty, start.dropFirst(digits.count).hasPrefix(". ") { return "1." }
    return start.prefix { "#-+>=|".contains($0) }
  }

  /// How many cells a line of a table has.
  private static func bars(in line: Substring) -> Int {
    var count = 0
    var isEscaped = false
    for character in line {
      if character == "|", !isEscaped { count += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return count
  }

  private static func hasBare(_ sign: Character, in line: Substring) -> Bool {
    var isEscaped = false
    for character in line {
      if character == sign, !isEscaped { return true }
      isEscaped = character == "\\" && !isEscaped
    }
    return false
  }

  @Test func aPageNeedsNothingElse() {
    let html = HTMLRenderer.render(report("x"))
    for word in ["<script", "src=", "href=", "url(", "@import", "http://", "https://", "<link"] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("default-src 'none'"))
    #expect(html.contains("prefers-color-scheme: dark") && html.contains("@media print"))
    #expect(html.contains("name=\"viewport\"") && html.contains("lang=\"en\""))
    let elements = HTMLText(html).elements
    #expect(elements.count { $0 == "h1" } == 1 && elements.count { $0 == "main" } == 1)
    #expect(elements.contains("svg") && elements.contains("h2") && elements.contains("th"))
  }

  @Test func barsAreAsLongAsTheyShould() {
    func numbers(_ bar: Bar) -> [String] {
      let svg = SVGBars.svg(bar)
      return ["x", "width"].map { name in
        svg.split(separator: " \(name)=\"").dropFirst().first.map {
          String($0.prefix { $0 != "\"" })
        } ?? ""
      }
    }
    #expect(numbers(Bar(value: 0.25)) == ["0.00", "25.00"])
    #expect(numbers(Bar(value: 7)) == ["0.00", "100.00"])
    #expect(numbers(Bar(value: 0.5, isDiverging: true)) == ["50.00", "25.00"])
    #expect(numbers(Bar(value: -0.5, isDiverging: true)) == ["25.00", "25.00"])
    #expect(SVGBars.svg(Bar(value: -0.5, isDiverging: true)).contains("class=\"down\""))
    let interval = SVGBars.svg(Bar(value: 0.5, interval: Bar.Interval(low: 0.25, high: 0.75)))
    #expect(interval.contains("class=\"up\" x=\"25.00\" y=\"4.00\" width=\"50.00\""))
    #expect(interval.contains("class=\"mark\" x=\"49.00\" y=\"0.00\" width=\"2.00\""))
    for value in [0, -1, Double.nan] {
      #expect(!SVGBars.svg(Bar(value: value)).contains("<rect"))
    }
  }

  @Test(arguments: [ReportPalette.light, .dark]) func coloursCanBeRead(palette: ReportPalette) {
    for paper in [palette.background, palette.panel] {
      for ink in [palette.text, palette.muted] { #expect(Self.contrast(ink, paper) >= 4.5) }
      // What is drawn needs less (WCAG 1.4.11).
      for bar in [palette.up, palette.down] { #expect(Self.contrast(bar, paper) >= 3) }
    }
  }

  /// The contrast of two colours (WCAG 2.2).
  private static func contrast(_ one: String, _ other: String) -> Double {
    func luminance(_ colour: String) -> Double {
      let value = Int(colour.dropFirst(), radix: 16) ?? 0
      let parts = [value >> 16, value >> 8, value].map { part in
        let share = Double(part & 0xFF) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let both = [luminance(one), luminance(other)].sorted()
    return (both[1] + 0.05) / (both[0] + 0.05)
  }

  @Test func textThatIsMereTextStays() {
    for text in ["שלום, 世界 👩‍👩‍👧 é ñ ™", "Ελένη Καραβά", "tab\there"] {
      #expect(VisibleText.of(text) == text.replacing("\t", with: " "))
    }
    #expect(VisibleText.of("a\u{1B}b\u{202E}") == "a\u{241B}b\\u{202E}")
    #expect(VisibleText.line(" a \r\n\n b ") == "a b")
    #expect(VisibleText.start(of: "abcdef", count: 4) == "abc…")
  }
}
