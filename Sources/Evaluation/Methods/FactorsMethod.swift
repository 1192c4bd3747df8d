internal import RPM

/// `factors`: what is known of the person's factors, without any example.
///
/// The features of the query and the statistics of the factors, as the whole method has them; the
/// reasoning memory is left out.
struct FactorsMethod: EvaluationMethod {
  let name = "factors"
  let kind = MethodKind.ablation

  func summary(completes: Bool) -> String {
    "features and factors with their statistics, without examples"
  }

  func calls(for user: User, k: Int) -> MethodCalls { .asks(k: 0) }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    var model = try await bench.fitted().model
    for index in model.memory.entries.indices {
      model.memory.entries[index].marks.isHeldBack = true
    }
    return AskedModel(bench: bench, model: model)
  }
}
