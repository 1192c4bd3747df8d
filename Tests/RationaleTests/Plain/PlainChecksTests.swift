internal import Testing

@testable import Actions
@testable import Commands
@testable import Plain
@testable import Presentation
@testable import Workbench

@Suite struct PlainChecksTests {
  private let bench: Bench

  init() async throws {
    bench = try await Bench.withPeople()
  }

  private func type(_ lines: String...) async throws -> Bench.Outcome {
    try await bench.type(lines)
  }

  @Test func theTestsOfAModelAreTold() async throws {
    let outcome = try await type(
      "user mara", "audit", "fit", "ask A thin plot again.", "audit", "past-answers", "open 1",
      "drift", "open 2", "versions", "compare mara", "compare nobody", "checks")
    for wanted in [
      "memory: 24 past answers: 24 clean, 0 repaired, 0 excluded",
      "asks: 1 earlier ask: 1 clean, 0 wrong", "nothing is wrong",
      "right: 24 of 24", "Past answers: 24 rows", "path to this answer",
      "early and late: 12 and 12 answers", "past answers with the factor",
      "1 version, 1 in use",
    ] {
      #expect(outcome.output.contains(wanted), "\(wanted)")
    }
    for wanted in [
      "Mara has no model yet", "Mara is the one who is open", "Nobody is called 'nobody'",
      "Say which: audit",
    ] {
      #expect(outcome.diagnostics.contains(wanted), "\(wanted)")
    }
  }

  @Test func anAnswerIsPutToTheTest() async throws {
    let outcome = try await type(
      "user mara", "what-if", "ask A slow start and a thin plot.", "what-if",
      "without thin plot", "without nonsense", "edit-feature thin plot = fine prose")
    #expect(outcome.diagnostics.contains("Nothing was asked yet"))
    #expect(outcome.output.contains("runner-up: "))
    #expect(outcome.output.contains("thin plot, kind factor"))
    #expect(outcome.output.contains("thin plot, kind feature"))
    #expect(outcome.output.contains("kind edit"))
    #expect(outcome.diagnostics.contains("The query has no 'nonsense'"))
  }

  @Test func aPartOfTheHistoryIsFitted() async throws {
    let outcome = try await type("user mara", "fit last 10", "audit", "fit backwards", "fit all")
    #expect(outcome.output.contains("memory: 10 past answers"))
    #expect(outcome.diagnostics.contains("all, last 100, or since 2024-01-31"))
    #expect(outcome.status == .usage)
    let shown = await bench.run("show", "mara").output
    #expect(shown.contains("24"))
  }
}
