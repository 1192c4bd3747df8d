/// What only baselines ask of a language model, beside the roles of the method.
///
/// A session may conform to it; the built-in model's does not, since it cannot follow a prompt.
/// Every call may run at the same time as others, ends with `CancellationError` when its task is
/// cancelled, and throws `RoleFailure` when the model cannot do what is asked.
public protocol Completing: Sendable {
  /// Answers a query from what the request shows of the person, and from nothing else.
  func answer(_ question: PlainQuestion) async throws -> PlainAnswer

  /// Writes about a person from past answers, in a few sentences or lines.
  func portrait(_ request: PortraitRequest) async throws -> String

  /// Explains a known answer step by step, without features, factors or statistics.
  func rationale(for item: Interaction) async throws -> String

  /// Proposes better advice for answering as the person would (Fermi).
  func advice(_ request: AdviceRequest) async throws -> [String]
}

/// A query with what a prompt without features and factors shows of the person.
public struct PlainQuestion: Sendable, Hashable {
  /// The target query.
  public var query: String
  /// Past answers, in the order that is said.
  public var examples: [Interaction]
  /// Which order that is.
  public var order: Order
  /// A summary of the person; empty where there is none.
  public var profile: String
  /// Advice for answering as the person would; empty where there is none.
  public var advice: String
  /// Whether the model reasons step by step before it answers.
  public var thinksFirst: Bool
  /// An answer that is to be rewritten as the person would give it; empty where a new one is wanted.
  /// Profile and advice are not shown then.
  public var draft: String

  /// How past answers are ordered.
  public enum Order: String, Sendable, Hashable {
    /// The most similar to the query first. In a narrow context their texts are shortened.
    case similarity
    /// The oldest first. In a narrow context the oldest are left out.
    case time
    /// In none that means anything.
    case none
  }

  /// Creates a question; by default one that shows nothing of the person.
  public init(
    query: String, examples: [Interaction] = [], order: Order = .similarity, profile: String = "",
    advice: String = "", thinksFirst: Bool = false, draft: String = ""
  ) {
    self.query = query
    self.examples = examples
    self.order = order
    self.profile = profile
    self.advice = advice
    self.thinksFirst = thinksFirst
    self.draft = draft
  }
}

/// What a model answered to a plain question.
public struct PlainAnswer: Sendable, Hashable {
  /// The answer.
  public var response: String
  /// What the model thought before it, where it was asked to.
  public var reasoning: String
  /// How many examples, the first ones of the question, were left out since a prompt cannot hold
  /// them.
  public var omitted: Int

  /// Creates an answer.
  public init(response: String, reasoning: String = "", omitted: Int = 0) {
    self.response = response
    self.reasoning = reasoning
    self.omitted = omitted
  }
}

/// What is known of earlier advice when better advice is wanted.
public struct AdviceRequest: Sendable, Hashable {
  /// Advice that was tried.
  public struct Trial: Sendable, Hashable {
    /// The advice.
    public var advice: String
    /// How well it did on past answers, 0 to 1.
    public var score: Double
    /// Past answers that it missed, with what was answered instead.
    public var misses: [Miss]

    /// Creates a trial.
    public init(advice: String, score: Double, misses: [Miss]) {
      self.advice = advice
      self.score = score
      self.misses = misses
    }
  }

  /// A past answer that was missed.
  public struct Miss: Sendable, Hashable {
    /// The query and the person's answer.
    public var item: Interaction
    /// What was answered instead.
    public var response: String

    /// Creates a miss.
    public init(item: Interaction, response: String) {
      self.item = item
      self.response = response
    }
  }

  /// The best trials so far, best first.
  public var trials: [Trial]
  /// How many proposals are wanted.
  public var count: Int

  /// Creates a request.
  public init(trials: [Trial], count: Int) {
    self.trials = trials
    self.count = count
  }
}
