/// What a task's answers may be. It decides which statistics a factor has
/// (method, sections 3 to 5): Propensity for one closed label set, Coverage, Influence and Polarity
/// for everything else.
public enum AnswerSpace: Sendable, Hashable, Codable {
  /// One closed set shared by all queries, at least one label. `ordered` when the labels are a
  /// scale, lowest first, so that neighbouring labels lend each other counts.
  case labels([String], ordered: Bool)
  /// Every query prints its own options, one a line: `A. text`. The answer is the letter.
  case options
  /// Free text, such as a title.
  case open

  /// The labels of a closed set, empty otherwise.
  public var labels: [String] {
    if case .labels(let labels, _) = self { labels } else { [] }
  }

  /// Whether the labels form a scale.
  public var isOrdered: Bool {
    if case .labels(_, let ordered) = self { ordered } else { false }
  }

  /// Whether factors are measured by Propensity rather than by Coverage, Influence and Polarity.
  public var hasPropensity: Bool {
    if case .labels = self { true } else { false }
  }

  /// The index of a response among the labels, `nil` when it is none of them or there are none.
  public func index(of response: String) -> Int? {
    labels.firstIndex(of: response)
  }
}
