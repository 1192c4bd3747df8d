internal import RPM

/// The reply of comparing rationales: `{why, truer, grounded}`, each of the last two `first`,
/// `second`, `equal` or `neither`.
struct RateContract: Sendable {
  var schema: JSONSchema {
    let choice = JSONSchema.string(oneOf: RationaleJudgement.Choice.allCases.map(\.rawValue))
    return .object([
      .init("why", .string(min: 1, max: 400), description: "what decides, in one sentence"),
      .init("truer", choice), .init("grounded", choice),
    ])
  }

  /// Reads what was found.
  func judgement(in reply: String) throws(ReplyProblem) -> RationaleJudgement {
    let fields = try ReplyField(reply: reply, list: "why")
    return RationaleJudgement(
      truer: try Self.choice(fields.field("truer")),
      grounded: try Self.choice(fields.field("grounded")),
      // A model may decide without saying why.
      why: (try? fields.field("why").text()) ?? "")
  }

  private static func choice(
    _ field: ReplyField
  ) throws(ReplyProblem) -> RationaleJudgement.Choice {
    let word = try field.text().lowercased()
    guard let choice = RationaleJudgement.Choice(rawValue: word) else {
      throw field.problem("\"\(word.prefix(40))\" is not first, second, equal or neither")
    }
    return choice
  }
}
