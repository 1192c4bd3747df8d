internal import RPM

/// An answer as `ask` prints it for a person: the answer, its path, its examples and its sum.
enum AnswerReport {
  /// The lines, not yet safe for a terminal: texts are as the user and the model gave them.
  static func lines(
    _ answer: Answer, user: User, model: UserModel, version: Int, expected: String?
  ) -> [String] {
    let answers = model.task.answers
    var lines = [
      "\(user.name) (\(user.task.name)), \(model.identity.name) model, version \(version)"
    ]
    lines += [
      "", "answer      \(AnswerText.full(answer.response, query: answer.query, answers: answers))",
    ]
    if let confidence = answer.confidence {
      lines.append("confidence  \(Quotation.share(confidence))")
    }
    if answer.hasLittleEvidence {
      lines.append("            little evidence: hardly anything but the user's habits spoke")
    }
    if let expected {
      let verdict = expected == answer.response ? "the same" : "different"
      lines.append(
        "true answer \(AnswerText.full(expected, query: answer.query, answers: answers)) (\(verdict))"
      )
    }
    lines += features(answer, model: model)
    lines += path(answer, model: model)
    lines += examples(answer, user: user)
    lines += evidence(answer)
    let seconds = answer.timings.map { "\($0.stage.rawValue) \(Self.milliseconds($0.seconds))" }
    return lines + ["", seconds.joined(separator: "  ")]
  }

  private static func features(_ answer: Answer, model: UserModel) -> [String] {
    guard !answer.features.isEmpty else { return ["", "features: none found in the query"] }
    return ["", "features"]
      + answer.features.enumerated().map { index, feature in
        let factor = feature.factor.map { model.factors[$0].name } ?? "none"
        return "  f\(index + 1) \(feature.name)  [\(factor)]"
      }
  }

  private static func path(_ answer: Answer, model: UserModel) -> [String] {
    let view = PathView(
      path: answer.path, features: answer.features, factors: model.factors, audit: answer.audit)
    var lines = ["", "path (consistent with past behaviour)"]
    for (index, step) in view.steps.enumerated() {
      let head = (step.features + (step.factor.map { ["[\($0)]"] } ?? [])).joined(separator: "  ")
      lines.append("  \(index + 1). \(head)")
      if !step.evidence.isEmpty { lines.append("     \(step.evidence)") }
      if !step.effect.isEmpty { lines.append("     \(step.effect)") }
      lines += step.findings.map { "     WRONG: says \($0.quoted), stored is \($0.stored)" }
    }
    lines.append("  => \(view.conclusion)")
    lines += view.conclusionFindings.map { "     WRONG: stored is \($0.stored)" }
    lines.append(
      view.audit.isClean
        ? "  audit clean: \(view.audit.numbersChecked) numbers equal the stored statistics"
        : "  audit: \(view.audit.findings.count) findings")
    return lines
  }

  private static func examples(_ answer: Answer, user: User) -> [String] {
    guard !answer.retrieved.isEmpty else { return ["", "examples: none similar"] }
    return ["", "examples (cosine of features)"]
      + answer.retrieved.map { example in
        let query =
          user.history.indices.contains(example.interaction)
          ? user.history[example.interaction].query : ""
        let start = query.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return "  \(Quotation.decimal(example.similarity, digits: 3))  "
          + "item \(example.interaction + 1)  \(example.answer)  \(start.prefix(70))"
      }
  }

  private static func evidence(_ answer: Answer) -> [String] {
    guard let table = EvidenceTable(answer: answer) else { return [] }
    let columns = [table.answer] + (table.runnerUp.map { [$0, "difference"] } ?? [])
    var lines = ["", "evidence, in nats, for: " + columns.joined(separator: ", ")]
    func figures(_ row: EvidenceTable.Row) -> String {
      let values =
        table.runnerUp == nil ? [row.answer] : [row.answer, row.runnerUp, row.difference]
      return values.map { value in
        let text = signed(value)
        return String(repeating: " ", count: max(1, 8 - text.count)) + text
      }.joined()
    }
    lines += table.rows.map { row in
      figures(row) + String(repeating: "  ", count: row.depth + 1) + row.name
    }
    lines.append(figures(table.total) + "  sum")
    return lines
  }

  /// A number with its sign and two decimals.
  static func signed(_ value: Double) -> String {
    let text = Quotation.share(value)
    return text.hasPrefix("-") ? text : "+\(text)"
  }

  /// A duration in the unit that suits it: `<0.1 ms`, `12.3 ms`, `4.5 s`.
  static func milliseconds(_ seconds: Double) -> String {
    if seconds < 0.000_05 { return "<0.1 ms" }
    let (value, unit) = seconds < 0.999_5 ? (seconds * 1000, "ms") : (seconds, "s")
    let digits = value < 99.95 ? 1 : 0
    let text = Quotation.decimal(value, digits: digits)
    return "\(text.hasPrefix(".") ? "0" + text : text) \(unit)"
  }
}
