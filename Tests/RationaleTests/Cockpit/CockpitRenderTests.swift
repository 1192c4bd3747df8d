internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct CockpitRenderTests {
  private static let sizes = [
    Size(width: 120, height: 36), Size(width: 100, height: 30), Size(width: 80, height: 24),
    Size(width: 60, height: 20), Size(width: 40, height: 10), Size(width: 200, height: 20),
    Size(width: 70, height: 60), Size(width: 20, height: 3), Size(width: 1, height: 1),
    Size(width: 0, height: 0),
  ]

  @Test func theFloorWrapsItsLine() {
    let state = CockpitState(size: Size(width: 20, height: 4), glyphs: .ascii, theme: "dark")
    #expect(state.render().text().contains("^Q quits."))
  }

  /// Every screen that keys lead to, at every size and with every set of glyphs.
  @Test func everyScreenDrawsAtEverySize() async throws {
    let stage = try await Stage(lines: [People.reader, People.voter, People.author, People.hostile])
    defer { stage.close() }
    for _ in 0..<4 {
      await stage.press(.text("1"), .enter, .text("H"), .enter)
      check(stage.state)
      await stage.press(.escape, .text("F"), .text("w"), .text(">"))
      check(stage.state)
      await stage.press(.text("T"), .enter)
      for _ in 0..<3 {
        await stage.press(.text("3"), .text("]"))
        check(stage.state)
      }
      await stage.press(.text("4"), .enter)
      check(stage.state)
      await stage.press(.escape, .text("?"))
      check(stage.state)
      await stage.press(.escape, .text("A"), .text("z"))
      check(stage.state)
      await stage.press(.text("z"), .text("1"), .down)
    }
  }

  private func check(_ state: CockpitState) {
    for size in Self.sizes {
      for glyphs in Glyphs.allCases {
        var state = state
        state.glyphs = glyphs
        _ = state.handle(.key(.resize(size)))
        let text = state.render().text()
        for scalar in text.unicodeScalars {
          let isControl =
            (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
            || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
          #expect(!isControl, "U+\(String(scalar.value, radix: 16)) reached the screen at \(size)")
        }
        if glyphs == .ascii { #expect(!text.unicodeScalars.contains { !$0.isASCII }) }
      }
    }
  }

  @Test func theFloorIsALineOfText() {
    let state = CockpitState(size: Size(width: 60, height: 5), glyphs: .ascii, theme: "dark")
    let lines = state.render().text().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "Rationale needs 40x10, this is 60x5. ^Q quits.")
    #expect(!lines.dropFirst().contains { !$0.isEmpty })
  }

  @Test func oneLabelHasTheRoomOfANarrowScreen() async throws {
    let stage = try await Stage(lines: [People.reader], size: Size(width: 60, height: 20))
    defer { stage.close() }
    await stage.press(.enter)
    #expect(stage.screen.contains("1 of 5 labels < >"))
    #expect(stage.screen.contains("1.00"))
    #expect(stage.screen.contains("██████████  +50"))
    // Weak factors in the list do not change the label.
    let label = stage.screen.split(separator: "\n").first { $0.contains("factor  ") }
    await stage.press(.text("w"))
    #expect(stage.screen.split(separator: "\n").first { $0.contains("factor  ") } == label)
    await stage.press(.text("w"), .text(">"))
    #expect(stage.screen.contains("0 of 12 = .00"))
    // All three sides of a survey fit without the gain.
    let survey = try await Stage(lines: [People.voter], size: Size(width: 60, height: 20))
    defer { survey.close() }
    await survey.press(.enter)
    for word in ["against", "middle", "for"] { #expect(survey.screen.contains(" \(word) ")) }
    #expect(!survey.screen.contains("< >"))
  }

  @Test(arguments: [(120, 36), (100, 30), (200, 50)])
  func aScaleOfFiveIsSeenWhole(width: Int, height: Int) async throws {
    let stage = try await Stage(lines: [People.reader], size: Size(width: width, height: height))
    defer { stage.close() }
    await stage.press(.enter)
    #expect(!stage.screen.contains("labels < >"))
    let row = try #require(
      stage.screen.split(separator: "\n").first { $0.contains("base rate") })
    #expect(row.split(separator: " ").count { $0 == ".00" } == 3)
    #expect(row.split(separator: " ").count { $0 == ".50" } == 2)
  }

  @Test func theSumOfATitleSaysWhatItsNumbersAre() async throws {
    let stage = try await Stage(lines: [People.author])
    defer { stage.close() }
    await stage.press(.enter)
    #expect(stage.screen.contains("Neg is undefined for titles"))
    await stage.press(.text("a"))
    await stage.type("Soil dries fast. We study moss on old walls. It holds water.")
    await stage.press(.enter, .escape, .text("3"), .text("]"))
    let record = try #require(stage.state.answer.record)
    #expect(stage.screen.contains("answer  \(record.answer.response)"))
    #expect(stage.screen.contains("times 10"))
    #expect(!stage.screen.contains("nats"))
  }

  @Test func theHelpStartsWithThePanelAndTellsTheChosenLineInFull() async throws {
    let stage = try await Stage(lines: [People.reader], size: Size(width: 60, height: 20))
    defer { stage.close() }
    await stage.press(.text("?"))
    #expect(stage.screen.contains("list only some users"))
    // In full at the foot, though the line is cut.
    #expect(stage.screen.contains("unfitted, stale"))
    await stage.press(.escape, .text("2"), .text("?"))
    #expect(stage.screen.contains("the person's factors"))
  }

  @Test func aWrongNumberIsTheLoudestThing() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter)
    var record = try #require(stage.state.answer.record)
    record.answer.path.steps[0].evidence = "P(2) 1 of 99 = .01"
    record.answer.audit = Audit(
      features: record.answer.features, factors: record.stored.model.factors,
      statistics: record.stored.model.statistics, answers: record.stored.model.task.answers
    ).report(on: record.answer.path, response: record.answer.response, isStored: false)
    #expect(!record.answer.audit.isClean)
    _ = stage.state.handle(.reopened(record))
    #expect(stage.state.status?.kind == .error)
    #expect(stage.screen.contains("✗ P(2) 1 of 99 = .01"))
    #expect(stage.screen.contains("stored is"))
  }

  @Test func barsFollowTheDifferenceFromTheBaseRate() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter)
    let table = try #require(stage.state.personView.factorTable)
    let plot = try #require(table.rows.first { $0.factor.name.contains("plot") })
    // All twelve thin plots got a 2, which has half of all answers.
    #expect(plot.cells[1].propensity == Ratio(12, of: 12))
    #expect(plot.cells[1].base == Ratio(12, of: 24))
    #expect(stage.screen.contains("+50"))
    #expect(stage.screen.contains("12 of 12 = 1.00, base 12 of 24 = .50"))
  }
}
