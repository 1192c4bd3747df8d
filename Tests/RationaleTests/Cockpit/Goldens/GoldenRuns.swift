internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// Runs that took what they always take, in the place of those whose times differ from day to day.
enum GoldenRuns {
  /// Lists the runs, unfolds the first and compares it with the second.
  static func show(_ state: inout CockpitState) {
    guard let person = state.person, let record = state.answer.record else { return }
    let runs = all(of: person.id)
    _ = state.handle(.trace(runs, of: TraceState.Scope(user: person.id)))
    var other = record
    other.answer.response = "5"
    other.answer.features.removeLast()
    other.answer.path.conclusion = "5"
    for (run, record) in zip(runs, [record, other]) {
      _ = state.handle(.traceDetail(TraceDetail(of: run, record: record)))
    }
    for key in [Key.home, .text(" "), .text("a"), .down, .down, .down, .down, .down] {
      _ = state.handle(.key(key))
    }
  }

  private static func all(of user: Library.UserID) -> [TracedRun] {
    let query = "Another thin plot."
    func run(
      _ id: TracedRun.ID, minutes: Double, response: String? = nil, isFit: Bool = false,
      state: Storage.Run.State = .finished, message: String? = nil, stages: [StageRecord]?
    ) -> TracedRun {
      TracedRun(
        id: id, user: user, userName: "Mara", modelVersion: 1, identity: FakeChat.identity,
        query: isFit ? "" : query, response: response, expected: isFit ? nil : "2",
        interactions: isFit ? 24 : nil, factors: isFit ? 6 : nil, state: state, message: message,
        created: Date(timeIntervalSince1970: 1_760_000_000 + 60 * minutes), stages: stages,
        usage: stages?.usage)
    }
    return [
      run(.ask(12), minutes: 40, response: "2", stages: asked(kept: false)),
      run(.ask(11), minutes: 30, response: "5", stages: asked(kept: true)),
      run(
        .ask(10), minutes: 20, state: .failed, message: "No connection to models.example.org.",
        stages: [StageRecord(stage: .extract, state: .failed, seconds: 30)]),
      run(.ask(9), minutes: 10, response: "2", stages: nil),
      run(
        .fit(1), minutes: 0, isFit: true,
        stages: [
          StageRecord(
            stage: .extract, seconds: 34, outcome: "187 features",
            usage: Usage(calls: 24, inputTokens: 17_800, outputTokens: 2400, dollars: 0.0041)),
          StageRecord(stage: .reason, seconds: 37, outcome: "24 paths"),
        ]),
    ]
  }

  private static func asked(kept: Bool) -> [StageRecord] {
    [
      StageRecord(
        stage: .extract, state: kept ? .reused : .finished, seconds: kept ? 0 : 0.9,
        outcome: "4 features, 3 known",
        usage: kept
          ? Usage() : Usage(calls: 1, inputTokens: 508, outputTokens: 41, dollars: 0.0005),
        callSeconds: kept ? 0 : 0.9),
      StageRecord(stage: .retrieve, seconds: 0.012, outcome: "3 of 24"),
      StageRecord(
        stage: .generate, seconds: kept ? 0.004 : 2.6, outcome: kept ? "5" : "2",
        usage: kept
          ? Usage(replayed: 1)
          : Usage(calls: 2, inputTokens: 974, outputTokens: 214, dollars: 0.0026),
        callSeconds: kept ? 0 : 2.5, firstText: kept ? nil : 0.41, retries: kept ? 0 : 1,
        unusable: kept ? 0 : 1, problem: kept ? nil : "no JSON"),
      StageRecord(stage: .audit, seconds: 0.001, outcome: "6 numbers"),
    ]
  }
}
