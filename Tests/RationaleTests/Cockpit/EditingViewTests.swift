internal import RPM
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct EditingViewTests {
  private func stage() async throws -> Stage {
    let stage = try await Stage(lines: [People.reader])
    await stage.press(.enter)
    return stage
  }

  private func run(_ command: String, on stage: Stage) async throws {
    await stage.press(.text(":"))
    await stage.type(command)
    await stage.press(.enter)
  }

  @Test func aFactorIsRenamedAndTheNameComesBack() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let old = try #require(stage.state.personView.factorTable?.rows.first).factor.name
    try await run("rename-factor Weakness of plot", on: stage)
    #expect(stage.state.person?.stored?.version == 2)
    #expect(stage.screen.contains("Weakness of plo"))
    #expect(stage.screen.contains("takes it back"))
    await stage.press(.text("u"))
    #expect(stage.state.person?.stored?.version == 1)
    #expect(stage.state.personView.factorTable?.rows.contains { $0.factor.name == old } == true)
    await stage.press(.ctrl("r"))
    #expect(stage.state.person?.stored?.version == 2)
  }

  @Test func aFitTellsWhichEditsItMadeAgain() async throws {
    let stage = try await stage()
    defer { stage.close() }
    try await run("rename-factor Weakness of plot", on: stage)
    await stage.press(.text("f"))
    #expect(stage.screen.contains("1 edit made again"))
    #expect(
      stage.state.personView.factorTable?.rows.contains { $0.factor.name == "Weakness of plot" }
        == true)
    let person = try #require(stage.state.person)
    stage.state.run?.id = RunID(value: 77)
    let lost = EditReplay.Outcome(edit: .drop(factor: "pacing"), problem: "There is none.")
    _ = stage.state.handle(.fitted(RunID(value: 77), person, edits: [lost]))
    #expect(stage.screen.contains("Not made again: drop pacing"))
  }

  @Test func mergingAndDroppingChangeTheStatisticsAtOnce() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let rows = try #require(stage.state.personView.factorTable).rows
    let count = try #require(stage.state.person?.stored).model.factors.count
    try await run("merge-factor \(rows[1].factor.name)", on: stage)
    let model = try #require(stage.state.person?.stored).model
    #expect(model.factors.count == count - 1)
    let merged = try #require(model.factors.first { $0.name == rows[0].factor.name })
    #expect(
      model.statistics.factors[merged.id].support >= rows[0].statistics.support)
    await stage.press(.text("D"))
    #expect(try #require(stage.state.person?.stored).model.factors.count == count - 2)
    await stage.press(.text("u"), .text("u"))
    #expect(try #require(stage.state.person?.stored).model.factors.count == count)
  }

  @Test func anItemIsLeftOutAndTakenInAgain() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let all = try #require(stage.state.person?.stored).model.statistics.interactions
    await stage.press(.text("H"), .text("x"))
    #expect(stage.state.person?.stored?.model.statistics.interactions == all - 1)
    #expect(stage.screen.contains("[excluded]"))
    await stage.press(.text("x"))
    #expect(stage.state.person?.stored?.model.statistics.interactions == all)
    await stage.press(.text("p"))
    let item = try #require(stage.state.personView.historyList.selection)
    let entry = stage.state.person?.stored?.model.memory.entries.first { $0.interaction == item }
    #expect(entry?.marks.isPinned == true)
    #expect(stage.screen.contains("[pinned]") && !stage.screen.contains("[excluded]"))
  }

  @Test func whatMakesNoSenseIsToldAndChangesNothing() async throws {
    let stage = try await stage()
    defer { stage.close() }
    try await run("move-feature nonsense", on: stage)
    #expect(stage.screen.contains("thin plot = pacing"))
    await stage.press(.text("1"))
    try await run("rename-factor X", on: stage)
    #expect(stage.screen.contains("F leads there") || stage.screen.contains("Choose a factor"))
    #expect(stage.state.person?.stored?.version == 1)
  }
}
