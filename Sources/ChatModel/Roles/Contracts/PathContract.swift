internal import RPM
internal import RegexBuilder

/// The reply of reasoning, `{steps: [{features, cite, why, for}]}`, and of generating, which ends
/// with the answer: `{steps, answer}`. Free text has no `for`.
///
/// A step names the id of a statistic; its factor and its figures are filled in from the list that
/// the model was shown, so that a path cannot misquote one.
struct PathContract: Sendable {
  /// The most steps that are taken; 1 to 4 are asked for.
  static let most = 8
  /// As many as a server that holds a model to the form lets it write.
  private static let mostOffered = 5
  /// How a step says that it rests on no statistic.
  private static let none = "none"

  /// The features of the query.
  var features: [Feature]
  /// What may be cited, `s1` first.
  var citations: [Citation]
  /// What may be answered.
  var answers: AnswerReading

  private var steps: JSONSchema.Field {
    let ids = features.isEmpty ? nil : features.indices.map { "f\($0 + 1)" }
    var fields: [JSONSchema.Field] = [
      .init(
        "features", .array(of: .string(oneOf: ids), max: min(2, features.count)),
        description: "id of a feature"),
      .init(
        "cite", .string(oneOf: citations.map(\.id) + [Self.none]),
        description: "id of a statistic, or none"),
      .init("why", .words(max: 200), description: "what follows"),
    ]
    if let allowed = answers.allowed {
      fields.append(.init("for", .string(oneOf: allowed), description: "the answer it points to"))
    }
    return .init(
      "steps",
      .array(of: .object(fields), min: min(2, max(1, features.count)), max: Self.mostOffered))
  }

  /// The path alone, to a known answer.
  var schema: JSONSchema { .object([steps]) }

  /// The path first, then the answer.
  var generationSchema: JSONSchema {
    .object([steps, .init("answer", .string(oneOf: answers.allowed), description: "the answer")])
  }

  /// Reads a path to a known answer.
  func path(in reply: String, to response: String) throws(ReplyProblem) -> ReasoningPath {
    try path(ReplyField(reply: reply, list: "steps"), to: response)
  }

  /// Reads a path and the answer it leads to.
  func generation(in reply: String) throws(ReplyProblem) -> (path: ReasoningPath, answer: String) {
    let field = try ReplyField(reply: reply, list: "steps")
    let answer = try answers.answer(field.field("answer"))
    return (try path(field, to: answer), answer)
  }

  private func path(_ field: ReplyField, to response: String) throws(ReplyProblem)
    -> ReasoningPath
  {
    let list = try field.field("steps")
    let elements = try list.list()
    guard !elements.isEmpty else { throw list.problem("is empty; give 1 to 4 steps") }
    guard elements.count <= Self.most else {
      throw list.problem("has \(elements.count) steps; give 1 to 4")
    }
    var steps: [ReasoningPath.Step] = []
    for element in elements { steps.append(try step(element)) }
    return ReasoningPath(steps: steps, conclusion: response)
  }

  private func step(_ element: ReplyField) throws(ReplyProblem) -> ReasoningPath.Step {
    var ids: [Int] = []
    for id in try element.field("features").list() {
      let position = try id.position("f", count: features.count)
      if !ids.contains(position) { ids.append(position) }
    }
    let citation = try citation(element)
    var effect = plain(try element.field("why").text())
    if answers.allowed != nil {
      // The answer stands last, where the audit takes it for a name and not for a number.
      effect += ": speaks for \(try answers.answer(element.field("for")))"
    }
    return ReasoningPath.Step(
      features: ids, factor: citation?.factor, evidence: citation?.quote ?? "", effect: effect)
  }

  /// What a step cites; `nil` for nothing.
  private func citation(_ element: ReplyField) throws(ReplyProblem) -> Citation? {
    // Nothing is cited where the field is null or left out: that needs no repair.
    guard let field = try? element.field("cite"), let id = try? field.text() else { return nil }
    guard !id.isEmpty, id.lowercased() != Self.none else { return nil }
    return citations[try field.position("s", count: citations.count)]
  }

  /// A sentence without ids, which mean nothing outside of the reply: a feature by its name, a
  /// statistic not at all; and without a stop at its end.
  private func plain(_ why: String) -> String {
    var text = DataText.oneLine(why)
    for (index, feature) in features.enumerated().reversed() {
      text = text.replacing(Self.id("f\(index + 1)"), with: "\"\(feature.name)\"")
    }
    text = text.replacing(/\s*\(?\b[sS]\d+(,\s*[sS]\d+)*\b\)?/, with: "")
    while let last = text.last, last.isWhitespace || ".:;,".contains(last) { text.removeLast() }
    return text
  }

  private static func id(_ id: String) -> Regex<Substring> {
    Regex {
      Anchor.wordBoundary; id; Anchor.wordBoundary
    }.ignoresCase()
  }
}
