internal import RPM

/// The calls that only baselines make, for one task.
struct BaselineCalls: Sendable {
  private let answers: AnswerSpace
  private let taskText: String

  /// So many bytes of past texts stand in a summary's prompt at most, the last ones.
  static let mostHistory = 24_000
  /// So many characters of a text are shown where many are.
  static let mostText = 1_200

  init(_ task: TaskDefinition) {
    answers = task.answers
    taskText = TaskSheet.text(task)
  }

  /// The answer to a query, with what is shown of the person.
  func answer(_ question: PlainQuestion, _ reading: AnswerReading) -> RoleCaller.Call {
    let examples = question.examples.enumerated().map { index, item in
      "Example \(index + 1)\n" + DataText.block(Self.text(item))
    }
    let answer = JSONSchema.string(oneOf: reading.allowed, max: reading.allowed == nil ? 400 : nil)
    let thought = JSONSchema.Field("reasoning", .string(max: 1500), description: "step by step")
    let room = (question.examples.map(\.response.utf8.count).max() ?? 300) / 2
    return RoleCaller.Call(
      role: .answer, stage: .generate,
      values: [
        .task: taskText, .query: DataText.block(question.query),
        .manner: question.thinksFirst ? AnswerPrompt.thinking : "",
        .profile: question.profile.isEmpty
          ? "" : "What is known of this person:\n\(DataText.block(question.profile))",
        .advice: question.advice.isEmpty
          ? "" : "Advice for answering as this person:\n\(DataText.block(question.advice))",
        .examples: examples.isEmpty
          ? ""
          : "Texts that this person answered, the most similar first.\n\n"
            + examples.joined(separator: "\n\n"),
      ],
      schema: .object(
        (question.thinksFirst ? [thought] : [])
          + [.init("answer", answer, description: "the answer")]),
      maxTokens: (question.thinksFirst ? 900 : 100) + max(room, 100))
  }

  /// A summary of a person.
  func profile(of history: [Interaction]) -> RoleCaller.Call {
    var shown: [String] = []
    var bytes = 0
    for item in history.reversed() {
      let text = Self.text(item, limit: Self.mostText)
      bytes += text.utf8.count
      if bytes > Self.mostHistory, !shown.isEmpty { break }
      shown.append(text)
    }
    let texts = shown.reversed().enumerated().map { index, text in
      "Text \(index + 1)\n" + DataText.block(text)
    }
    return RoleCaller.Call(
      role: .profile, stage: .reason,
      values: [.task: taskText, .examples: texts.joined(separator: "\n\n")],
      schema: Self.form("profile", most: 1200), maxTokens: 700)
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
      let misses = trial.misses.map { miss in
        DataText.block(
          Self.text(miss.item, limit: Self.mostText)
            + "\nAnswered instead: \(miss.response.isEmpty ? "(nothing)" : miss.response)")
      }
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

  private static func text(_ item: Interaction, limit: Int = .max) -> String {
    let query = item.query.count > limit ? item.query.prefix(limit) + " …" : item.query[...]
    return "Text: \(query)\nAnswer: \(item.response)"
  }
}
