internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct TraceComparisonTests {
  private func detail(
    _ number: Int64, _ sections: [(String, [(key: String, text: String)])]
  ) -> TraceDetail {
    let run = TracedRun(
      id: .ask(number), user: 1, userName: "Mara", query: "", state: .finished,
      created: .distantPast)
    var detail = TraceDetail(of: run)
    detail.sections = sections.map { title, rows in
      TraceDetail.Section(
        title: title, rows: rows.map { TraceDetail.Row(key: $0.key, text: $0.text) })
    }
    return detail
  }

  private func relations(_ comparison: TraceComparison) -> [TraceComparison.Relation] {
    comparison.lines.compactMap { if case .row(_, _, let relation) = $0 { relation } else { nil } }
  }

  @Test func rowsOfOneKeyStandBesideEachOther() {
    let first = detail(1, [("path", [("a", "1"), ("b", "2"), ("c", "3")])])
    let second = detail(2, [("path", [("x", "0"), ("a", "1"), ("c", "4")])])
    let comparison = TraceComparison(first, second)
    #expect(relations(comparison) == [.onlySecond, .same, .onlyFirst, .changed])
    #expect(comparison.lines.first == .heading("path", isSame: false))
    #expect(!comparison.isSame)
  }

  @Test func whatIsTheSameIsFoldedIntoItsHeading() {
    let first = detail(1, [("query", [("q", "same")]), ("answer", [("a", "2"), ("b", "x")])])
    let second = detail(2, [("query", [("q", "same")]), ("answer", [("a", "4"), ("b", "x")])])
    let comparison = TraceComparison(first, second, differencesOnly: true)
    #expect(
      comparison.lines == [
        .heading("query", isSame: true), .heading("answer", isSame: false),
        .row(.init(key: "a", text: "2"), .init(key: "a", text: "4"), .changed),
      ])
    #expect(TraceComparison(first, first).isSame)
  }

  @Test func aSectionThatOnlyOneHasIsADifference() {
    let first = detail(1, [("query", [("q", "same")])])
    let second = detail(2, [("query", [("q", "same")]), ("sum", [("s", "1")])])
    #expect(relations(TraceComparison(first, second)) == [.same, .onlySecond])
    // A single run has nothing to be compared with.
    #expect(relations(TraceComparison(second, nil)) == [.alone, .alone])
  }

  @Test func bothColumnsKeepTheirLinesBesideEachOther() {
    let long = String(repeating: "word ", count: 30)
    let first = detail(1, [("path", [("a", long), ("b", "same")])])
    let second = detail(2, [("path", [("a", "short"), ("b", "same")])])
    let page = TracePage(
      TraceComparison(first, second), form: .beside(30, 30), glyphs: .unicode)
    #expect(page.left.count == page.right.count)
    let row = page.left.firstIndex { $0.last?.text == "same" }
    #expect(row == page.right.firstIndex { $0.last?.text == "same" })
    #expect(page.left[1].first?.text == "~ ")
    let below = TracePage(TraceComparison(first, second), form: .below(80), glyphs: .ascii)
    #expect(
      below.left.compactMap(\.first?.text).filter { $0 == "A " || $0 == "B " } == ["A ", "B "])
  }

  @Test func whatIsNotShownIsShownWhereOnlyItDiffers() {
    var first = detail(1, [("features", [("a", "plot")])])
    var second = first
    first.sections[0].rows[0].further = "slow at first"
    second.sections[0].rows[0].further = "slow at the end"
    let comparison = TraceComparison(first, second)
    #expect(relations(comparison) == [.changed])
    let page = TracePage(comparison, form: .beside(40, 40), glyphs: .unicode)
    #expect(page.right.joined().contains { $0.text == "slow at the end" })
  }
}
