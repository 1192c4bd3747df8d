internal import Foundation
internal import RPM

/// The roles that differ by what may be answered. What else a session does is the same for all.
protocol Answerer: Sendable {
  /// How many examples the evidence sums up.
  var memoryBreadth: Int { get }

  /// Learns from the whole history at the end of a fit.
  ///
  /// - Parameter past: the history, put together only where something is learned from it.
  /// - Returns: how far kinds of evidence are trusted, where that is learned; and what an ask needs
  ///   beside the notes of every session.
  func learn(
    from past: @autoclosure () -> PastAnswers, checkCancellation: () throws -> Void
  ) throws -> (trust: EvidenceTrust?, kept: Data?)

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
  func learn(
    from past: @autoclosure () -> PastAnswers, checkCancellation: () throws -> Void
  ) throws -> (trust: EvidenceTrust?, kept: Data?) { (nil, nil) }
  func stance(of item: Interaction) -> Stance? { nil }
  func judge(_ request: JudgementRequest) -> [Judgement] { [] }
}

extension SessionContext {
  /// What makes this task's answers. It reads the history.
  func makeAnswerer() -> any Answerer {
    switch task.answers {
    case .labels: ClosedAnswers(self)
    case .options: options()
    case .open: Titles(self)
    }
  }

  private func options() -> OptionAnswers {
    let answers = OptionAnswers(history: history, variant: variant, knowledge: knowledge)
    answers.read(notes.answers)
    return answers
  }
}
