/// A number that says how well a method does (method, section 13).
public enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
  /// The share of right answers.
  case accuracy
  /// The mean of each label's F1.
  case macroF1
  /// The mean distance on the scale.
  case mae
  /// The root of the mean squared distance.
  case rmse
  /// Shared words.
  case rouge1
  /// The longest common subsequence of words.
  case rougeL
  /// The share of responses that are no answer at all.
  case invalidRate
  /// How far confidence and accuracy are apart.
  case ece

  /// What a person reads.
  public var name: String {
    switch self {
    case .accuracy: "accuracy"
    case .macroF1: "macro-F1"
    case .mae: "MAE"
    case .rmse: "RMSE"
    case .rouge1: "ROUGE-1"
    case .rougeL: "ROUGE-L"
    case .invalidRate: "invalid"
    case .ece: "ECE"
    }
  }

  /// Whether more is better.
  public var isBetterHigher: Bool {
    switch self {
    case .accuracy, .macroF1, .rouge1, .rougeL: true
    case .mae, .rmse, .invalidRate, .ece: false
    }
  }

  /// A difference as what is gained: above 0 where it is for the better.
  public func gain(_ difference: Double) -> Double {
    isBetterHigher ? difference : -difference
  }

  /// The best of several scores; `nil` where there is none.
  func best(_ scores: [Double?]) -> Double? {
    let known = scores.compactMap(\.self)
    return isBetterHigher ? known.max() : known.min()
  }
}
