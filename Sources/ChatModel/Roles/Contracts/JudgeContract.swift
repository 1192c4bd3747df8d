internal import RPM

/// The reply of judging: `{judgements: [{id, influential, polarity}]}`, one for every feature
/// (method section 6).
struct JudgeContract: Sendable {
  /// How many features there are.
  var count: Int

  private static let polarities: [Judgement.Polarity] = [.positive, .neutral, .negative]

  var schema: JSONSchema {
    let ids = (1...max(1, count)).map { "f\($0)" }
    return .object([
      .init(
        "judgements",
        .array(
          of: .object([
            .init("id", .string(oneOf: ids), description: "id of a feature"),
            .init("influential", .boolean),
            .init("polarity", .string(oneOf: Self.polarities.map(\.rawValue))),
          ]), min: count, max: count))
    ])
  }

  /// Reads judgements, in the order of the features.
  func judgements(in reply: String) throws(ReplyProblem) -> [Judgement] {
    let field = try ReplyField(reply: reply, list: "judgements").field("judgements")
    var found = [Judgement?](repeating: nil, count: count)
    for element in try field.list() {
      let id = try element.field("id")
      let position = try id.position("f", count: count)
      guard found[position] == nil else { throw id.problem("f\(position + 1) comes twice") }
      let polarity = try element.field("polarity")
      let word = try polarity.text().lowercased()
      guard let known = Judgement.Polarity(rawValue: word) else {
        throw polarity.problem("\"\(word.prefix(40))\" is not positive, neutral or negative")
      }
      found[position] = Judgement(
        feature: position, isInfluential: try element.field("influential").flag(), polarity: known)
    }
    if let missing = found.firstIndex(of: nil) {
      throw field.problem("f\(missing + 1) is missing; judge every feature")
    }
    return found.compactMap(\.self)
  }
}
