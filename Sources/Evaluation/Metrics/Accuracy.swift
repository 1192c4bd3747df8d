/// The share of items whose prediction is the gold answer, letter for letter (method, section 13).
public enum Accuracy {
  /// Compares gold answers with predictions, pairwise.
  ///
  /// - Returns: 0 to 1; 0 for no items. What is beyond the shorter list is not looked at.
  public static func score(gold: [String], predicted: [String]) -> Double {
    let pairs = zip(gold, predicted)
    let total = min(gold.count, predicted.count)
    guard total > 0 else { return 0 }
    return Double(pairs.count { $0 == $1 }) / Double(total)
  }
}
