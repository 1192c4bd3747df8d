/// The plain mean of each label's F1 (method, section 13).
public enum MacroF1 {
  /// Scores predictions over a given list of labels.
  ///
  /// A label that is neither answered nor predicted counts as 0 and stays in the mean, as in the
  /// official LaMP-2 score. Predictions outside the list are no label's hit.
  ///
  /// - Returns: 0 to 1; 0 without labels.
  public static func score(gold: [String], predicted: [String], labels: [String]) -> Double {
    guard !labels.isEmpty else { return 0 }
    let pairs = Array(zip(gold, predicted))
    let sum = labels.reduce(0.0) { sum, label in
      let hits = pairs.count { $0 == label && $1 == label }
      let misses = pairs.count { ($0 == label) != ($1 == label) }
      return hits == 0 ? sum : sum + Double(2 * hits) / Double(2 * hits + misses)
    }
    return sum / Double(labels.count)
  }
}
