public import RPM

/// The calls of a language model that a method makes for one person: what its cost is reckoned
/// from.
public struct MethodCalls: Sendable, Hashable {
  /// A plain question that is asked so many times, or questions like it.
  public struct Repeated: Sendable, Hashable {
    /// The question.
    public var question: PlainQuestion
    /// How many times.
    public var times: Int
    /// Whether it is a query of the test rather than what finds out about the person.
    public var isOfTest = false
  }

  /// Whether the person is fitted.
  public var needsFit = false
  /// How many examples each query of the test is asked with through the fitted model; `nil` where it
  /// is not asked that way.
  public var examplesOfAsk: Int?
  /// Whether the features of each query of the test are read, and no more.
  public var readsQueries = false
  /// Plain questions.
  public var questions: [Repeated] = []
  /// What is written about the person.
  public var portraits: [PortraitRequest] = []
  /// Answers that are explained.
  public var rationales: [Interaction] = []
  /// What a round of advice is asked with.
  public var advice: AdviceRequest?
  /// How many such rounds there are at most.
  public var rounds = 0

  /// No call.
  public init() {}

  /// Asks of the fitted model.
  static func asks(k: Int) -> MethodCalls {
    var calls = MethodCalls()
    (calls.needsFit, calls.examplesOfAsk) = (true, k)
    return calls
  }

  /// Every query of the test once, with the last K past answers in the place of those that will be
  /// chosen.
  static func questions(
    _ user: User, k: Int, _ change: (inout PlainQuestion) -> Void = { _ in }
  ) -> MethodCalls {
    var calls = MethodCalls()
    let examples = Array(user.history.suffix(max(0, k)))
    calls.questions = user.test.map { item in
      var question = PlainQuestion(query: item.query, examples: examples)
      change(&question)
      return Repeated(question: question, times: 1, isOfTest: true)
    }
    return calls
  }
}
