internal import Foundation

/// Checks a reasoning path against the model: its features, factors, numbers, examples and
/// conclusion (method, section 9).
///
/// A quote is read claim by claim. A claim says what it speaks of (`P(5)`, `base`, `shrunk`, `lift`,
/// `influence`, `coverage`, a stance) and gives numbers, which must equal that statistic as far as
/// they are written out. A number that cannot be read, or of which nothing says what it counts, is
/// wrong too. What follows from a quote is read the same way; there a signed number such as `+0.84`
/// is what the step adds to the sum of evidence, and is compared with that. Numbers spelled out in
/// words are not read.
public struct Audit: Sendable {
  private let features: [Feature]
  private let factors: [Factor]
  private let statistics: UserStatistics
  private let answers: AnswerSpace
  private let names: [String]
  /// Whether the words that carry a feature stand in the query, one a feature.
  private let isQuoted: [Bool]

  /// Prepares to audit paths about one query.
  ///
  /// - Parameters:
  ///   - features: `G_q` of the query.
  ///   - factors: `F(m)`.
  ///   - statistics: what may be quoted. For a stored path: without its own interaction.
  ///   - answers: what may be answered.
  ///   - query: the query, whose options may be named.
  public init(
    features: [Feature], factors: [Factor], statistics: UserStatistics, answers: AnswerSpace,
    query: String = ""
  ) {
    self.features = features
    self.factors = factors
    self.statistics = statistics
    self.answers = answers
    isQuoted = features.map { $0.quote.map { !$0.isEmpty && query.contains($0) } ?? false }
    names =
      features.map(\.name) + answers.labels + SurveyQuestion(query: query).options.map(\.text)
  }

  /// Audits a path.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - response: the answer that it must conclude with.
  ///   - isStored: whether it belongs to a past answer, where a factor seen nowhere else is no
  ///     ground to stand on.
  ///   - evidence: the sum that decided, where there is one.
  ///   - retrieved: the examples that the model was shown, most similar first; a path may cite no
  ///     other, be it as "example 2" by its place or as "item 14" by its number in the history,
  ///     both counted from 1.
  public func report(
    on path: ReasoningPath, response: String, isStored: Bool, evidence: Evidence? = nil,
    retrieved: [RetrievedExample] = []
  ) -> AuditReport {
    var report = AuditReport()
    let sum = evidence.flatMap { evidence in
      evidence.labels.firstIndex(of: path.conclusion).map { (evidence, $0) }
    }
    var grounded = 0
    for (index, step) in path.steps.enumerated() {
      let rests = audit(
        step, index: index, isStored: isStored, sum: sum, retrieved: retrieved, into: &report)
      if rests { grounded += 1 }
    }
    report.grounding = Ratio(grounded, of: path.steps.count)
    let known = Set(retrieved.map(\.interaction))
    for part in evidence?.parts ?? [] where part.kind == .example {
      guard let interaction = part.interaction, !known.contains(interaction) else { continue }
      report.findings.append(
        AuditReport.Finding(
          step: nil, kind: .unknownExample, quoted: "item \(interaction + 1) in the sum",
          stored: Self.inWords(retrieved)))
    }
    if path.conclusion.trimmingWhitespace() != response.trimmingWhitespace() {
      report.findings.append(
        AuditReport.Finding(
          step: nil, kind: .wrongConclusion, quoted: path.conclusion, stored: response))
    }
    return report
  }

