internal import Foundation
internal import RPM
internal import Synchronization

@testable import Evaluation

/// A model that follows prompts: it writes down what it is asked and answers as it is told to.
final class PuppetModel: BlackBox {
  /// Answers a plain question.
  typealias Answering = @Sendable (PlainQuestion) throws -> String
  /// Writes about a person.
  typealias Portraying = @Sendable (PortraitRequest) throws -> String
  /// Proposes advice.
  typealias Advising = @Sendable (AdviceRequest) throws -> [String]

  let identity = ModelIdentity(name: "puppet", version: "1")
  var completes: Bool { true }
  let answering: Answering
  let advising: Advising
  let portraying: Portraying
  let questions = Mutex<[PlainQuestion]>([])
  let portrayed = Mutex<[PortraitRequest]>([])
  let explained = Mutex<[Interaction]>([])
  let requests = Mutex<[AdviceRequest]>([])
  let generations = Mutex<[GenerationRequest]>([])

  init(
    advising: @escaping Advising = { _ in [] },
    portraying: @escaping Portraying = { _ in "a summary" },
    answering: @escaping Answering = { _ in "x" }
  ) {
    self.answering = answering
    self.advising = advising
    self.portraying = portraying
  }

  func open(_ subject: Subject) async throws -> any BlackBoxSession {
    Session(model: self, inner: try await ParrotModel().open(subject))
  }

  struct Session: BlackBoxSession, Completing {
    let model: PuppetModel
    let inner: any BlackBoxSession
    var concurrency: Int { 1 }
    var memoryBreadth: Int { 2 }

    func answer(_ question: PlainQuestion) async throws -> PlainAnswer {
      model.questions.withLock { $0.append(question) }
      return PlainAnswer(
        response: try model.answering(question),
        reasoning: question.thinksFirst ? "because" : "")
    }

    func portrait(_ request: PortraitRequest) async throws -> String {
      model.portrayed.withLock { $0.append(request) }
      return try model.portraying(request)
    }

    func rationale(for item: Interaction) async throws -> String {
      model.explained.withLock { $0.append(item) }
      return "why \(item.query)"
    }

    func advice(_ request: AdviceRequest) async throws -> [String] {
      model.requests.withLock { $0.append(request) }
      return try model.advising(request)
    }

    func extract(_ request: ExtractionRequest) async throws -> [Feature] {
      try await inner.extract(request)
    }
    func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal] {
      try await inner.cluster(request)
    }
    func judge(_ request: JudgementRequest) async throws -> ItemJudgement {
      try await inner.judge(request)
    }
    func reason(_ request: ReasoningRequest) async throws -> ReasoningPath {
      ReasoningPath(
        steps: [.init(features: [], factor: nil, evidence: "", effect: "personal")],
        conclusion: request.item.response)
    }
    func generate(
      _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
    ) async throws -> Generation {
      model.generations.withLock { $0.append(request) }
      return try await inner.generate(request, onText: onText)
    }
    func complete(
      _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
    ) async throws -> (UserStatistics, notes: Data) {
      try await inner.complete(
        statistics, factors: factors, features: features, stances: stances)
    }
  }
}
