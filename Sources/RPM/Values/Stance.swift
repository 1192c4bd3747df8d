/// Which side a chosen option takes (method, section 4).
public enum Stance: Int, Sendable, Hashable, Codable, CaseIterable {
  /// On the negative side.
  case against
  /// Neither.
  case middle
  /// On the positive side.
  case favour

  /// The word used in quotes.
  public var word: String {
    switch self {
    case .against: "against"
    case .middle: "middle"
    case .favour: "for"
    }
  }
}
