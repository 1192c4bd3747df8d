internal import Embeddings
internal import Foundation
internal import RPM

/// A model small enough to foresee: features are words, a factor is a word, and the answer is that
/// of the most similar example.
struct ParrotModel: BlackBox {
  var identity = ModelIdentity(name: "parrot", version: "1")
  /// A history with this query cannot be fitted.
  var unfit = "poison"

  func open(_ subject: Subject) async throws -> any BlackBoxSession {
    if subject.history.contains(where: { $0.query == unfit }) { throw RoleFailure("cannot fit") }
    return Session(notes: subject.notes)
  }

  struct Session: BlackBoxSession {
    var notes: Data?
    var concurrency: Int { 1 }
    var memoryBreadth: Int { 2 }

    func extract(_ request: ExtractionRequest) async throws -> [Feature] {
      request.query.split(separator: " ").map { word in
        let factor = request.factors?.first { $0.name == word }?.id
        return Feature(name: String(word), context: "", factor: factor)
      }
    }

    func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal] {
      request.items.indices.map {
        FactorProposal(name: request.items[$0].feature.name, members: [$0])
      }
    }

    func judge(_ request: JudgementRequest) async throws -> ItemJudgement {
      ItemJudgement(
        features: request.features.indices.map {
          Judgement(feature: $0, isInfluential: true, polarity: .positive)
        })
    }

    func reason(_ request: ReasoningRequest) async throws -> ReasoningPath {
      ReasoningPath(steps: [], conclusion: request.item.response)
    }

    func complete(
      _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
    ) async throws -> (UserStatistics, notes: Data) {
      (statistics, Data("\(statistics.factors.map(\.support))".utf8))
    }

    func generate(
      _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
    ) async throws -> Generation {
      guard notes == request.model.notes else { throw RoleFailure("opened without its notes") }
      guard request.query != "mute" else { throw RoleFailure("no answer") }
      let answer = request.ranking.first?.answer ?? ""
      return Generation(
        path: ReasoningPath(steps: [], conclusion: answer), response: answer, confidence: 0.5)
    }
  }
}

/// Counts a few letters.
struct LetterEmbedder: TextEmbedder {
  var identity: String { "letters" }
  var dimensions: Int { 26 }

  func embed(_ texts: [String]) async throws -> [[Float]] {
    texts.map { text in
      var vector = [Float](repeating: 0, count: 26)
      for byte in text.utf8 where (97...122).contains(byte) { vector[Int(byte) - 97] += 1 }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length == 0 ? vector : vector.map { $0 / length }
    }
  }
}
