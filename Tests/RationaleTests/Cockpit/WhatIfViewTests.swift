internal import RPM
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct WhatIfViewTests {
  private func asked(_ size: Size = Size(width: 120, height: 36)) async throws -> Stage {
    let stage = try await Stage(lines: [People.reader], size: size)
    await stage.press(.enter, .text("a"))
    await stage.type("A slow start and a thin plot.")
    await stage.press(.enter, .escape)
    _ = try #require(stage.state.answer.record)
    return stage
  }

  private func lines(_ stage: Stage) -> String {
    (0..<stage.state.answer.page.count).map { stage.state.answer.page[$0].map(\.text).joined() }
      .joined(separator: "\n")
  }

  @Test func everyFactorOfTheQueryIsTakenAwayByItself() async throws {
    let stage = try await asked()
    defer { stage.close() }
    await stage.press(.text("W"))
    let whatIf = try #require(stage.state.answer.whatIf?.result)
    let record = try #require(stage.state.answer.record)
    let factors = Set(record.answer.features.compactMap(\.factor))
    #expect(whatIf.outcomes.count == factors.count && !factors.isEmpty)
    for outcome in whatIf.outcomes {
      #expect(lines(stage).contains(outcome.name))
      let total = try #require(outcome.total)
      #expect(lines(stage).contains(AnswerReport.signed(total.logOdds)))
    }
    #expect(lines(stage).contains("faithfulness"))
  }

  @Test func whatIsChosenIsMaskedTogetherAndTakenBack() async throws {
    let stage = try await asked()
    defer { stage.close() }
    await stage.press(.text("4"), .text("x"))
    let first = try #require(stage.state.answer.whatIf?.chosenOutcome)
    #expect(first.mask.kind == .example)
    #expect(lines(stage).contains("masked"))
    await stage.press(.text("4"), .down, .text("x"))
    #expect(stage.state.answer.whatIf?.chosenOutcome?.mask.kind == .together)
    await stage.press(.text("x"))
    #expect(stage.state.answer.whatIf?.chosen.count == 1)
    await stage.press(.text("X"))
    #expect(stage.state.answer.whatIf?.chosen.isEmpty == true)
    #expect(stage.state.answer.whatIf?.result != nil)
  }

  @Test func aFeatureIsMaskedOrEditedByName() async throws {
    let stage = try await asked()
    defer { stage.close() }
    let name = try #require(stage.state.answer.record?.answer.features.first).name
    func run(_ command: String) async throws {
      await stage.press(.text("3"), .text(":"))
      await stage.type(command)
      await stage.press(.enter)
    }
    try await run("without \(name)")
    #expect(stage.state.answer.whatIf?.chosen == [.feature(0)])
    try await run("edit-feature \(name) = lovely prose")
    #expect(
      stage.state.answer.whatIf?.chosen.contains(.edit(feature: 0, text: "lovely prose")) == true)
    try await run("without nothing like it")
    #expect(stage.screen.contains("Its features are"))
    try await run("edit-feature nonsense")
    #expect(stage.screen.contains("thin plot = rich plot"))
  }

  @Test func anotherAnswerBeginsAnewAndLateNewsAreDropped() async throws {
    let stage = try await asked()
    defer { stage.close() }
    await stage.press(.text("W"))
    let old = try #require(stage.state.answer.whatIf)
    await stage.press(.text("5"), .ctrl("c"))
    await stage.type("lovely prose")
    await stage.press(.enter, .escape, .text("W"))
    let new = try #require(stage.state.answer.whatIf)
    #expect(new.record != old.record)
    await stage.hear(.whatIf(old, nil, failure: "late"))
    #expect(stage.state.answer.whatIf == new)
  }

  @Test(arguments: [(80, 24), (60, 20), (40, 10)])
  func nothingIsCutOff(width: Int, height: Int) async throws {
    let stage = try await asked(Size(width: width, height: height))
    defer { stage.close() }
    await stage.press(.text("W"), .text("3"))
    let room = stage.state.layout.pathExtent.width
    for index in 0..<stage.state.answer.page.count {
      let text = stage.state.answer.page[index].map(\.text).joined()
      #expect(GraphemeWidth.width(of: text) <= room, "\(text)")
    }
  }

  @Test func withoutAnAnswerItSaysWhatIsMissing() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.text("W"))
    #expect(stage.screen.contains("no answer to put to the test"))
  }
}
