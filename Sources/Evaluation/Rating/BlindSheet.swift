public import RPM

/// What a rater sees of a pair: nothing says which method made what.
public struct BlindSheet: Sendable, Hashable {
  /// What was asked.
  public var query: String
  /// The person's own answer, an option with its text.
  public var answer: String
  /// Past answers of the person, those first whose texts share most words with the query.
  public var past: [Interaction]
  /// How many past answers there are.
  public var pastCount: Int
  /// How often each label was answered, where there are labels.
  public var usual: [(label: String, count: Int)] {
    zip(labels, counts).map { ($0, $1) }
  }
  /// The rationale on the left.
  public var left: String
  /// The one on the right.
  public var right: String

  private let labels: [String]
  private let counts: [Int]

  /// So many past answers are shown.
  public static let shown = 6

  /// Lays out a pair.
  ///
  /// - Parameters:
  ///   - user: the person, split already.
  ///   - isTurned: whether the first method stands right.
  public init(_ pair: RationalePair, of user: User, isTurned: Bool) {
    query = pair.query
    answer = AnswerText.full(pair.expected, query: pair.query, answers: user.task.answers)
    let sides = [pair.first, pair.second].map { $0.reasoning ?? "" }
    left = sides[isTurned ? 1 : 0]
    right = sides[isTurned ? 0 : 1]
    pastCount = user.history.count
    labels = user.task.answers.labels
    counts = user.task.answers.labels.map { label in
      user.history.count { $0.response == label }
    }
    let index = OkapiBM25(user.history.map { OkapiBM25.words($0.query) })
    let scores = index.scores(OkapiBM25.words(pair.query))
    // Of equals the later one: it is nearer in time.
    past = user.history.indices.sorted { (scores[$1], $1) < (scores[$0], $0) }
      .prefix(Self.shown).map { user.history[$0] }
  }

  /// As a judge is asked, the left one first.
  public var comparison: RationaleComparison {
    RationaleComparison(query: query, answer: answer, past: past, first: left, second: right)
  }
}
