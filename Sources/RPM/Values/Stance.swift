/// The side that the chosen option of a survey question takes.
public enum Stance: Int, Sendable, Hashable, Codable, CaseIterable {
  /// On the negative side.
  case against
  /// Neither.
  case middle
  /// On the positive side.
  case favour
  /// No answer to the question: "don't know", "refused".
  case unanswered

  /// The word used in quotes.
  public var word: String {
    switch self {
    case .against: "against"
    case .middle: "middle"
    case .favour: "for"
    case .unanswered: "unanswered"
    }
  }

  /// All sides, or those of people who answer every question.
  static func sides(unanswered: Bool) -> [Stance] {
    unanswered ? allCases : [.against, .middle, .favour]
  }

  /// How many classes some answers fall into.
  public static func classCount(of stances: some Sequence<Stance?>) -> Int {
    sides(unanswered: stances.contains(.unanswered)).count
  }
}
