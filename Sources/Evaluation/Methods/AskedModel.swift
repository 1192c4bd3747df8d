internal import RPM

/// A model of the person that is asked as it stands.
struct AskedModel: PreparedMethod {
  let bench: PersonBench
  let model: UserModel

  var factors: Int? { model.factors.count }

  func answer(_ query: String) async throws -> MethodAnswer {
    MethodAnswer(try await bench.ask(query, of: model), of: model)
  }
}
