extension ReasoningPath {
  /// The steps as text, without the answer that they lead to: what a reader needs to judge them who
  /// does not see features and factors beside them. Empty where there are none.
  ///
  /// - Parameters:
  ///   - features: those of the query.
  ///   - factors: those of the model.
  public func text(features: [Feature], factors: [Factor]) -> String {
    steps.enumerated().map { index, step in
      let names = step.features.filter(features.indices.contains).map { features[$0].name }
      let factor = step.factor.flatMap { factors.indices.contains($0) ? factors[$0].name : nil }
      let head = [names.joined(separator: ", "), factor.map { "[\($0)]" } ?? ""]
        .filter { !$0.isEmpty }.joined(separator: " ")
      let parts = [head, step.evidence, step.effect].filter { !$0.isEmpty }
      return "\(index + 1). " + parts.joined(separator: "\n   ")
    }.joined(separator: "\n")
  }
}
