internal import RPM

/// The reply of extraction: `{features: [{name, context}]}`, with `factor` where factors are known,
/// and `{items: [{id, features}]}` for several queries (method section 6).
struct ExtractContract: Sendable {
  /// The most features that are taken for one query; 3 to 8 are asked for.
  static let most = 12

  /// How many queries the call is for.
  var queries: Int
  /// The factors that may be named, `nil` while there are none.
  var sheet: FactorSheet?

  var schema: JSONSchema {
    var fields: [JSONSchema.Field] = [
      .init("name", .string(min: 1, max: 60)), .init("context", .string(min: 1, max: 160)),
    ]
    if let sheet {
      fields.append(
        .init(
          "factor", .string(oneOf: sheet.choices), description: "name of a listed factor, or none"))
    }
    let features = JSONSchema.Field("features", .array(of: .object(fields), min: 1, max: Self.most))
    guard queries > 1 else { return .object([features]) }
    let ids = (1...queries).map { "q\($0)" }
    return .object([
      .init(
        "items",
        .array(
          of: .object([
            .init("id", .string(oneOf: ids), description: "id of a text"), features,
          ]), min: queries, max: queries))
    ])
  }

  /// Reads the features of one query.
  ///
  /// - Parameter isLast: whether it was asked again already, so that none may mean none.
  func features(in reply: String, isLast: Bool) throws(ReplyProblem) -> [Feature] {
    let field = try ReplyField(reply: reply, list: "features").field("features")
    let features = try features(field)
    guard !features.isEmpty || isLast else {
      throw field.problem("is empty; name at least one feature that the text has")
    }
    return features
  }

  /// Reads the features of several queries; empty for those that the reply leaves out.
  func items(in reply: String) throws(ReplyProblem) -> [[Feature]] {
    var found = [[Feature]?](repeating: nil, count: queries)
    for item in try ReplyField(reply: reply, list: "items").field("items").list() {
      let id = try item.field("id")
      let position = try id.position("q", count: queries)
      guard found[position] == nil else { throw id.problem("comes twice") }
      found[position] = try features(try item.field("features"))
    }
    return found.map { $0 ?? [] }
  }

  private func features(_ field: ReplyField) throws(ReplyProblem) -> [Feature] {
    let elements = try field.list()
    guard elements.count <= Self.most else {
      throw field.problem("has \(elements.count) features; give 3 to 8, the most telling ones")
    }
    var features: [Feature] = []
    for element in elements {
      let name = try element.field("name")
      let text = try name.text()
      guard !text.isEmpty else { throw name.problem("is empty") }
      var feature = Feature(name: text, context: try element.field("context").text())
      // An invented factor is none: the statistics of C_u grow only by a fit.
      if let sheet, let named = try? element.field("factor").text() {
        feature.factor = sheet.known(named)
      }
      features.append(feature)
    }
    return features
  }
}
