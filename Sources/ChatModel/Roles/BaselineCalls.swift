internal import RPM

/// The calls that only baselines make, for one task.
struct BaselineCalls: Sendable {
  private let answers: AnswerSpace
  private let taskText: String

  /// So many bytes of past texts stand in the prompt of a portrait at most, the last ones.
  static let mostHistory = 24_000
  /// So many characters of a text are shown where many are.
  static let mostText = 1_200

  /// Where nobody knows how much a server takes, past answers in the order of time are left out as if
  /// it were so many tokens.
  static let assumedContext = 32_000

  init(_ task: TaskDefinition) {
    answers = task.answers
    taskText = TaskSheet.text(task)
  }

  /// The answer to a query, with what is shown of the person.
  ///
  /// - Parameter context: how many tokens prompt and reply may have together, `nil` where nobody
  ///   knows.
  /// - Returns: the call, and how many of the first examples are left out.
  func answer(
    _ question: PlainQuestion, _ reading: AnswerReading, context: Int? = nil
  ) -> (call: RoleCaller.Call, omitted: Int) {
    if question.order == .time {
      return ContextPlan(context ?? Self.assumedContext).fitted(newestOf: question.examples.count) {
        answer(question, reading, newest: $0)
      }
    }
    guard let context else { return (answer(question, reading), 0) }
    return (ContextPlan(context).fitted { answer(question, reading, most: $0) }, 0)
  }

  /// - Parameters:
  ///   - newest: how many examples are shown, the last ones.
  ///   - most: how many characters are shown of the text of an example.
  private func answer(
    _ question: PlainQuestion, _ reading: AnswerReading, newest: Int = .max, most: Int = .max
  ) -> RoleCaller.Call {
    let shown = question.examples.suffix(newest)
    let examples = shown.enumerated().map { index, item in
      "Example \(index + 1)\n"
        + DataText.block(
          "Text: \(DataText.shortened(item.query, most: most))\n"
            + "Answer: \(DataText.shortened(item.response, most: most))")
    }
    let answer = JSONSchema.string(oneOf: reading.allowed, max: reading.allowed == nil ? 400 : nil)
    let thought = JSONSchema.Field("reasoning", .string(max: 1500), description: "step by step")
    let isRewrite = !question.draft.isEmpty
    let room = (question.examples.map(\.response.utf8.count).max() ?? 300) / 2
    return RoleCaller.Call(
      role: isRewrite ? .rewrite : .answer, stage: .generate,
      values: [
        .task: taskText, .query: DataText.block(question.query),
        .manner: question.thinksFirst ? AnswerPrompt.thinking : "",
        .profile: question.profile.isEmpty
          ? "" : "What is known of this person:\n\(DataText.block(question.profile))",
        .advice: question.advice.isEmpty
          ? "" : "Advice for answering as this person:\n\(DataText.block(question.advice))",
        .examples: examples.isEmpty
          ? ""
          : Self.heading(question.order, shown: shown.count, of: question.examples.count)
            + "\n\n" + examples.joined(separator: "\n\n"),
        .answer: isRewrite ? DataText.block(question.draft) : "",
      ],
      schema: .object(
        (question.thinksFirst ? [thought] : [])
          + [.init("answer", answer, description: "the answer")]),
      maxTokens: (question.thinksFirst ? 900 : 100) + max(room, 100))
  }

  /// What is said of the examples of a question.
  private static func heading(_ order: PlainQuestion.Order, shown: Int, of all: Int) -> String {
    switch order {
    case .similarity: "Texts that this person answered, the most similar first."
    case .time where shown < all:
      "The last \(shown) of \(all) texts that this person answered, the oldest first."
    case .time: "Texts that this person answered, the oldest first."
    case .none: "Some texts that this person answered."
    }
  }

