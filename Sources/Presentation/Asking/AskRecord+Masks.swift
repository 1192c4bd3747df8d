package import RPM
package import Workbench

extension AskRecord {
  /// What a name means: a feature of the query, a factor of it, or an example by its rank.
  ///
  /// - Throws: `CommandFailure` (usage) where it means none of them, or more than one.
  package func mask(named text: String) throws(CommandFailure) -> Mask {
    let factors = stored.model.factors
    let known = Set(answer.features.compactMap(\.factor)).sorted()
    // An example has a number, a feature has one behind its letter, a factor has none here.
    if let rank = Int(text), answer.retrieved.indices.contains(rank - 1) {
      return .example(answer.retrieved[rank - 1].interaction)
    }
    let names = known.map { factors[$0].name }
    let feature = answer.feature(named: text)
    if case .one(let index) = feature { return .feature(index) }
    switch (feature, NameMatch(of: text, among: names)) {
    case (.none, .one(let place)): return .factor(known[place])
    case (.none, .several(let places)):
      throw .usage(
        "'\(text)' may be \(places.map { names[$0] }.joined(separator: ", ")): type more of it.")
    case (.several(let indices), _):
      let found = indices.map { "f\($0 + 1) \(answer.features[$0].name)" }
      throw .usage("'\(text)' may be \(found.joined(separator: ", ")): type more of it.")
    default: throw .usage("The query has no '\(text)'. Its features are \(featureNames).")
    }
  }

  /// Another text in a feature's place: `thin plot = rich plot`.
  package func edit(_ text: String) -> Result<Mask, CommandFailure> {
    let parts = text.split(separator: "=", maxSplits: 1).map { $0.trimmingWhitespace() }
    guard parts.count == 2, !parts[1].isEmpty else {
      return .failure(
        .usage(":edit-feature takes the old and the new text: thin plot = rich plot."))
    }
    guard case .one(let index) = answer.feature(named: parts[0]) else {
      return .failure(.usage("The query has no feature '\(parts[0])'. It has \(featureNames)."))
    }
    return .success(.edit(feature: index, text: parts[1]))
  }

  private var featureNames: String { answer.features.map(\.name).joined(separator: ", ") }
}
