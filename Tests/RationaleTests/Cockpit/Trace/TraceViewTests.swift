internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct TraceViewTests {
  private static let sizes = [
    Size(width: 120, height: 36), Size(width: 100, height: 30), Size(width: 80, height: 24),
    Size(width: 60, height: 20), Size(width: 40, height: 10), Size(width: 200, height: 20),
    Size(width: 70, height: 60), Size(width: 20, height: 3),
  ]

  /// Three asks of one person, the view of runs open.
  private func stage() async throws -> RationaleTests.Stage {
    let stage = try await Stage(lines: [People.reader, People.author])
    for query in ["A thin plot.", "Fine prose.", "A thin plot."] {
      await stage.press(.text("a"), .ctrl("c"))
      stage.state.prompt.editor.setText(query)
      await stage.press(.enter, .escape)
    }
    await stage.press(.function(3))
    return stage
  }

  @Test func runsAndFitsAreListedWithTheirStages() async throws {
    let stage = try await stage()
    defer { stage.close() }
    #expect(stage.state.sheets.trace.runs?.map(\.isFit) == [false, false, false, true])
    #expect(stage.screen.contains("[1 Runs of Mara]"))
    #expect(stage.screen.contains("fit v1"))
    await stage.press(.text(" "))
    for word in ["extract", "retrieve", "answer", "audit"] { #expect(stage.screen.contains(word)) }
    await stage.press(.end, .text(" "))
    #expect(stage.screen.contains("cluster"))
    await stage.press(.text("e"))
    #expect(stage.state.sheets.trace.unfolded.isEmpty)
  }

  @Test func twoRunsStandBesideEachOtherAndDifferencesAlone() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.press(.text("a"), .down)
    #expect(stage.screen.contains("2 A #3"))
    #expect(stage.screen.contains("3 B #2"))
    #expect(stage.screen.contains("~ A thin plot."))
    // The same query of the same model: all but the time is alike.
    await stage.press(.down, .text("b"), .text("d"))
    for title in ["query", "features", "path", "numbers", "answer", "examples"] {
      #expect(stage.screen.contains("\(title)  identical"))
    }
    await stage.press(.text("x"))
    #expect(stage.state.sheets.trace.a == .ask(1))
    // Esc takes back one thing after the other.
    await stage.press(.escape)
    #expect(!stage.state.sheets.trace.showsDifferences)
    await stage.press(.escape)
    #expect(stage.state.sheets.trace.a == nil && stage.state.sheets.showsTrace)
    await stage.press(.escape)
    #expect(!stage.state.sheets.showsTrace)
  }

  @Test func anAskIsAskedAgainFromAStage() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.press(.text(" "), .down, .down, .text("r"))
    #expect(stage.state.sheets.trace.runs?.count == 5)
    #expect(stage.state.sheets.trace.a == .ask(3) && stage.state.sheets.trace.b == .ask(4))
    let new = stage.state.sheets.trace.run(.ask(4))
    #expect(new?.stages?.map(\.state) == [.reused, .finished, .finished, .finished])
    #expect(new?.response == stage.state.sheets.trace.run(.ask(3))?.response)
    await stage.press(.text("d"))
    #expect(stage.screen.contains("~ extract  taken over"))
  }

  @Test func anAskOpensInTheCockpitAlsoThatOfAnother() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let other = try #require(stage.state.people.all?.first { $0.name == "Ana" })
    await stage.press(.down, .enter)
    #expect(!stage.state.sheets.showsTrace)
    #expect(stage.state.answer.record?.run == 2 && stage.state.focus == .path)
    // Ana has none; the runs of all are listed from her too.
    _ = try await stage.session.library.saveRun(
      Storage.Run(
        modelVersion: nil, query: "moss", answer: nil, state: .failed, message: "offline",
        created: .now), for: other.id)
    await stage.press(.function(3), .text("U"))
    #expect(stage.state.sheets.trace.runs?.count == 5)
    #expect(stage.screen.contains("failed"))
    await stage.press(.home, .enter)
    #expect(stage.state.person?.id == other.id)
    #expect(stage.state.prompt.editor.text == "moss")
    #expect(stage.screen.contains("no answer"))
  }

  @Test func aClickChoosesARunAndNothingUnderIt() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let user = stage.state.people.list.selection
    await stage.press(.mouse(button: 0, at: Point(5, 5)))
    #expect(stage.state.sheets.trace.selectedRun?.id == .ask(1))
    #expect(stage.state.sheets.showsTrace && stage.state.people.list.selection == user)
    await stage.press(.mouse(button: 0, at: Point(5, 5)))
    #expect(!stage.state.sheets.showsTrace && stage.state.answer.record?.run == 1)
  }

  @Test func aRunOfALanguageModelAsksFirst() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.hear(.model(FakeChat.choice))
    await stage.press(.text("r"))
    #expect(stage.screen.contains("Kept replies cost nothing"))
    await stage.press(.text("n"))
    #expect(stage.state.sheets.trace.runs?.count == 4)
  }

  @Test func everyScreenDrawsAtEverySize() async throws {
    let stage = try await stage()
    defer { stage.close() }
    check(stage.state)
    await stage.press(.text(" "), .down)
    check(stage.state)
    await stage.press(.text("a"), .end, .text("d"))
    check(stage.state)
    await stage.press(.text("z"), .text("3"))
    check(stage.state)
    await stage.press(.text("z"), .text("1"), .text("U"), .text("5"))
    check(stage.state)
  }

  private func check(_ state: CockpitState) {
    for size in Self.sizes {
      for glyphs in Glyphs.allCases {
        var state = state
        state.glyphs = glyphs
        _ = state.handle(.key(.resize(size)))
        let frame = state.render()
        #expect(frame.size == size)
        if let cursor = frame.cursor { #expect(frame.bounds.contains(cursor)) }
        if glyphs == .ascii { #expect(!frame.text().unicodeScalars.contains { !$0.isASCII }) }
        guard size.width >= 60, size.height >= 20 else { continue }
        // The frame around a panel is whole: nothing was drawn over it.
        let places = state.traceLayout
        for rect in places.panes.values where places.hasBorders {
          let corners = glyphs.corners
          #expect(frame[rect.x, rect.y].cluster == corners.0)
          #expect(frame[rect.maxX - 1, rect.maxY - 1].cluster == corners.3)
          for y in rect.y + 1..<rect.maxY - 1 {
            #expect(frame[rect.x, y].cluster == glyphs.vertical, "\(size) row \(y)")
            let right = frame[rect.maxX - 1, y].cluster
            #expect(right == glyphs.vertical || right == glyphs.full, "\(size) row \(y)")
          }
        }
      }
    }
  }
}
