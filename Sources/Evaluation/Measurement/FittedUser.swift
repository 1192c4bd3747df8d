internal import Embeddings
internal import Foundation
internal import RPM

/// A user's model without the written paths, made by driving the black box's roles directly:
/// extract, cluster, count, judge, key (method sections 2 to 6).
///
/// Paths are left out because no answer of a model that computes rests on their wording.
struct FittedUser: Sendable {
  /// `C_u` and `S_u`.
  var model: UserModel
  /// What the model was fitted on.
  var history: [Interaction]
  /// The session that is asked.
  var session: any BlackBoxSession

  /// Fits a user.
  init(user: User, blackBox: any BlackBox, embedder: any TextEmbedder) async throws {
    let history = user.history
    let fitting = try await blackBox.open(Subject(task: user.task, history: history))

    var features: [[Feature]] = []
    for (index, item) in history.enumerated() {
      try Task.checkCancellation()
      features.append(
        try await fitting.extract(ExtractionRequest(query: item.query, interaction: index)))
    }
    let factors = try await Self.cluster(&features, in: fitting)

    var counted = Self.count(features, factors: factors.count, history: history, task: user.task)
    if !user.task.answers.hasPropensity {
      for (index, item) in history.enumerated() where !features[index].isEmpty {
        let judgements = try await fitting.judge(
          JudgementRequest(interaction: index, item: item, features: features[index]))
        Self.add(judgements, of: features[index], to: &counted)
      }
    }
    let (statistics, notes) = try await fitting.complete(
      counted, factors: factors, features: features)

    let texts = features.map { fitting.retrievalText(of: $0, in: factors) }
    let keys = try await embedder.embed(texts)
    let entries = features.indices.map { index in
      MemoryEntry(
        interaction: index, features: features[index], path: nil,
        key: features[index].isEmpty ? [] : keys[index],
        exclusion: features[index].isEmpty ? .noFeatures : nil)
    }
    model = UserModel(
      task: user.task, identity: blackBox.identity, fitted: Date(timeIntervalSince1970: 0),
      factors: factors, statistics: statistics, memory: ReasoningMemory(entries: entries),
      notes: notes)
    self.history = history
    session = try await blackBox.open(Subject(task: user.task, history: history, notes: notes))
  }

  /// Answers a target query from the model, `k` examples retrieved.
  func ask(_ query: String, k: Int, embedder: any TextEmbedder) async throws -> Generation {
    let features = try await session.extract(
      ExtractionRequest(
        query: query, interaction: nil, factors: model.factors, memory: model.memory))
    let text = session.retrievalText(of: features, in: model.factors)
    let key = features.isEmpty ? [] : try await embedder.embed([text])[0]
    let ranking = rank(key, query: query).prefix(max(k, session.memoryBreadth))
    return try await session.generate(
      GenerationRequest(
        query: query, features: features, model: model, ranking: Array(ranking), k: k,
        history: history)
    ) { _ in }
  }

  /// The memory by cosine, most similar first; ties go to the lower index. An entry whose query is
  /// the one asked takes no part.
  private func rank(_ key: [Float], query: String) -> [RetrievedExample] {
    guard !key.isEmpty else { return [] }
    return model.memory.entries
      .filter { $0.exclusion == nil && history[$0.interaction].query != query }
      .map { entry in
        var cosine: Float = 0
        for (one, other) in zip(entry.key, key) { cosine += one * other }
        return RetrievedExample(
          interaction: entry.interaction, similarity: Double(cosine),
          answer: history[entry.interaction].response)
      }
      .sorted { ($1.similarity, $0.interaction) < ($0.similarity, $1.interaction) }
  }

  /// Groups the distinct features and writes each one's factor into it.
  private static func cluster(
    _ features: inout [[Feature]], in session: any BlackBoxSession
  ) async throws -> [Factor] {
    var items: [ClusteringRequest.Item] = []
    var position: [DistinctFeature: Int] = [:]
    for query in features {
      var seen: Set<Int> = []
      for feature in query {
        let key = DistinctFeature(feature)
        let index = position[key] ?? items.count
        if index == items.count {
          position[key] = index
          items.append(ClusteringRequest.Item(feature: feature, count: 0))
        }
        if seen.insert(index).inserted { items[index].count += 1 }
      }
    }
    let wanted = Int(Double(items.count).squareRoot().rounded())
    let proposals = try await session.cluster(
      ClusteringRequest(items: items, ceiling: min(15, max(3, wanted))))

    var factorOf: [Int: Factor.ID] = [:]
    for (id, proposal) in proposals.enumerated() {
      for member in proposal.members where items.indices.contains(member) {
        if factorOf[member] == nil { factorOf[member] = id }
      }
    }
    var names = [[String: Int]](repeating: [:], count: proposals.count)
    for query in features.indices {
      for place in features[query].indices {
        let feature = features[query][place]
        guard let item = position[DistinctFeature(feature)], let factor = factorOf[item] else {
          continue
        }
        features[query][place].factor = factor
        names[factor][feature.name, default: 0] += 1
      }
    }
    return proposals.enumerated().map { id, proposal in
      Factor(
        id: id, name: proposal.name, description: proposal.description,
        members: names[id].map { Factor.Member(name: $0.key, count: $0.value) }
          .sorted { ($1.count, $0.name) < ($0.count, $1.name) })
    }
  }

  /// Counts what every task counts.
  private static func count(
    _ features: [[Feature]], factors: Int, history: [Interaction], task: TaskDefinition
  ) -> UserStatistics {
    let none = [Int](repeating: 0, count: task.answers.labels.count)
    var statistics = UserStatistics(
      interactions: history.count, answers: none,
      factors: (0..<factors).map { FactorStatistics(factor: $0, answers: none) })
    for (query, item) in zip(features, history) {
      let label = task.answers.index(of: item.response)
      if let label { statistics.answers[label] += 1 }
      for factor in query.compactMap(\.factor) { statistics.factors[factor].occurrences += 1 }
      for factor in Set(query.compactMap(\.factor)) {
        statistics.factors[factor].support += 1
        if let label { statistics.factors[factor].answers[label] += 1 }
      }
    }
    return statistics
  }

  private static func add(
    _ judgements: [Judgement], of features: [Feature], to statistics: inout UserStatistics
  ) {
    for judgement in judgements where judgement.isInfluential {
      guard features.indices.contains(judgement.feature),
        let factor = features[judgement.feature].factor
      else { continue }
      statistics.factors[factor].influence += 1
      switch judgement.polarity {
      case .positive: statistics.factors[factor].polarity.positive += 1
      case .neutral: statistics.factors[factor].polarity.neutral += 1
      case .negative: statistics.factors[factor].polarity.negative += 1
      }
    }
  }
}

/// What makes two feature occurrences the same feature.
private struct DistinctFeature: Hashable {
  var name: String
  var context: String

  init(_ feature: Feature) {
    name = feature.name.lowercased()
    context = feature.context.lowercased()
  }
}
