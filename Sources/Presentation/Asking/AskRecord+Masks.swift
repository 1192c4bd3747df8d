package import RPM
package import Workbench

extension AskRecord {
  /// What a name means: a feature of the query, a factor of it by the beginning of its name, or an
  /// example by its rank; `nil` where it means none.
  package func mask(named text: String) -> Mask? {
    let wanted = FoldedText.of(text)
    if let index = answer.features.firstIndex(where: { FoldedText.of($0.name) == wanted }) {
      return .feature(index)
    }
    let factors = stored.model.factors
    let known = Set(answer.features.compactMap(\.factor)).sorted()
    if let index = known.first(where: { FoldedText.of(factors[$0].name).hasPrefix(wanted) }) {
      return .factor(index)
    }
    guard let rank = Int(text), answer.retrieved.indices.contains(rank - 1) else { return nil }
    return .example(answer.retrieved[rank - 1].interaction)
  }

  /// Says that a name means nothing here, and what there is.
  package func unknownMask(_ text: String) -> String {
    "The query has no '\(text)'. Its features are \(featureNames)."
  }

  /// Another text in a feature's place: `thin plot = rich plot`.
  package func edit(_ text: String) -> Result<Mask, CommandFailure> {
    let parts = text.split(separator: "=", maxSplits: 1).map { $0.trimmingWhitespace() }
    guard parts.count == 2, !parts[1].isEmpty else {
      return .failure(
        .usage(":edit-feature takes the old and the new text: thin plot = rich plot."))
    }
    let wanted = FoldedText.of(parts[0])
    guard let index = answer.features.firstIndex(where: { FoldedText.of($0.name) == wanted }) else {
      return .failure(.usage("The query has no feature '\(parts[0])'. It has \(featureNames)."))
    }
    return .success(.edit(feature: index, text: parts[1]))
  }

  private var featureNames: String { answer.features.map(\.name).joined(separator: ", ") }
}
