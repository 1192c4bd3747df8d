internal import Embeddings
internal import Foundation
internal import Synchronization

@testable import RPM

/// A model that finds the words of a query as features, one factor a word, and answers with the
/// first label. It can fail, hang and misquote on demand, which no real model does.
struct ScriptedModel: BlackBox {
  var identity = ModelIdentity(name: "scripted", version: "1")
  var behaviour = Behaviour()

  /// What goes wrong.
  struct Behaviour: Sendable {
    /// Roles that never come back.
    var hangs: Set<String> = []
    /// Roles that throw.
    var fails: Set<String> = []
    /// Queries that have no features.
    var silent: Set<String> = []
    /// How many times each path is misquoted before it is right.
    var misquotes = 0
    /// Clusters leave out every feature of this name.
    var forgets: String?
    /// Whether it answers as the history it was opened with begins.
    var answersWithHistory = false
    /// How far the failures of a role reach, where it is further than the item.
    var reach: [String: RoleFailure.Reach] = [:]
    /// Queries whose calls fail so, the first so many times.
    var troubles: [String: (failure: RoleFailure, times: Int)] = [:]
    /// Queries whose calls wait for a batch.
    var deferred: Set<String> = []
    /// How many queries share a call.
    var extractionsPerCall = 1
    /// Of queries that share a call, only so many are answered.
    var answersOfSharedCall = Int.max
    /// Notes every call of `extract` with its queries.
    var extractions: Log?
    /// Counts how often the model was opened.
    var openings: Openings?
  }

  /// A count that all sessions share.
  final class Openings: Sendable {
    private let number = Atomic<Int>(0)
    var count: Int { number.load(ordering: .relaxed) }
    func add() { number.wrappingAdd(1, ordering: .relaxed) }
  }

  /// What all sessions write down.
  final class Log: Sendable {
    private let entries = Mutex<[[String]]>([])
    var all: [[String]] { entries.withLock { $0 } }
    func add(_ entry: [String]) { entries.withLock { $0.append(entry) } }
  }

  func open(_ subject: Subject) async throws -> any BlackBoxSession {
    behaviour.openings?.add()
    try await Session.obey(behaviour, role: "open")
    return Session(subject: subject, behaviour: behaviour)
  }

  struct Session: BlackBoxSession {
    let subject: Subject
    let behaviour: Behaviour
    let concurrency = 4
    let memoryBreadth = 5

    static func obey(_ behaviour: Behaviour, role: String) async throws {
      if behaviour.fails.contains(role) {
        throw RoleFailure("\(role) is broken", reach: behaviour.reach[role] ?? .item)
      }
      if behaviour.hangs.contains(role) {
        // Deaf to cancellation, as a socket that blocks would be.
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      }
    }

    var extractionsPerCall: Int { behaviour.extractionsPerCall }

    func extract(_ requests: [ExtractionRequest]) async throws -> [[Feature]] {
      behaviour.extractions?.add(requests.map(\.query))
      try await Self.obey(behaviour, role: "extract several")
      return requests.prefix(behaviour.answersOfSharedCall).map(features)
    }

    func extract(_ request: ExtractionRequest) async throws -> [Feature] {
      behaviour.extractions?.add([request.query])
      try await Self.obey(behaviour, role: "extract")
      if let trouble = behaviour.troubles[request.query] {
        let asked = behaviour.extractions?.all.count { $0 == [request.query] } ?? 1
        if asked <= trouble.times { throw trouble.failure }
      }
      if behaviour.deferred.contains(request.query) {
        throw RoleFailure("written into a batch", reach: .deferred)
      }
      return features(request)
    }

    private func features(_ request: ExtractionRequest) -> [Feature] {
      if behaviour.silent.contains(request.query) { return [] }
      return request.query.split(separator: " ").map { word in
        Feature(
          name: String(word), context: "in \(word)",
          factor: request.factors?.firstIndex { $0.name == word })
      }
    }

    func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal] {
      try await Self.obey(behaviour, role: "cluster")
      return request.items.enumerated().compactMap { index, item in
        item.feature.name == behaviour.forgets
          ? nil : FactorProposal(name: item.feature.name, members: [index])
      }
    }

    func judge(_ request: JudgementRequest) async throws -> ItemJudgement {
      try await Self.obey(behaviour, role: "judge")
      return ItemJudgement(
        features: request.features.indices.map {
          Judgement(feature: $0, isInfluential: $0 == 0, polarity: .positive)
        })
    }

    func reason(_ request: ReasoningRequest) async throws -> ReasoningPath {
      try await Self.obey(behaviour, role: "reason")
      let attempt = request.complaint == nil ? 0 : 1
      let evidence = attempt < behaviour.misquotes ? "coverage 99" : ""
      return ReasoningPath(
        steps: [
          ReasoningPath.Step(features: [0], factor: nil, evidence: evidence, effect: "")
        ].map { step in
          var step = step
          step.factor = request.features.first?.factor
          // A factor that only this query has may not be cited.
          if let factor = step.factor, request.statistics.factors[factor].support == 0 {
            step.factor = nil
          }
          return step
        }, conclusion: request.item.response)
    }

    func generate(
      _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
    ) async throws -> Generation {
      onText("thinking")
      try await Self.obey(behaviour, role: "generate")
      let response = behaviour.answersWithHistory ? subject.history[0].response : "1"
      return Generation(
        path: ReasoningPath(steps: [], conclusion: response), response: response, confidence: 0.5)
    }
  }
}

/// Embeds a text by its letters: enough to tell texts apart.
struct LetterEmbedder: TextEmbedder {
  let identity = "letters"
  let dimensions = 26

  func embed(_ texts: [String]) async throws -> [[Float]] {
    texts.map { text in
      var vector = [Float](repeating: 0, count: 26)
      for scalar in text.lowercased().unicodeScalars where ("a"..."z").contains(scalar) {
        vector[Int(scalar.value) - 97] += 1
      }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length == 0 ? vector : vector.map { $0 / length }
    }
  }
}

extension EngineClock {
  /// A clock that stands still at the epoch.
  static let still = EngineClock(
    now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 })
}
