internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct AlignedTableTests {
  private let table = AlignedTable(
    columns: [
      AlignedTable.Column(title: "name", shrinks: true),
      AlignedTable.Column(title: "n", isNumber: true), AlignedTable.Column(title: "task"),
    ],
    rows: [["佐藤 美咲", "4", "films"], ["Ada\nLovelace-Byron", "120", ""]])

  @Test func columnsAreAlignedByDisplayWidth() {
    #expect(
      table.lines(width: nil) == [
        "name                  n  task", "佐藤 美咲             4  films",
        "Ada Lovelace-Byron  120",
      ])
  }

  @Test func aNarrowTerminalShortensTheName() {
    let lines = table.lines(width: 24)
    #expect(lines.last == "Ada Lovelac…  120")
    #expect(lines.allSatisfy { GraphemeWidth.width(of: $0) <= 24 })
  }
}
