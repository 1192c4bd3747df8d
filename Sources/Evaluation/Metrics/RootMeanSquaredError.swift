/// The root of the mean squared distance of predicted ratings from the gold ones
/// (method, section 13).
public enum RootMeanSquaredError {
  /// Scores predictions as they were given; an unreadable one counts as the far end of the scale.
  ///
  /// - Returns: in steps of the scale; 0 for no items.
  public static func score(
    gold: [Double], predicted: [String], on scale: RatingScale = RatingScale()
  ) -> Double {
    let errors = zip(gold, predicted).map { scale.error(gold: $0, predicted: $1) }
    guard !errors.isEmpty else { return 0 }
    return (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
  }
}
