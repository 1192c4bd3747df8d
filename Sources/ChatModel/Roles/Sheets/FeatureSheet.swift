internal import RPM

/// Features as a model is shown them (ours).
enum FeatureSheet {
  /// One feature: `name: context [factor]`.
  static func line(_ feature: Feature, factors: [Factor] = []) -> String {
    let name = DataText.line(feature.name)
    let context = DataText.line(feature.context)
    let factor = feature.factor.flatMap { id in
      factors.indices.contains(id) ? " [\(DataText.line(factors[id].name))]" : nil
    }
    return (context.isEmpty ? name : "\(name): \(context)") + (factor ?? "")
  }

  /// Features with their ids, one a line.
  static func list(_ features: [Feature], factors: [Factor] = []) -> String {
    guard !features.isEmpty else { return "There are none." }
    return DataText.block(
      features.enumerated().map { "f\($0 + 1): \(line($1, factors: factors))" }
        .joined(separator: "\n"))
  }

  /// Distinct features with their ids; in brackets the number of texts that have one, where it is
  /// more than one.
  static func list(_ items: [ClusteringRequest.Item]) -> String {
    DataText.block(
      items.enumerated().map { index, item in
        "f\(index + 1): \(line(item.feature))" + (item.count > 1 ? " (\(item.count))" : "")
      }.joined(separator: "\n"))
  }
}
