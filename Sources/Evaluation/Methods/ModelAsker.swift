internal import RPM

/// Asks a person's fitted model with examples of somebody else's choice, for the rows of the table
/// that lack a part of the method.
struct ModelAsker: Sendable {
  let bench: PersonBench
  let model: UserModel
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

  /// The K examples whose features are most alike, as the method retrieves them.
  func similar(to query: String) async throws -> [RetrievedExample] {
    let features = try await features(of: query)
    guard !features.isEmpty else { return [] }
    let text = session.retrievalText(of: features, in: model.factors)
    let key = try await bench.embedder.embed([text]).first ?? []
    return Retrieval.rank(
      key: key, memory: model.memory, history: bench.history, query: query, limit: bench.k,
      groundedFirst: session.readsReasoning)
  }

  /// The features of a query; asked for once more where there are none, as the engine does.
  private func features(of query: String) async throws -> [Feature] {
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
