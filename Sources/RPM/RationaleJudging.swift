/// A language model as judge of rationales: which of two is the better one.
///
/// It throws `RoleFailure` when the model cannot do what is asked, and ends with
/// `CancellationError` when its task is cancelled.
public protocol RationaleJudging: Sendable {
  /// Says which rationale is the better one, in the order in which they are shown.
  func judge(_ comparison: RationaleComparison) async throws -> RationaleJudgement
}

/// Two rationales for one answer, with what a judge needs to compare them. Where they come from is
/// not in it.
public struct RationaleComparison: Sendable, Hashable {
  /// The text that was answered.
  public var query: String
  /// The person's own answer, an option with its text.
  public var answer: String
  /// Some past answers of the person.
  public var past: [Interaction]
  /// The rationale that is shown first.
  public var first: String
  /// The other one.
  public var second: String

  /// Creates a comparison.
  public init(query: String, answer: String, past: [Interaction], first: String, second: String) {
    self.query = query
    self.answer = answer
    self.past = past
    self.first = first
    self.second = second
  }

  /// The same the other way round.
  public var turned: RationaleComparison {
    var turned = self
    (turned.first, turned.second) = (second, first)
    return turned
  }
}

/// What a judge found.
public struct RationaleJudgement: Sendable, Hashable {
  /// What is said of two rationales in one respect.
  public enum Choice: String, Sendable, Hashable, CaseIterable {
    /// The first is better.
    case first
    /// The second is better.
    case second
    /// One is as good as the other.
    case equal
    /// Both are bad.
    case neither
  }

  /// Which is truer to the person.
  public var truer: Choice
  /// Which is better grounded.
  public var grounded: Choice
  /// Why, in a few words.
  public var why: String

  /// Creates a judgement.
  public init(truer: Choice, grounded: Choice, why: String = "") {
    self.truer = truer
    self.grounded = grounded
    self.why = why
  }
}
