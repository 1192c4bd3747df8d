internal import RPM

/// `rpm-query-keyed`, `rpm-feature-keyed`, `rpm-factor-keyed` and `rpm-random-keyed`: all of the
/// method, but examples are found in another way than by features with their factors.
struct RPMKeyedMethod: EvaluationMethod {
  /// How examples are found.
  enum Key: String, Sendable {
    /// By the text of the query.
    case query
    /// By the features alone, without the names of their factors.
    case features = "feature"
    /// By the factors alone: the cosine of two sets, `shared / √(ones · others)`.
    case factors = "factor"
    /// K at random, the same for the same person and query.
    case random
  }

  let key: Key

  init(_ key: Key) {
    self.key = key
  }

  var name: String { "rpm-\(key.rawValue)-keyed" }
  var kind: MethodKind { .ablation }

  func summary(completes: Bool) -> String {
    switch key {
    case .query: "rpm with examples retrieved by the text of the query instead of its features"
    case .features: "rpm with examples retrieved by features without the names of their factors"
    case .factors: "rpm with examples retrieved by the factors they share"
    case .random: "rpm with K examples at random"
    }
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    key == .features && !completes
      ? "the built-in model retrieves by features alone already: it is the same as rpm" : nil
  }

  func calls(for user: User, k: Int) -> MethodCalls { .asks(k: k) }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    var asker = try await ModelAsker(bench)
    switch key {
    case .query:
      let search = try await QuerySearch.embedding(bench)
      return Prepared(asker: asker) { [asker] in
        asker.usable(try await search.ranking(for: $0))
      }
    case .features:
      try await asker.forgetFactorsOfKeys()
      return Prepared(asker: asker) { [asker] in try await asker.similar(to: $0) }
    case .factors:
      return Prepared(asker: asker) { [asker] in
        asker.usable(Self.ranking(try await asker.features(of: $0), asker.model, bench, $0))
      }
    case .random:
      let person = PersonalChance(bench.history)
      return Prepared(asker: asker) { [asker] query in
        var generator = person.generator(for: query)
        var found = try await asker.similar(to: query, limit: bench.history.count)
        found.shuffleStably(using: &generator)
        return Array(found.prefix(bench.k))
      }
    }
  }

  private static func ranking(
    _ features: [Feature], _ model: UserModel, _ bench: PersonBench, _ query: String
  ) -> [RetrievedExample] {
    let wanted = Set(features.activeFactors)
    let scores = model.memory.entries.map { entry in
      let own = Set(entry.features.activeFactors)
      let scale = Double(own.count * wanted.count).squareRoot()
      return scale > 0 ? Double(own.intersection(wanted).count) / scale : 0
    }
    return scores.indices.filter { bench.history[$0].query != query }
      .sorted { (scores[$1], $0) < (scores[$0], $1) }
      .map {
        RetrievedExample(
          interaction: $0, similarity: scores[$0], answer: bench.history[$0].response)
      }
  }

  private struct Prepared: PreparedMethod {
    let asker: ModelAsker
    let ranking: @Sendable (String) async throws -> [RetrievedExample]

    var factors: Int? { asker.model.factors.count }

    func answer(_ query: String) async throws -> MethodAnswer {
      try await asker.answer(query, ranking: try await ranking(query))
    }
  }
}
