internal import RPM

/// Features as a model is shown them.
enum FeatureSheet {
  /// A feature by its name, with its factor where that is called otherwise.
  static func named(_ feature: Feature, factors: [Factor] = []) -> String {
    let name = DataText.line(feature.name)
    guard let id = feature.factor, factors.indices.contains(id) else { return name }
    let factor = DataText.line(factors[id].name)
    return factor.lowercased() == name.lowercased() ? name : "\(name) [\(factor)]"
  }

  /// One feature with the words behind it: `slow start [slow start]: "sixty pages of ledgers"`.
  static func line(_ feature: Feature, factors: [Factor] = []) -> String {
    let factor = feature.factor.flatMap { id in
      factors.indices.contains(id) ? " [\(DataText.line(factors[id].name))]" : nil
    }
    return DataText.line(feature.name) + (factor ?? "") + words(of: feature)
  }

  /// The words that carry a feature, or what disambiguates it where nobody kept them.
  private static func words(of feature: Feature) -> String {
    if let quote = feature.quote { return ": \"\(DataText.line(quote, most: 160))\"" }
    let context = DataText.line(feature.context, most: 160)
    return context.isEmpty ? "" : ": \(context)"
  }

  /// Features with their ids, one a line.
  static func list(_ features: [Feature], factors: [Factor] = []) -> String {
    guard !features.isEmpty else { return "There are none." }
    return DataText.block(
      features.enumerated().map { "f\($0 + 1): \(line($1, factors: factors))" }
        .joined(separator: "\n"))
  }

  /// Groups of features with their ids, one a line; of a large one the first features.
  static func groups(_ groups: [[Feature]]) -> String {
    DataText.block(
      groups.enumerated().map { index, group in
        "g\(index + 1): " + group.prefix(8).map { line($0) }.joined(separator: "; ")
      }.joined(separator: "\n"))
  }

  /// Features with their ids and what is to be chosen from, one a line.
  static func choices(_ choices: [AssignContract.Choice]) -> String {
    DataText.block(
      choices.enumerated().map { index, choice in
        let offered = choice.allowed.joined(separator: " / ")
        return "f\(index + 1): \(line(choice.feature)) -> \(offered)"
      }.joined(separator: "\n"))
  }
}
