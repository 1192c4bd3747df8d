internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct QuoteMarksTests {
  @Test func runsAddUpToTheText() {
    let text = "A thin\nplot, \u{1B}[2J"
    let spans = QuoteMarks.spans(of: text, quotes: ["Thin plot", "none of it"])
    #expect(spans.map(\.text).joined() == text)
    #expect(spans.filter { $0.role == .passage }.map(\.text) == ["thin\nplot"])
    #expect(QuoteMarks.spans(of: "", quotes: ["x"]) == [])
  }

  /// The words that stand in a frame as such, line by line.
  private func passages(_ stage: Stage) -> [String] {
    let frame = stage.state.render()
    return frame.text().split(separator: "\n", omittingEmptySubsequences: false).indices.map { y in
      (0..<frame.size.width).map { x in
        y < frame.size.height && frame[x, y].role == .passage ? String(frame[x, y].cluster) : ""
      }.joined()
    }.filter { !$0.isEmpty }
  }

  @Test func queryHistoryAndExamplesAreMarked() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.text("1"), .enter)
    #expect(passages(stage) == [])
    await stage.press(.text("F"))
    await stage.press(.text("T"), .enter)
    // The example in panel 4.
    #expect(passages(stage).contains { $0.contains("thin plot") })
    let examples = passages(stage).count
    while stage.state.answer.tab != .query { await stage.press(.text("3"), .text("]")) }
    #expect(passages(stage).count > examples)
    // The item in full.
    await stage.press(.text("4"), .enter)
    let words = passages(stage)
    #expect(words.contains { $0.contains("slow start") }, "\(words)")
  }
}
