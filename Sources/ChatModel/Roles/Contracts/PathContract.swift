internal import RPM
internal import RegexBuilder

/// The reply of reasoning, `{steps: [{cite, features, why, for}]}`, and of generating, which ends
/// with the answer: `{steps, answer}`. Free text has no `for`.
///
/// A step names the id of a statistic; its factor, its figures and the features that have the factor
/// are filled in from what the model was shown, so that a path cannot misquote one, nor rest a
/// feature on what is known of another.
struct PathContract: Sendable {
  /// The most steps that are taken; 1 to 4 are asked for.
  static let most = 8
  /// As many as a server that holds a model to the form lets it write.
  private static let mostOffered = 5
  /// Where a server that holds a model to the form ends a sentence, in characters behind its
  /// beginning.
  private static let longestWhy = 200
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
        "cite", .string(oneOf: citations.map(\.id) + [Self.none]),
        description: "id of a statistic, or none"),
      .init(
        "features", .array(of: .string(oneOf: ids), max: min(2, features.count)),
        description: "id of a feature"),
      .init(
        "why",
        .words(max: Self.longestWhy, beginning: AnswerKind.habitBeginning),
        description: "When …"),
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
    for element in elements {
      let step = try step(element)
      // Who says the same of the same once more has one step less.
      let isRepeated = steps.contains {
        $0.evidence == step.evidence && ($0.features == step.features || $0.effect == step.effect)
      }
      if !isRepeated { steps.append(step) }
    }
    return ReasoningPath(steps: steps, conclusion: response)
  }

  private func step(_ element: ReplyField) throws(ReplyProblem) -> ReasoningPath.Step {
    var ids: [Int] = []
    for id in try element.field("features").list() {
      let position = try id.position("f", count: features.count)
      if !ids.contains(position) { ids.append(position) }
    }
    let citation = try citation(element)
    if let factor = citation?.factor {
      let own = features.indices.filter { features[$0].factor == factor }
      let named = ids.filter(own.contains)
      // A factor that no feature has stays with what was named: the audit says so.
      if !own.isEmpty { ids = named.isEmpty ? own : named }
    }
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
  /// statistic not at all; without a stop at its end, and without the signs to which a model evades
  /// where digits are forbidden, such as "④".
  private func plain(_ why: String) -> String {
    var isCut = why.count >= Self.longestWhy + AnswerKind.habitBeginning.count
    var text = DataText.oneLine(
      why.filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .otherNumber } })
    for (index, feature) in features.enumerated().reversed() {
      text = text.replacing(Self.id("f\(index + 1)"), with: "\"\(feature.name)\"")
    }
    if answers.kind == .scale, let rest = text.firstRange(of: ", this person ") {
      // What it does then is the answer, which is written here.
      text.removeSubrange(rest.lowerBound...)
      isCut = false
    }
    // The rest of an example's reason, whose answer is written here, too.
    text = text.replacing(/[:,]?\s*speaks for:?\s*$/, with: "")
    text = text.replacing(/\s*\(?\b[sS]\d+(,\s*[sS]\d+)*\b\)?/, with: "")
    while let last = text.last, last.isWhitespace || ".:;,".contains(last) { text.removeLast() }
    return isCut ? text + "…" : text
  }

  private static func id(_ id: String) -> Regex<Substring> {
    Regex {
      Anchor.wordBoundary; id; Anchor.wordBoundary
    }.ignoresCase()
  }
}
