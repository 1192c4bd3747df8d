internal import RPM

/// `rpm-query-keyed`: all of the method, but examples are retrieved by the text of the query instead
/// of its features.
struct RPMQueryKeyedMethod: EvaluationMethod {
  let name = "rpm-query-keyed"
  let kind = MethodKind.ablation

  func summary(completes: Bool) -> String {
    "rpm with examples retrieved by the text of the query instead of its features"
  }

  func calls(for user: User, k: Int) -> MethodCalls { .asks(k: k) }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    Prepared(asker: try await ModelAsker(bench), search: try await QuerySearch.embedding(bench))
  }

  private struct Prepared: PreparedMethod {
    let asker: ModelAsker
    let search: QuerySearch

    var factors: Int? { asker.model.factors.count }

    func answer(_ query: String) async throws -> MethodAnswer {
      let ranking = asker.usable(try await search.ranking(for: query))
      return try await asker.answer(query, ranking: ranking)
    }
  }
}
