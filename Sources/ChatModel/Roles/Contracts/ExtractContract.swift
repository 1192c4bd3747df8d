internal import RPM

/// The reply of extraction: `{features: [{quote, name, sounds}]}`, and `{items: [{id, features}]}`
/// for several queries. Only where answers are a scale it is asked how the words sound.
///
/// A feature is anchored in the words that carry it: one whose quote does not stand in the text is
/// left out.
struct ExtractContract: Sendable {
  /// The most features that are taken for one query; 3 to 7 are asked for.
  static let most = 12
  /// As many as a server that holds a model to the form lets it write. One that repeats itself ends
  /// there.
  private static let mostOffered = 8

  /// The texts, in the order of their ids `q1`, `q2` …
  var queries: [String]
  /// What kind of answers the task has.
  var kind = AnswerKind.open

  private static let sounds = ["good": 1.0, "bad": -1.0, "neither": 0.0]

  var schema: JSONSchema {
    var fields: [JSONSchema.Field] = [
      .init("quote", .string(min: 1, max: 160), description: "words of the text"),
      .init("name", .string(min: 1, max: 48), description: "what they mean"),
    ]
    if kind.hasTone { fields.append(.init("sounds", .string(oneOf: ["good", "bad", "neither"]))) }
    let features = JSONSchema.Field(
      "features", .array(of: .object(fields), min: 1, max: Self.mostOffered))
    guard queries.count > 1 else { return .object([features]) }
    let ids = (1...queries.count).map { "q\($0)" }
    return .object([
      .init(
        "items",
        .array(
          of: .object([
            .init("id", .string(oneOf: ids), description: "id of a text"), features,
          ]), min: queries.count, max: queries.count))
    ])
  }

  /// Reads the features of one query.
  ///
  /// - Parameter isLast: whether it was asked again already, so that none may mean none.
  func features(in reply: String, isLast: Bool) throws(ReplyProblem) -> [Feature] {
    let field = try ReplyField(reply: reply, list: "features").field("features")
    let features = try features(field, of: queries.first ?? "")
    guard features.isEmpty, !isLast else { return features }
    throw field.problem(
      try field.list().isEmpty
        ? "is empty; name at least one feature that the text has"
        : "no quote stands in the text; copy its words exactly as they are")
  }

  /// Reads the features of several queries; empty for those that the reply leaves out.
  func items(in reply: String) throws(ReplyProblem) -> [[Feature]] {
    var found = [[Feature]?](repeating: nil, count: queries.count)
    for item in try ReplyField(reply: reply, list: "items").field("items").list() {
      let id = try item.field("id")
      let position = try id.position("q", count: queries.count)
      guard found[position] == nil else { throw id.problem("comes twice") }
      found[position] = try features(try item.field("features"), of: queries[position])
    }
    return found.map { $0 ?? [] }
  }

  private func features(_ field: ReplyField, of query: String) throws(ReplyProblem) -> [Feature] {
    let elements = try field.list()
    guard elements.count <= Self.most else {
      throw field.problem("has \(elements.count) features; give 3 to 7, the most telling ones")
    }
    var features: [Feature] = []
    for element in elements {
      let name = try element.field("name")
      let text = try name.text()
      guard !text.isEmpty else { throw name.problem("is empty") }
      guard let quote = QuoteSpans.found(try element.field("quote").text(), in: query) else {
        continue
      }
      // The words are what tells one feature of a name from another, as a context does.
      var feature = Feature(name: text, context: DataText.oneLine(quote), quote: quote)
      if kind.hasTone, let sounds = try? element.field("sounds").text().lowercased() {
        feature.valence = Self.sounds[sounds]
      }
      features.append(feature)
    }
    return features
  }
}
