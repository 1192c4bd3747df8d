/// What somebody says of the rationales of two methods in one respect.
public enum Preference: String, Sendable, Hashable, Codable, CaseIterable {
  /// The one of the first method is better.
  case first
  /// The one of the second is better.
  case second
  /// One is as good as the other.
  case equal
  /// Both are bad.
  case bad

  /// The same with the methods changed about.
  public var turned: Preference {
    switch self {
    case .first: .second
    case .second: .first
    case .equal, .bad: self
    }
  }

  /// What is left of two judgements of one pair, shown both ways round: the same in both, or equal
  /// where it changed with the side.
  static func settled(_ one: Preference, _ other: Preference) -> (Preference, changed: Bool) {
    one == other ? (one, false) : (.equal, true)
  }
}
