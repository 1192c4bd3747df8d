package import Evaluation
internal import RPM
internal import Workbench

/// What came of comparing rationales, for a person.
package struct RatingText {
  private let report: RatingReport

  package init(report: RatingReport) {
    self.report = report
  }

  /// All of it, in order.
  package var parts: [EvaluationText.Part] {
    [.lines(head)] + report.parts.flatMap(parts) + [.lines(agreement)]
  }

  private var head: [String] {
    [
      "\(report.second) beside \(report.first): \(Count.of(report.pairs, "pair")) of "
        + "\(Count.of(report.people, "person", "people")), seed \(report.seed)",
      "mean length: \(report.second) \(Self.whole(report.secondLength)), \(report.first) "
        + "\(Self.whole(report.firstLength)) characters",
    ] + (report.parts.isEmpty ? ["", "Nothing is rated yet."] : [])
  }

  private func parts(_ part: RatingReport.Part) -> [EvaluationText.Part] {
    let rows = RatingQuestion.allCases.compactMap { question in
      part.findings[question].map { row(question, $0.preference) }
    }
    let table = AlignedTable(
      columns: [
        .init(title: ""), .init(title: report.second, isNumber: true),
        .init(title: report.first, isNumber: true), .init(title: "equal", isNumber: true),
        .init(title: "both bad", isNumber: true), .init(title: "\(report.second) preferred"),
      ], rows: rows)
    let title = "rated by \(part.rater.title): \(part.pairs) of \(Count.of(report.pairs, "pair"))"
    return [
      .lines(["", title]), .table(table),
      .lines(
        RatingQuestion.allCases.flatMap { question in
          part.findings[question].map { remarks(question, $0) } ?? []
        } + intervals(part)),
    ]
  }

  private func row(_ question: RatingQuestion, _ preference: PreferenceShare) -> [String] {
    let share =
      preference.share.flatMap { share in
        preference.interval.map { "\(Quotation.share(share)) (\(Self.range($0)))" }
      } ?? "-"
    return [
      "  \(question.words)", "\(preference.wins)", "\(preference.losses)", "\(preference.equal)",
      "\(preference.bad)", share,
    ]
  }

  private func remarks(_ question: RatingQuestion, _ finding: RatingReport.Finding) -> [String] {
    let preference = finding.preference
    let decided = preference.wins + preference.losses
    var sentences: [String] = []
    if !preference.isEnough {
      sentences.append(
        "too few to tell: one is preferred in \(decided), and it takes \(PreferenceShare.fewest)")
    } else if let interval = preference.interval {
      sentences.append(
        interval.low <= 0.5 && interval.high >= 0.5
          ? "which may be chance" : "which is beyond chance")
    }
    if decided > 0 {
      sentences.append("the longer one preferred in \(finding.longer) of \(decided)")
    }
    if let equal = finding.atEqualLength {
      sentences.append(
        "at equal length \(Quotation.share(equal.share)) (\(Self.range(equal.interval)))")
    } else if preference.isEnough {
      sentences.append("what it were at equal length cannot be told")
    }
    if let left = finding.left, decided > 0 {
      sentences.append("the left one preferred in \(left) of \(decided)")
    }
    if let changed = finding.changed {
      let all = decided + preference.equal + preference.bad
      sentences.append(
        "position bias: \(changed) of \(all) verdicts changed with the side and count as equal")
    }
    return ["  \(question.words)"] + sentences.map { "    \($0)" }
  }

  private func intervals(_ part: RatingReport.Part) -> [String] {
    let isOverPeople = part.findings.values.contains { $0.preference.isOverPeople }
    return [
      "  Intervals hold 95 %, "
        + (isOverPeople
          ? "from draws of people." : "as if pairs had nothing to do with one another (Wilson).")
    ]
  }

  private var agreement: [String] {
    guard report.parts.count > 1 else { return [] }
    return [""]
      + RatingQuestion.allCases.compactMap { question in
        report.agreement[question].map { kappa in
          let value = kappa.value.map { "kappa \(Quotation.share($0))" } ?? "no kappa"
          let few = kappa.count < PreferenceShare.fewest ? ", too few to tell" : ""
          return "agreement, \(question.words): \(value) over \(Count.of(kappa.count, "pair"))"
            + "\(few); the same in \(Quotation.share(kappa.observed)), by chance in "
            + Quotation.share(kappa.expected)
        }
      }
  }

  private static func range(_ interval: Bootstrap.Interval) -> String {
    "\(Quotation.share(interval.low)) to \(Quotation.share(interval.high))"
  }

  private static func whole(_ length: Double) -> String { "\(Int(length.rounded()))" }
}

extension Rating.Rater {
  /// What a person reads.
  package var title: String { model?.title ?? "a person" }
}
