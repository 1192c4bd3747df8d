public import RPM

/// What somebody said of a pair of rationales.
public struct Rating: Sendable, Hashable, Codable {
  /// Who compares.
  public struct Rater: Sendable, Hashable, Codable {
    /// The language model that judges; `nil` for a person at the terminal.
    public var model: ModelIdentity?
    /// The prompt that it is asked with.
    public var prompt: Exchange.Prompt?

    /// A person at the terminal.
    public static let person = Rater()

    private init() {}

    /// A language model.
    public init(model: ModelIdentity, prompt: Exchange.Prompt) {
      self.model = model
      self.prompt = prompt
    }
  }

  /// The pair, see `RationalePair.key`.
  public var pair: String
  /// Who compared.
  public var rater: Rater
  /// What was said.
  public var preferences: [RatingQuestion: Preference]
  /// Whether the first method stood right; `nil` where both were shown both ways round.
  public var isTurned: Bool?
  /// In which respects the verdict changed with the side; a person is shown one order alone.
  public var changed: [RatingQuestion]
  /// Why, in the rater's words; may be empty.
  public var why: String

  /// A person's rating.
  ///
  /// - Parameter choices: what was said of what stood left, as if that were the first.
  public init(
    of pair: RationalePair, isTurned: Bool, choices: [RatingQuestion: Preference], why: String
  ) {
    self.pair = pair.key
    rater = .person
    preferences = isTurned ? choices.mapValues(\.turned) : choices
    self.isTurned = isTurned
    changed = []
    self.why = why
  }

  /// A model's rating, from what it said to both orders.
  ///
  /// - Parameters:
  ///   - straight: with the first method first.
  ///   - turned: the other way round.
  public init(
    of pair: RationalePair, by rater: Rater, straight: RationaleJudgement,
    turned: RationaleJudgement
  ) {
    self.pair = pair.key
    self.rater = rater
    preferences = [:]
    changed = []
    isTurned = nil
    why = straight.why
    for question in RatingQuestion.allCases {
      let (preference, isChanged) = Preference.settled(
        straight[question], turned[question].turned)
      preferences[question] = preference
      if isChanged { changed.append(question) }
    }
  }

  /// What stood left was called better, in one respect; `nil` where neither side was, and where both
  /// orders were shown.
  func choseLeft(_ question: RatingQuestion) -> Bool? {
    guard let isTurned, let preference = preferences[question] else { return nil }
    switch preference {
    case .first: return !isTurned
    case .second: return isTurned
    case .equal, .bad: return nil
    }
  }
}

extension RationaleJudgement {
  /// What was said in one respect, the one that was shown first as the first.
  subscript(question: RatingQuestion) -> Preference {
    let choice =
      switch question {
      case .truer: truer
      case .grounded: grounded
      }
    return switch choice {
    case .first: .first
    case .second: .second
    case .equal: .equal
    case .neither: .bad
    }
  }
}
