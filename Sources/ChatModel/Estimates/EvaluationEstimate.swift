public import RPM

/// What an evaluation of one person through a language model will take: calls are added as
/// methods make them, and replies that one method takes over from another are added once.
///
/// Prompts are rendered with what is known; what a fit would find is reckoned with averages, as for
/// `FitEstimate`.
public struct EvaluationEstimate {
  private let user: User
  private let prompts: PromptLibrary
  private let settings: ChatModelSettings
  private let price: Price?
  private let sketch: Sketch
  private let baselines: BaselineCalls
  private var tally: CallTally
  private var fit = Usage()
  private var isFitted = false
  private var extracted: Set<String> = []

  /// Begins with nothing.
  ///
  /// - Parameters:
  ///   - user: the person, with the history that methods learn from.
  ///   - prompts: the prompts that will be used.
  ///   - settings: how the model is asked.
  ///   - price: what its tokens cost, `nil` where that is not known.
  public init(
    of user: User, prompts: PromptLibrary = PromptLibrary(),
    settings: ChatModelSettings = ChatModelSettings(), price: Price?
  ) {
    self.user = user
    self.prompts = prompts
    self.settings = settings
    self.price = price
    sketch = Sketch(user.task, prompts: prompts)
    baselines = BaselineCalls(user.task)
    tally = CallTally(price: price)
  }

  /// All that was added.
  public var usage: Usage { fit + tally.usage }

  /// Adds the fit of the person, which all methods share.
  public mutating func addFit() {
    guard !isFitted else { return }
    isFitted = true
    fit = FitEstimate(of: user, prompts: prompts, settings: settings, price: price).usage
  }

  /// Adds an ask of the fitted model. The features of a query are read once for all methods.
  public mutating func addAsk(_ query: String, k: Int) {
    let model = sketch.model(of: user)
    addReading(query, of: model)
    tally.add(
      .generate, input: sketch.generation(of: query, model: model, history: user.history, k: k),
      output: TokenEstimate.expectedOutput(of: .generate))
  }

  /// Adds the reading of a query's features, once for all methods.
  public mutating func addReading(_ query: String) { addReading(query, of: sketch.model(of: user)) }

  private mutating func addReading(_ query: String, of model: UserModel) {
    guard extracted.insert(query).inserted else { return }
    for call in sketch.reading(query, of: model) {
      tally.add(.extract, input: call.input, output: call.output)
    }
  }

  /// Adds plain questions that are like this one.
  public mutating func add(_ question: PlainQuestion, times: Int = 1) {
    guard times > 0 else { return }
    let reading = AnswerReading(user.task.answers, query: question.query)
    let input = sketch.tokens(baselines.answer(question, reading).call)
    for _ in 0..<times {
      tally.add(.generate, input: input, output: question.thinksFirst ? 200 : 20)
    }
  }

  /// Adds what is written about the person.
  public mutating func add(_ portrait: PortraitRequest) {
    let call = baselines.portrait(portrait)
    tally.add(.reason, input: sketch.tokens(call), output: call.maxTokens / 3)
  }

  /// Adds an explanation of an answer.
  public mutating func addRationale(for item: Interaction) {
    tally.add(.reason, input: sketch.tokens(baselines.rationale(for: item)), output: 150)
  }

  /// Adds a round of advice, so many pieces each.
  public mutating func addAdvice(_ request: AdviceRequest, rounds: Int) {
    let input = sketch.tokens(baselines.advice(request))
    for _ in 0..<rounds { tally.add(.reason, input: input, output: 100 * request.count) }
  }
}
