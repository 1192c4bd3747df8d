internal import Foundation
internal import RPM

/// The roles that differ by what may be answered. What else a session does is the same for all.
protocol Answerer: Sendable {
  /// How many examples the evidence sums up.
  var memoryBreadth: Int { get }

  /// What an ask needs of the history beside the notes of every session, `nil` for nothing.
  var kept: Data? { get }

  /// The side that an answer takes, `nil` where it takes none.
  func stance(of item: Interaction) -> Stance?

  /// Which features a past answer took up; none where counting tells.
  func judge(_ request: JudgementRequest) -> [Judgement]

  /// A path to the true answer from statistics without it.
  func reason(_ request: ReasoningRequest) throws -> ReasoningPath

  /// Sums up the evidence and answers.
  func generation(for request: GenerationRequest) throws -> Generation

  /// What a sum decides for, `nil` when it is of another task.
  func decision(on evidence: Evidence, of model: UserModel) -> String?
}

extension Answerer {
  var memoryBreadth: Int { 50 }
  var kept: Data? { nil }
  func stance(of item: Interaction) -> Stance? { nil }
  func judge(_ request: JudgementRequest) -> [Judgement] { [] }
}

extension SessionContext {
  /// What makes this task's answers. It reads the history.
  func makeAnswerer() -> any Answerer {
    switch task.answers {
    case .labels: ClosedAnswers(self)
    case .options: OptionAnswers(history: history, variant: variant)
    case .open: Titles(self)
    }
  }
}
