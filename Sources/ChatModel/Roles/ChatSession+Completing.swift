internal import RPM

extension ChatSession: Completing {
  func answer(_ question: PlainQuestion) async throws -> PlainAnswer {
    let reading = AnswerReading(task.answers, query: question.query)
    guard !reading.isImpossible else { throw Self.noOptions }
    let (call, omitted) = baselines.answer(question, reading, context: await caller.context)
    return try await caller.value(call) {
      reply, _ throws(ReplyProblem) in
      let field = try ReplyField(reply: reply, list: "answer")
      // A model may think without writing it down.
      let reasoning = try? field.field("reasoning")
      return PlainAnswer(
        response: try reading.answer(field.field("answer")),
        reasoning: (try? reasoning?.text()) ?? "", omitted: omitted)
    }
  }

  func portrait(_ request: PortraitRequest) async throws -> String {
    let call = baselines.portrait(request)
    switch call.role {
    case .hypotheses, .differences:
      return try await lines(call.role.rawValue, call).map { "- \(DataText.oneLine($0))" }
        .joined(separator: "\n")
    default: return try await text(call.role.rawValue, call)
    }
  }

  func rationale(for item: Interaction) async throws -> String {
    try await text("rationale", baselines.rationale(for: item))
  }

  func advice(_ request: AdviceRequest) async throws -> [String] {
    try await lines("advice", baselines.advice(request))
  }

  /// What a field lists, each text once.
  private func lines(_ name: String, _ call: RoleCaller.Call) async throws -> [String] {
    try await caller.value(call) { reply, _ throws(ReplyProblem) in
      let list = try ReplyField(reply: reply, list: name).field(name)
      var lines: [String] = []
      for element in try list.list() {
        let text = try element.text()
        if !text.isEmpty, !lines.contains(text) { lines.append(text) }
      }
      guard !lines.isEmpty else { throw list.problem("is empty") }
      return lines
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
