internal import RPM

/// Asks a person's fitted model with examples of somebody else's choice, for the rows of the table
/// that lack a part of the method.
struct ModelAsker: Sendable {
  let bench: PersonBench
  private(set) var model: UserModel
  /// Whether keys have the names of factors in them.
  private var keysNameFactors = true
  private let session: any BlackBoxSession

  init(_ bench: PersonBench) async throws {
    self.bench = bench
    model = try await bench.fitted().model
    session = try await bench.blackBox.open(
      Subject(task: bench.subject.task, history: bench.history, notes: model.notes))
  }

  /// Answers with these examples and no others, the most similar first.
  ///
  /// - Parameters:
  ///   - ranking: the examples; the model looks at as many as it likes to.
  ///   - change: what is changed of an entry before the model sees it.
  func answer(
    _ query: String, ranking: [RetrievedExample],
    change: (inout MemoryEntry) -> Void = { _ in }
  ) async throws -> MethodAnswer {
    var model = model
    let shown = Set(ranking.map(\.interaction))
    for index in model.memory.entries.indices {
      if shown.contains(model.memory.entries[index].interaction) {
        change(&model.memory.entries[index])
      } else {
        model.memory.entries[index].marks.isHeldBack = true
      }
    }
    let stages = EarlierStages(features: try await features(of: query), retrieved: ranking)
    return MethodAnswer(try await bench.ask(query, of: model, reusing: stages), of: model)
  }

  /// The entries that may be examples for a query, in an order.
  func usable(_ ranking: [RetrievedExample]) -> [RetrievedExample] {
    ranking.filter { example in
      model.memory.entries.indices.contains(example.interaction)
        && model.memory.entries[example.interaction].takesPart
        && !model.memory.entries[example.interaction].key.isEmpty
    }
  }

  /// The examples whose features are most alike, as the method retrieves them.
  ///
  /// - Parameter limit: how many; K where nothing is said.
  func similar(to query: String, limit: Int? = nil) async throws -> [RetrievedExample] {
    let features = try await features(of: query)
    guard !features.isEmpty else { return [] }
    let key = try await bench.embedder.embed([text(of: features)]).first ?? []
    return Retrieval.rank(
      key: key, memory: model.memory, history: bench.history, query: query,
      limit: limit ?? bench.k, groundedFirst: session.readsReasoning)
  }

  /// What a key is made of.
  private func text(of features: [Feature]) -> String {
    var features = features
    if !keysNameFactors { for index in features.indices { features[index].factor = nil } }
    return features.isEmpty ? "" : session.retrievalText(of: features, in: model.factors)
  }

  // MARK: Without a part

  /// Takes the names of factors out of the keys.
  mutating func forgetFactorsOfKeys() async throws {
    keysNameFactors = false
    let texts = model.memory.entries.map { text(of: $0.features) }
    model.memory = model.memory.rekeyed(try await bench.embedder.embed(texts))
  }

  /// Takes factors away, with what was counted of them; features and what all answers say stay.
  mutating func forgetFactors() async throws {
    model.factors = []
    model.statistics.factors = []
    for index in model.memory.entries.indices {
      for feature in model.memory.entries[index].features.indices {
        model.memory.entries[index].features[feature].factor = nil
      }
      for step in model.memory.entries[index].path?.steps.indices ?? 0..<0 {
        model.memory.entries[index].path?.steps[step].factor = nil
      }
    }
    try await forgetFactorsOfKeys()
  }

  /// Takes away everything that was counted; factors keep their names.
  mutating func forgetStatistics() {
    func zeros(_ counts: [Int]) -> [Int] { counts.map { _ in 0 } }
    let known = model.statistics
    model.statistics = UserStatistics(
      interactions: 0, answers: zeros(known.answers),
      stances: StanceCounts(zeros(known.stances.list)),
      factors: known.factors.map {
        FactorStatistics(
          factor: $0.factor, answers: zeros($0.answers),
          stances: StanceCounts(zeros($0.stances.list)))
      })
  }

  /// The features of a query; asked for once more where there are none, as the engine does.
  func features(of query: String) async throws -> [Feature] {
    let request = ExtractionRequest(
      query: query, interaction: nil, factors: model.factors, memory: model.memory)
    for isLast in [false, true] {
      do {
        let found = FeatureExtraction.checked(
          try await UsageMeter.listening { try await session.extract(request) },
          factorCount: model.factors.count)
        if !found.isEmpty || isLast { return found }
      } catch let failure as RoleFailure where !failure.endsRun && !isLast {
        continue
      }
    }
    return []
  }
}
