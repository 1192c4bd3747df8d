internal import RPM

/// The reply of reasoning, `{steps: [{features, factor, evidence, effect}], conclusion}`, and of
/// generating, `{reasoning: {steps, conclusion}, answer}` (method section 6).
struct PathContract: Sendable {
  /// The most steps that are taken; 2 to 5 are asked for.
  static let most = 10

  /// How many features the query has.
  var features: Int
  /// The factors.
  var sheet: FactorSheet
  /// What may be answered.
  var answers: AnswerReading

  private var answer: JSONSchema {
    .string(oneOf: answers.allowed, max: answers.allowed == nil ? 400 : nil)
  }

  /// The path alone, to a known answer.
  var schema: JSONSchema {
    let ids = features > 0 ? (1...features).map { "f\($0)" } : nil
    let step = JSONSchema.object([
      .init("features", .array(of: .string(oneOf: ids), max: 12), description: "id of a feature"),
      .init(
        "factor", .string(oneOf: sheet.choices), description: "name of a listed factor, or none"),
      .init("evidence", .string(max: 400), description: "copied statistics, or empty"),
      .init("effect", .string(max: 300), description: "what follows"),
    ])
    return .object([
      .init("steps", .array(of: step, min: 1, max: Self.most)),
      .init("conclusion", answer, description: "the answer"),
    ])
  }

  /// The path first, then the answer.
  var generationSchema: JSONSchema {
    .object([
      .init("reasoning", schema), .init("answer", answer, description: "the answer"),
    ])
  }

  /// Reads a path to a known answer.
  func path(in reply: String, to response: String) throws(ReplyProblem) -> ReasoningPath {
    try path(ReplyField(reply: reply, list: "steps"), to: response)
  }

  /// Reads a path and the answer it leads to.
  func generation(in reply: String) throws(ReplyProblem) -> (path: ReasoningPath, answer: String) {
    let field = try ReplyField(reply: reply, list: "reasoning")
    let answer = try answers.answer(field.field("answer"))
    return (try path(field.field("reasoning"), to: answer), answer)
  }

  private func path(_ field: ReplyField, to response: String) throws(ReplyProblem)
    -> ReasoningPath
  {
    let list = try field.field("steps")
    let elements = try list.list()
    guard !elements.isEmpty else { throw list.problem("is empty; give 2 to 5 steps") }
    guard elements.count <= Self.most else {
      throw list.problem("has \(elements.count) steps; give 2 to 5")
    }
    var steps: [ReasoningPath.Step] = []
    for element in elements {
      steps.append(try step(element))
    }
    return ReasoningPath(
      steps: steps, conclusion: try answers.conclusion(field.field("conclusion"), of: response))
  }

  private func step(_ element: ReplyField) throws(ReplyProblem) -> ReasoningPath.Step {
    var ids: [Int] = []
    for id in try element.field("features").list() {
      let position = try id.position("f", count: features)
      if !ids.contains(position) { ids.append(position) }
    }
    // Nothing is quoted where the field is null: that needs no repair.
    let evidence = try? element.field("evidence")
    return ReasoningPath.Step(
      features: ids, factor: try sheet.factor(element.field("factor")),
      evidence: try evidence?.text() ?? "", effect: try element.field("effect").text())
  }
}