  /// What is written about a person; its field has the name of its role.
  func portrait(_ request: PortraitRequest) -> RoleCaller.Call {
    var values: [PromptSlot: String] = [.task: taskText]
    switch request {
    case .summary(let history):
      values[.examples] = Self.texts(of: history, within: Self.mostHistory)
      return RoleCaller.Call(
        role: .profile, stage: .reason, values: values, schema: Self.form("profile", most: 1200),
        maxTokens: 700)
    case .hypotheses(let history, let count):
      values[.count] = String(count)
      values[.examples] = Self.texts(of: history, within: Self.mostHistory)
      return RoleCaller.Call(
        role: .hypotheses, stage: .reason, values: values,
        schema: .object([Self.lines("hypotheses", most: count)]), maxTokens: 100 + 80 * count)
    case .differences(let history, let others, let respects):
      values[.guide] =
        respects.isEmpty ? DifferencesPrompt.search : DifferencesPrompt.guide(respects)
      values[.examples] =
        "Texts that the person answered.\n\n"
        + Self.texts(of: history, within: Self.mostHistory / 2)
      values[.others] = others.enumerated().map { index, other in
        "Texts that another person answered, number \(index + 1).\n\n"
          + Self.texts(of: other, within: Self.mostHistory / 2 / others.count)
      }.joined(separator: "\n\n")
      let search = JSONSchema.Field("reasoning", .string(max: 2000), description: "step by step")
      return RoleCaller.Call(
        role: .differences, stage: .reason, values: values,
        schema: .object(
          (respects.isEmpty ? [search] : [])
            + [Self.lines("differences", most: respects.isEmpty ? 6 : respects.count)]),
        maxTokens: respects.isEmpty ? 1300 : 200 + 100 * respects.count)
    case .persona(let history):
      values[.guide] = PersonaPrompt.first
      values[.examples] = Self.texts(of: history, within: Self.mostHistory)
    case .betterPersona(let persona, let misses):
      values[.guide] = PersonaPrompt.better
      values[.profile] = "The persona that was tried:\n\(DataText.block(persona))"
      values[.examples] =
        "What it missed:\n\n" + misses.map(Self.text).joined(separator: "\n\n")
    }
    return RoleCaller.Call(
      role: .persona, stage: .reason, values: values, schema: Self.form("persona", most: 1200),
      maxTokens: 700)
  }

  private static func lines(_ name: String, most: Int) -> JSONSchema.Field {
    .init(
      name, .array(of: .string(min: 1, max: 400), min: 1, max: max(1, most)),
      description: "a sentence")
  }

  /// The last past texts with their answers, so many bytes of them, at least one.
  private static func texts(of history: [Interaction], within most: Int) -> String {
    var shown: [String] = []
    var bytes = 0
    for item in history.reversed() {
      let text = Self.text(item, limit: Self.mostText)
      bytes += text.utf8.count
      if bytes > most, !shown.isEmpty { break }
      shown.append(text)
    }
    return shown.reversed().enumerated().map { index, text in
      "Text \(index + 1)\n" + DataText.block(text)
    }.joined(separator: "\n\n")
  }

  /// Why a known answer was given.
  func rationale(for item: Interaction) -> RoleCaller.Call {
    RoleCaller.Call(
      role: .rationale, stage: .reason,
      values: [
        .task: taskText, .query: DataText.block(item.query),
        .answer: answers == .open ? DataText.block(item.response) : DataText.line(item.response),
      ], schema: Self.form("rationale", most: 1500), maxTokens: 500)
  }

  /// Better advice.
  func advice(_ request: AdviceRequest) -> RoleCaller.Call {
    let tried = request.trials.map { trial in
      let misses = trial.misses.map(Self.text)
      let advice = trial.advice.isEmpty ? "(no advice)" : trial.advice
      return """
        Advice that got \(Quotation.share(trial.score)) of the past answers right:
        \(DataText.block(advice))
        \(misses.isEmpty ? "It missed nothing." : "Some that it missed:")
        """ + (misses.isEmpty ? "" : "\n" + misses.joined(separator: "\n"))
    }
    return RoleCaller.Call(
      role: .advice, stage: .reason,
      values: [
        .task: taskText, .count: String(request.count),
        .advice: tried.joined(separator: "\n\n"),
      ],
      schema: .object([
        .init(
          "advice", .array(of: .string(min: 1, max: 1000), min: 1, max: max(1, request.count)),
          description: "new advice")
      ]), maxTokens: 200 + 250 * request.count)
  }

  private static func form(_ name: String, most: Int) -> JSONSchema {
    .object([.init(name, .string(min: 1, max: most), description: "plain text")])
  }

  private static func text(_ miss: AdviceRequest.Miss) -> String {
    DataText.block(
      text(miss.item, limit: mostText)
        + "\nAnswered instead: \(miss.response.isEmpty ? "(nothing)" : miss.response)")
  }

  private static func text(_ item: Interaction, limit: Int) -> String {
    let query = item.query.count > limit ? item.query.prefix(limit) + " …" : item.query[...]
    return "Text: \(query)\nAnswer: \(item.response)"
  }
}
