internal import Testing

@testable import Presentation

@Suite struct ReportLineTests {
  private let lines: [ReportLine] = [
    "Mara (books), version 1", "", ReportLine("answer", "2"), ReportLine("confidence", ".80"),
    "  of those not cited, 1 of 3 matter too",
  ]

  @Test func factsArePrintedInAColumnAndHeardByTheirName() {
    #expect(
      lines.printed == [
        "Mara (books), version 1", "", "answer      2", "confidence  .80",
        "  of those not cited, 1 of 3 matter too",
      ])
    #expect(
      lines.spoken == [
        "Mara (books), version 1", "answer: 2", "confidence: .80",
        "of those not cited, 1 of 3 matter too",
      ])
    #expect(ReportLine("a longer name", "2").printed == "a longer name  2")
  }

  @Test func gapsInATextAreNoColumns() {
    let text = "Is it  a plot, or  two?"
    #expect(ReportLine("query", text).spoken == "query: \(text)")
    #expect(ReportLine(stringLiteral: text).spoken == text)
  }
}
