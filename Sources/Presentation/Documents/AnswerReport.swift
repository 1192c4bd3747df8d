internal import ChatModel
package import RPM
package import Storage
internal import TerminalKit
internal import Workbench

/// An answer as `ask` prints it for a person: the answer, its path, its examples and its sum.
package enum AnswerReport {
  /// The lines, not yet safe for a terminal: texts are as the user and the model gave them.
  ///
  /// - Parameters:
  ///   - user: the user's name.
  ///   - stored: the model that answered; version 0 is one that is not kept.
  ///   - expected: the true answer, where it is known.
  ///   - width: columns that examples are cut to.
  package static func lines(
    _ answer: Answer, user: String, stored: StoredModel, expected: String?, width: Int
  ) -> [String] {
    let model = stored.model
    let answers = model.task.answers
    var lines = [head(answer, user: user, stored: stored), ""]
    lines += result(answer, expected: expected, answers: answers).printed
    lines += ReportParts.features(answer.features, model: model)
    lines += ["", "path (consistent with past behaviour)"]
    lines += ReportParts.path(
      PathView(
        path: answer.path, features: answer.features, factors: model.factors, audit: answer.audit))
    lines += examples(answer, history: stored.history, width: width)
    lines += evidence(answer, answers: answers)
    return lines + ["", timings(of: answer)] + calls(answer)
  }

  /// Who answers, from which model.
  package static func head(_ answer: Answer, user: String, stored: StoredModel) -> String {
    "\(user) (\(stored.model.task.name)), \(models(answer, stored))"
  }

  /// The answer itself and how sure it is.
  package static func result(
    _ answer: Answer, expected: String?, answers: AnswerSpace
  ) -> [ReportLine] {
    var lines = [
      ReportLine(
        "answer", AnswerText.full(answer.response, query: answer.query, answers: answers))
    ]
    if let expected {
      let verdict = expected == answer.response ? "the same" : "different"
      let text = AnswerText.full(expected, query: answer.query, answers: answers)
      lines.append("true answer \(text) (\(verdict))")
    }
    if let confidence = answer.confidence {
      lines.append(ReportLine("confidence", Quotation.share(confidence)))
    }
    if answer.hasLittleEvidence {
      lines.append("            little evidence: hardly anything but the user's habits spoke")
    }
    return lines
  }

  /// How long each stage took.
  package static func timings(of answer: Answer, between gap: String = "  ") -> String {
    answer.timings.map { "\($0.stage.rawValue) \(milliseconds($0.seconds))" }
      .joined(separator: gap)
  }

  /// Which model made the memory, and which was asked where that is another one.
  private static func models(_ answer: Answer, _ stored: StoredModel) -> String {
    let memory = stored.model.identity
    let version = stored.version > 0 ? "version \(stored.version)" : "not kept"
    let identity = answer.identity ?? memory
    guard identity == memory else {
      return "memory by \(memory.title), \(version), asked through \(identity.title)"
    }
    return memory.name == ModelChoice.builtInName
      ? "\(memory.name) model, \(version)" : "\(memory.title), \(version)"
  }

  /// What the calls of a language model used, and who really answered.
  package static func calls(_ answer: Answer) -> [String] {
    guard let exchanges = answer.exchanges else { return [] }
    var lines = ["used \(UsageText.summary(answer.usage))"]
    let named = Set(exchanges.map(\.model.name))
    let others = Set(exchanges.compactMap(\.reportedModel)).subtracting(named).sorted()
    if !others.isEmpty {
      lines.append("the server names the model \(others.joined(separator: ", "))")
    }
    return lines
  }

  /// One of many answers, on one or two lines.
  ///
  /// - Parameter number: the line of the file that asked.
  package static func brief(
    _ answer: Answer, number: Int, answers: AnswerSpace, expected: String?
  ) -> [String] {
    var result = AnswerText.full(answer.response, query: answer.query, answers: answers)
    if let confidence = answer.confidence { result += "  \(Quotation.share(confidence))" }
    if answer.hasLittleEvidence { result += "  little evidence" }
    if let expected {
      let text = AnswerText.full(expected, query: answer.query, answers: answers)
      result += expected == answer.response ? "  as the true one" : "  the true one is \(text)"
    }
    if !answer.audit.isClean {
      result += "  audit: \(Count.of(answer.audit.findings.count, "finding"))"
    }
    return ["\(number). \(start(of: answer.query, width: 90))", "   \(result)"]
  }

  private static func examples(
    _ answer: Answer, history: [Interaction], width: Int
  ) -> [String] {
    guard !answer.retrieved.isEmpty else { return ["", "examples: none similar"] }
    return ["", "examples (cosine of features)"]
      + answer.retrieved.map { example in
        let head =
          "  \(Quotation.decimal(example.similarity, digits: 3))  item \(example.interaction + 1)"
          + "  \(example.answer)"
        let room = width - 2 - GraphemeWidth.width(of: head)
        // A long answer, such as a title, stands alone.
        guard history.indices.contains(example.interaction), room > 20 else { return head }
        return "\(head)  \(start(of: history[example.interaction].query, width: room))"
      }
  }

  private static func start(of query: String, width: Int) -> String {
    TextLayout.truncate(SurveyQuestion(query: query).stem, width: width)
  }

  private static func evidence(_ answer: Answer, answers: AnswerSpace) -> [String] {
    guard let table = EvidenceTable(answer: answer) else { return [] }
    let heads = table.runnerUp == nil ? ["answer"] : ["answer", "other", "diff."]
    var lines = ["", evidenceTitle(table, answers: answers), figures(heads)]
    lines += table.rows.map { row in
      figures(row, in: table) + String(repeating: "  ", count: row.depth + 1) + row.name
    }
    lines.append(figures(table.total, in: table) + "  sum")
    return lines + (median(of: table, answers: answers).map { ["  \($0)"] } ?? [])
  }

  /// What the figures of a sum are.
  package static func evidenceTitle(_ table: EvidenceTable, answers: AnswerSpace) -> String {
    let against = table.runnerUp.map { " and the runner-up, \($0)" } ?? ""
    let unit = answers == .open ? "as expected overlap times 10" : "in nats"
    return "evidence \(unit), for the answer\(against)"
  }

  /// Why an answer that does not have the largest sum won; `nil` where it has it.
  package static func median(of table: EvidenceTable, answers: AnswerSpace) -> String? {
    guard table.total.difference < 0, answers.isOrdered else { return nil }
    return "on a scale the answer is the median of the probabilities, not the top one"
  }

  private static func figures(_ row: EvidenceTable.Row, in table: EvidenceTable) -> String {
    figures(
      (table.runnerUp == nil ? [row.answer] : [row.answer, row.runnerUp, row.difference])
        .map(signed))
  }

  private static func figures(_ texts: [String]) -> String {
    texts.map { String(repeating: " ", count: max(1, 8 - $0.count)) + $0 }.joined()
  }

  /// A number with its sign and two decimals.
  package static func signed(_ value: Double) -> String {
    let text = Quotation.share(value)
    return text.hasPrefix("-") ? text : "+\(text)"
  }

  /// A duration in the unit that suits it: `<0.1 ms`, `12.3 ms`, `4.5 s`.
  package static func milliseconds(_ seconds: Double) -> String {
    if seconds < 0.000_05 { return "<0.1 ms" }
    let (value, unit) = seconds < 0.999_5 ? (seconds * 1000, "ms") : (seconds, "s")
    let digits = value < 99.95 ? 1 : 0
    let text = Quotation.decimal(value, digits: digits)
    return "\(text.hasPrefix(".") ? "0" + text : text) \(unit)"
  }
}
