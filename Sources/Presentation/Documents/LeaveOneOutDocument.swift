package import RPM
package import Storage
internal import Workbench

/// What a model answers to a user's own past, as `what-if --history --json` prints it.
package struct LeaveOneOutDocument: Codable, Hashable {
  package struct Item: Codable, Hashable {
    /// The position in the history, from 0.
    package var interaction: Int
    package var expected: String
    /// Missing where the run failed.
    package var answer: String?
    package var right: Bool
    package var confidence: Double?
    package var littleEvidence: Bool
    package var usual: String?
    /// How many masks changed the answer.
    package var flips: Ratio
    package var faithfulness: FaithfulnessDocument?
    package var failure: String?
  }

  package var user: String
  package var task: String
  package var modelVersion: Int
  /// Answered as the user did; missing for free text.
  package var accuracy: Ratio?
  /// The same of the answer given most often otherwise.
  package var usualAccuracy: Ratio?
  /// How many labels answers are off in the mean; missing where labels are no scale.
  package var meanError: Double?
  package var usualMeanError: Double?
  package var faithfulness: FaithfulnessDocument?
  package var items: [Item]

  package init(_ result: LeaveOneOut, user: String, model: UserModel, version: Int) {
    self.user = user
    task = model.task.name
    modelVersion = version
    if model.task.answers != .open {
      accuracy = result.accuracy
      usualAccuracy = result.usualAccuracy
    }
    meanError = result.meanError
    usualMeanError = result.usualMeanError
    faithfulness = result.faithfulness.map(FaithfulnessDocument.init)
    items = result.items.map { item in
      Item(
        interaction: item.interaction, expected: item.expected, answer: item.answer,
        right: item.isRight, confidence: item.confidence,
        littleEvidence: item.hasLittleEvidence, usual: item.usual, flips: item.flips,
        faithfulness: item.faithfulness.map(FaithfulnessDocument.init), failure: item.failure)
    }
  }
}

/// The same for a person.
package enum LeaveOneOutReport {
  /// At most so many items that went wrong are listed.
  private static let listed = 12

  /// The lines, not yet safe for a terminal.
  package static func lines(
    _ result: LeaveOneOut, user: String, stored: StoredModel, width: Int
  ) -> [String] {
    let head = [
      "\(user) (\(stored.model.task.name)), version \(stored.version): "
        + "\(Count.of(result.items.count, "past answer")), each left out in turn", "",
    ]
    let lines = head + totals(result, stored: stored).printed
    return lines + mistakes(result, stored: stored, width: width)
  }

  /// How often the model is right, and whether the factors it cites decide.
  package static func totals(_ result: LeaveOneOut, stored: StoredModel) -> [ReportLine] {
    let answers = stored.model.task.answers
    var lines: [ReportLine] = []
    if answers != .open {
      let usual = Quotation.ratio(result.usualAccuracy)
      lines.append(
        ReportLine(
          "right", "\(Quotation.ratio(result.accuracy)); the usual answer alone \(usual)"))
    }
    if let error = result.meanError, let usual = result.usualMeanError {
      lines.append(
        ReportLine(
          "off by",
          "\(decimal(error)) labels in the mean; the usual answer alone \(decimal(usual))"))
    }
    let failed = result.items.count { $0.failure != nil }
    if failed > 0 { lines.append(ReportLine("failed", Count.of(failed, "item"))) }
    if let faithfulness = result.faithfulness {
      lines += [""] + FaithfulnessDocument(faithfulness).lines.map(ReportLine.init(stringLiteral:))
    }
    return lines
  }

  private static func mistakes(
    _ result: LeaveOneOut, stored: StoredModel, width: Int
  ) -> [String] {
    guard stored.model.task.answers != .open, !result.failures.isEmpty else { return [] }
    var lines = ["", "where it goes wrong, the surest first"]
    lines += result.failures.prefix(listed).map { item in
      let sure = item.confidence.map { " \(Quotation.share($0))" } ?? ""
      let query = SurveyQuestion(query: stored.history[item.interaction].query).stem
        .oneLine
      let head =
        "  item \(item.interaction + 1)  said \(item.expected), model \(item.answer ?? "-")\(sure)"
      return "\(head)  \(query.prefix(max(20, width - head.count - 2)))"
    }
    let more = result.failures.count - listed
    return more > 0 ? lines + ["  and \(more) more"] : lines
  }

  /// Two decimals, with the zero before them.
  package static func decimal(_ value: Double) -> String {
    let text = Quotation.decimal(value, digits: 2)
    return text.hasPrefix(".") ? "0\(text)" : text
  }
}
