internal import RPM

/// `rpm`: reasoning-level personalization, all of it.
struct RPMMethod: EvaluationMethod {
  let name = "rpm"
  let kind = MethodKind.rpm

  func summary(completes: Bool) -> String {
    "factors with their statistics, and examples retrieved by features with their reasoning"
  }

  func calls(for user: User, k: Int) -> MethodCalls { .asks(k: k) }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    AskedModel(bench: bench, model: try await bench.fitted().model)
  }
}
