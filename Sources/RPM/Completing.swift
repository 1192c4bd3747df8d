/// What only baselines ask of a language model, beside the roles of the method.
///
/// A session may conform to it; the built-in model's does not, since it cannot follow a prompt.
/// Every call may run at the same time as others, ends with `CancellationError` when its task is
/// cancelled, and throws `RoleFailure` when the model cannot do what is asked.
public protocol Completing: Sendable {
  /// Answers a query from what the request shows of the person, and from nothing else.
  func answer(_ question: PlainQuestion) async throws -> PlainAnswer

  /// Sums up a person from past answers in a few sentences (PAG); of a long history from the last
  /// part that a prompt can hold.
  func profile(of history: [Interaction]) async throws -> String

  /// Explains a known answer step by step, without features, factors or statistics.
  func rationale(for item: Interaction) async throws -> String

  /// Proposes better advice for answering as the person would (Fermi).
  func advice(_ request: AdviceRequest) async throws -> [String]
}

/// A query with what a prompt without features and factors shows of the person.
public struct PlainQuestion: Sendable, Hashable {
  /// The target query.
  public var query: String
  /// Past answers, the most similar first.
  public var examples: [Interaction]
  /// A summary of the person; empty where there is none.
  public var profile: String
  /// Advice for answering as the person would; empty where there is none.
  public var advice: String
  /// Whether the model reasons step by step before it answers.
  public var thinksFirst: Bool

  /// Creates a question; by default one that shows nothing of the person.
  public init(
    query: String, examples: [Interaction] = [], profile: String = "", advice: String = "",
    thinksFirst: Bool = false
  ) {
    self.query = query
    self.examples = examples
    self.profile = profile
    self.advice = advice
    self.thinksFirst = thinksFirst
  }
}

/// What a model answered to a plain question.
public struct PlainAnswer: Sendable, Hashable {
  /// The answer.
  public var response: String
  /// What the model thought before it, where it was asked to.
  public var reasoning: String

  /// Creates an answer.
  public init(response: String, reasoning: String = "") {
    self.response = response
    self.reasoning = reasoning
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
