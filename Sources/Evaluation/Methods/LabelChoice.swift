/// Which label probabilities answer with.
enum LabelChoice {
  /// The likeliest, of equals the first; on a scale the median, which costs least there.
  static func index(_ probabilities: [Double], ordered: Bool) -> Int {
    var (chosen, sum) = (0, 0.0)
    if ordered {
      for (label, probability) in probabilities.enumerated() where sum < 0.5 - 1e-12 {
        sum += probability
        chosen = label
      }
    } else {
      for label in probabilities.indices where probabilities[label] > probabilities[chosen] {
        chosen = label
      }
    }
    return chosen
  }
}
