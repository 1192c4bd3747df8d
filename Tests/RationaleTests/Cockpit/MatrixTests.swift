internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct MatrixTests {
  private static let sizes = [
    Size(width: 120, height: 36), Size(width: 100, height: 30), Size(width: 80, height: 24),
    Size(width: 60, height: 20), Size(width: 40, height: 10),
  ]

  private func matrix(_ stage: RationaleTests.Stage) throws -> MatrixState {
    try #require(stage.state.sheets.matrix)
  }

  @Test func theSheetHasAllFactorsAndLabels() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("m"))
    let matrix = try matrix(stage)
    #expect(matrix.order.count == stage.state.person?.stored?.model.factors.count)
    #expect(matrix.columns.count == 9)
    for label in ["1", "2", "3", "4", "5"] {
      #expect(matrix.columns.contains { $0.title(in: matrix.table) == label })
    }
    #expect(stage.screen.contains("Factors by label of Mara"))
  }

  @Test func anyColumnOrdersTheFactors() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("m"))
    var matrix = try matrix(stage)
    while matrix.column != .value(1) { matrix.moveColumn(by: 1) }
    matrix.sortByColumn()
    let deltas = matrix.order.compactMap { matrix.row($0)?.cells[1].delta }
    #expect(deltas == deltas.sorted(by: >) && Set(deltas).count > 1)
    matrix.sortByColumn()
    #expect(matrix.order.compactMap { matrix.row($0)?.cells[1].delta } == deltas.sorted())
    matrix.moveColumn(by: -99)
    matrix.sortByColumn()
    let names = matrix.order.compactMap { matrix.row($0)?.factor.name }
    #expect(matrix.sortColumn == .name && names == names.sorted())
  }

  @Test func columnsHideAndComeBack() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("m"))
    var matrix = try matrix(stage)
    let all = matrix.shown
    for _ in 0..<99 { matrix.hideColumn() }
    // Names stay, and one column to stand on.
    #expect(matrix.shown.first == .name && matrix.shown.count == 2)
    #expect(matrix.shown.contains(matrix.column))
    matrix.showAllColumns()
    #expect(matrix.shown == all)
    // The column under the cursor is always seen, however narrow the screen is.
    for width in [30, 60, 100] {
      for _ in all {
        matrix.moveColumn(by: 1)
        let placed = matrix.visible(width: width).columns
        #expect(placed.contains { $0.column == matrix.column }, "\(width)")
        #expect(placed.allSatisfy { $0.x + $0.width <= width }, "\(width)")
      }
      matrix.moveColumn(by: -99)
    }
  }

  @Test func theCellIsToldInWordsAndLeadsToItsItems() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("m"))
    let order = try matrix(stage).order
    let index = try #require(
      order.firstIndex { stage.state.sheets.matrix?.row($0)?.factor.name == "thin plot" })
    for _ in 0..<index { await stage.press(.down) }
    while stage.state.sheets.matrix?.column != .value(1) { await stage.press(.right) }
    #expect(stage.screen.contains("thin plot, 2: 12 of 12 = 1.00, base 12 of 24 = .50"))
    await stage.press(.enter)
    #expect(!stage.state.sheets.showsMatrix && stage.state.personView.tab == .history)
    #expect(stage.state.personView.shownHistory.count == 12)
    let history = stage.state.person?.user.history ?? []
    #expect(stage.state.personView.shownHistory.allSatisfy { history[$0].response == "2" })
    #expect(stage.screen.contains("with thin plot, answered 2"))
    // Esc comes back to the sheet, once more to the list.
    await stage.press(.escape)
    #expect(stage.state.sheets.showsMatrix)
    #expect(try matrix(stage).column == .value(1))
    await stage.press(.right, .enter)
    #expect(stage.state.sheets.showsMatrix && stage.screen.contains("No past answer"))
    await stage.press(.escape)
    #expect(!stage.state.sheets.showsMatrix && stage.state.focus == .person)
  }

  @Test func weakFactorsCanBeLeftOut() async throws {
    let history: [(query: String, response: String, date: String?)] = (0..<9).map { index in
      (index == 4 ? "A talking horse in a thin plot." : "A thin plot, number \(index).", "2", nil)
    }
    let stage = try await Stage(
      lines: [People.line(name: "Ida", task: "books", labels: ["1", "2"], history: history)])
    defer { stage.close() }
    await stage.press(.enter, .text("m"), .text("w"))
    let matrix = try matrix(stage)
    #expect(matrix.order.count < matrix.table.rows.count)
    #expect(matrix.order.allSatisfy { matrix.row($0)?.statistics.isWeak == false })
  }

  @Test(arguments: [People.reader, People.voter, People.author])
  func theSheetDrawsAtEverySize(person: String) async throws {
    let stage = try await Stage(lines: [person])
    defer { stage.close() }
    await stage.press(.enter, .text("m"))
    for _ in 0..<(stage.state.sheets.matrix?.columns.count ?? 0) {
      await stage.press(.right)
      for size in Self.sizes {
        for glyphs in Glyphs.allCases {
          var state = stage.state
          state.glyphs = glyphs
          _ = state.handle(.key(.resize(size)))
          let frame = state.render()
          #expect(frame.size == size)
          if glyphs == .ascii { #expect(!frame.text().unicodeScalars.contains { !$0.isASCII }) }
          let rect = state.sheetRect
          guard state.layout.hasBorders else { continue }
          for y in rect.y + 1..<rect.maxY - 1 {
            #expect(frame[rect.x, y].cluster == glyphs.vertical)
            let right = frame[rect.maxX - 1, y].cluster
            #expect(right == glyphs.vertical || right == glyphs.full)
          }
        }
      }
    }
  }
}
