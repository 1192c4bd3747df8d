internal import RPM

extension ChatSession: Completing {
  func answer(_ question: PlainQuestion) async throws -> PlainAnswer {
    let reading = AnswerReading(task.answers, query: question.query)
    guard !reading.isImpossible else { throw Self.noOptions }
    return try await caller.value(baselines.answer(question, reading)) {
      reply, _ throws(ReplyProblem) in
      let field = try ReplyField(reply: reply, list: "answer")
      // A model may think without writing it down.
      let reasoning = try? field.field("reasoning")
      return PlainAnswer(
        response: try reading.answer(field.field("answer")),
        reasoning: (try? reasoning?.text()) ?? "")
    }
  }

  func profile(of history: [Interaction]) async throws -> String {
    try await text("profile", baselines.profile(of: history))
  }

  func rationale(for item: Interaction) async throws -> String {
    try await text("rationale", baselines.rationale(for: item))
  }

  func advice(_ request: AdviceRequest) async throws -> [String] {
    try await caller.value(baselines.advice(request)) { reply, _ throws(ReplyProblem) in
      let list = try ReplyField(reply: reply, list: "advice").field("advice")
      var advice: [String] = []
      for element in try list.list() {
        let text = try element.text()
        if !text.isEmpty, !advice.contains(text) { advice.append(text) }
      }
      guard !advice.isEmpty else { throw list.problem("is empty") }
      return advice
    }
  }

  private func text(_ name: String, _ call: RoleCaller.Call) async throws -> String {
    try await caller.value(call) { reply, _ throws(ReplyProblem) in
      let field = try ReplyField(reply: reply, list: name).field(name)
      let text = try field.text()
      guard !text.isEmpty else { throw field.problem("is empty") }
      return text
    }
  }
}