  /// Audits a step; whether it rests on a statistic, a quote or an example.
  private func audit(
    _ step: ReasoningPath.Step, index: Int, isStored: Bool, sum: (Evidence, label: Int)?,
    retrieved: [RetrievedExample], into report: inout AuditReport
  ) -> Bool {
    var rests = step.features.contains { isQuoted.indices.contains($0) && isQuoted[$0] }
    let checkedBefore = report.numbersChecked
    let wrongBefore = report.findings.count
    for feature in step.features where !features.indices.contains(feature) {
      report.findings.append(
        AuditReport.Finding(
          step: index, kind: .unknownFeature, quoted: "f\(feature + 1)",
          stored: "the query has \(features.count) features"))
    }
    if let factor = step.factor, !factors.indices.contains(factor) {
      report.findings.append(
        AuditReport.Finding(
          step: index, kind: .unknownFactor, quoted: "factor \(factor + 1)",
          stored: "the model has \(factors.count) factors"))
      return rests
    }
    if isStored, let factor = step.factor, statistics.factors[factor].support < 1 {
      report.findings.append(
        AuditReport.Finding(
          step: index, kind: .singleSupport, quoted: factors[factor].name,
          stored: "no other query has it"))
    }
    let names = names + (step.factor.map { [factors[$0].name] } ?? [])
    var quote = QuotedText(step.evidence, featureCount: features.count, names: names)
    var effect = QuotedText(step.effect, featureCount: features.count, names: names)
    effect.blankLabels(answers.labels)
    for cited in quote.takeExamples() + effect.takeExamples() {
      let isKnown =
        cited.isItem
        ? retrieved.contains { $0.interaction == cited.number - 1 }
        : (1...max(1, retrieved.count)).contains(cited.number) && !retrieved.isEmpty
      guard !isKnown else {
        rests = true
        continue
      }
      report.findings.append(
        AuditReport.Finding(
          step: index, kind: .unknownExample, quoted: cited.words,
          stored: Self.inWords(retrieved)))
    }
    var label: Int?
    for claim in Claim.all(in: quote, labels: answers.labels) {
      check(claim, of: step, index: index, label: &label, into: &report)
    }
    for var claim in Claim.all(in: effect, labels: answers.labels) {
      let added = claim.numbers.filter { $0.isSigned && !$0.isCount }
      claim.numbers.removeAll { added.contains($0) || isLabel($0) }
      report.numbersChecked += added.count
      let stored = Self.contributions(to: step, in: sum)
      if !added.allSatisfy({ number in stored.contains { Truth.equal(number, $0) } }) {
        let values = stored.map { Quotation.decimal($0, digits: 2) }.joined(separator: " or ")
        report.findings.append(
          AuditReport.Finding(
            step: index, kind: .wrongNumber, quoted: claim.text,
            stored: values.isEmpty ? "no such sum" : "a share of \(values)"))
      }
      check(claim, of: step, index: index, label: &label, into: &report)
    }
    return rests
      || report.numbersChecked > checkedBefore && report.findings.count == wrongBefore
  }

  private func check(
    _ claim: Claim, of step: ReasoningPath.Step, index: Int, label: inout Int?,
    into report: inout AuditReport
  ) {
    label = claim.label ?? label
    report.numbersChecked += claim.numbers.count
    if case .unknownLabel(let name) = claim.subject {
      report.findings.append(
        AuditReport.Finding(
          step: index, kind: .wrongNumber, quoted: "P(\(name))", stored: "no such label"))
      return
    }
    guard !claim.numbers.isEmpty else { return }
    let truth = Truth(statistics: statistics, answers: answers, factor: step.factor, label: label)
    if !truth.allows(claim) {
      report.findings.append(
        AuditReport.Finding(
          step: index, kind: .wrongNumber, quoted: claim.text, stored: truth.inWords(claim.subject))
      )
    }
  }

  /// Which examples were retrieved.
  private static func inWords(_ retrieved: [RetrievedExample]) -> String {
    guard !retrieved.isEmpty else { return "no example was retrieved" }
    let items = retrieved.map { String($0.interaction + 1) }.joined(separator: ", ")
    return "\(retrieved.count) retrieved: items \(items)"
  }

  /// Whether a number of a plain sentence names an answer, as in "leans to a 5".
  private func isLabel(_ number: Numeral) -> Bool {
    guard number.isCount, ["a", "an", "to", "answer", "label"].contains(number.wordBefore),
      let value = number.value
    else { return false }
    return answers.labels.contains { Int($0).map(Double.init) == value }
  }

  /// What a step may say that it adds to the answer's logit.
  private static func contributions(
    to step: ReasoningPath.Step, in sum: (evidence: Evidence, label: Int)?
  ) -> [Double] {
    guard let (evidence, label) = sum else { return [] }
    guard let factor = step.factor else { return evidence.terms.map { $0.values[label] } }
    return evidence.terms.flatMap(\.parts).filter { $0.kind == .factor && $0.factor == factor }
      .map { $0.values[label] }
  }
}
