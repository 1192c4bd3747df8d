internal import RPM

extension RoleCalls {
  /// No more of a rationale is shown: a verdict needs no longer one.
  static let mostRationale = 6_000

  /// Two rationales compared.
  func rate(_ comparison: RationaleComparison, _ contract: RateContract) -> RoleCaller.Call {
    let past = comparison.past.enumerated().map { index, item in
      "Past answer \(index + 1)\n"
        + DataText.block(
          "Text: \(DataText.shortened(item.query, most: BaselineCalls.mostText))\n"
            + "Answer: \(item.response)")
    }
    let rationales = [("first", comparison.first), ("second", comparison.second)].map {
      name, text in
      "The \(name) rationale:\n"
        + DataText.block(DataText.shortened(text, most: Self.mostRationale))
    }
    return RoleCaller.Call(
      role: .rate, stage: .reason,
      values: [
        .task: taskText, .examples: past.joined(separator: "\n\n"),
        .query: DataText.block(comparison.query), .answer: DataText.block(comparison.answer),
        .rationales: rationales.joined(separator: "\n\n"),
      ], schema: contract.schema, maxTokens: 300)
  }
}
