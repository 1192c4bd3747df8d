internal import RPM

/// `factors+retrieved`: factors, and past queries with their answers, but no reasoning.
///
/// A language model sees the K examples that are retrieved by their features, each as its query and
/// its answer. The built-in model never reads the reasoning of an example, so that its counterpart
/// lacks another thing that only the reasoning memory has: it weighs the K examples that are
/// retrieved by the text of the query, as without any features.
struct FactorsRetrievedMethod: EvaluationMethod {
  let name = "factors+retrieved"
  let kind = MethodKind.ablation

  func summary(completes: Bool) -> String {
    completes
      ? "factors, and examples retrieved by features, with answers but without reasoning"
      : "factors, and the K examples that are most similar by the text of the query"
  }

  func calls(for user: User, k: Int) -> MethodCalls { .asks(k: k) }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    let asker = try await ModelAsker(bench)
    let search = bench.blackBox.completes ? nil : try await QuerySearch.embedding(bench)
    return Prepared(asker: asker, search: search)
  }

  private struct Prepared: PreparedMethod {
    let asker: ModelAsker
    let search: QuerySearch?

    var factors: Int? { asker.model.factors.count }

    func answer(_ query: String) async throws -> MethodAnswer {
      if let search {
        let ranking = asker.usable(try await search.ranking(for: query)).prefix(asker.bench.k)
        return try await asker.answer(query, ranking: Array(ranking))
      }
      return try await asker.answer(query, ranking: try await asker.similar(to: query)) { entry in
        (entry.features, entry.path) = ([], nil)
      }
    }
  }
}
