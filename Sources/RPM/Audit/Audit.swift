internal import Foundation

/// Checks a reasoning path against the model: its features, factors, numbers and conclusion (ours;
/// method section 5).
///
/// A quote is read claim by claim, separated by commas and semicolons. A claim says what it speaks
/// of (`P(5)`, `base`, `shrunk`, `lift`, `influence`, `coverage`, a stance) and gives numbers, which
/// must equal that statistic as far as they are written out. A number in a claim that says nothing
/// known must equal some statistic of the step's factor.
public struct Audit: Sendable {
  private let features: [Feature]
  private let factors: [Factor]
  private let statistics: UserStatistics
  private let answers: AnswerSpace

  /// Prepares to audit paths about one query.
  ///
  /// - Parameters:
  ///   - features: `G_q` of the query.
  ///   - factors: `F(m)`.
  ///   - statistics: what may be quoted. For a stored path: without its own interaction.
  ///   - answers: what may be answered.
  public init(
    features: [Feature], factors: [Factor], statistics: UserStatistics, answers: AnswerSpace
  ) {
    self.features = features
    self.factors = factors
    self.statistics = statistics
    self.answers = answers
  }

  /// Audits a path.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - response: the answer that it must conclude with.
  ///   - isStored: whether it belongs to a past answer, where a factor seen only there or in one
  ///     other query is no ground to stand on.
  public func report(on path: ReasoningPath, response: String, isStored: Bool) -> AuditReport {
    var report = AuditReport()
    for (index, step) in path.steps.enumerated() {
      audit(step, index: index, isStored: isStored, into: &report)
    }
    if path.conclusion.trimmingWhitespace() != response.trimmingWhitespace() {
      report.findings.append(
        AuditReport.Finding(
          step: nil, kind: .wrongConclusion, quoted: path.conclusion, stored: response))
    }
    return report
  }

  private func audit(
    _ step: ReasoningPath.Step, index: Int, isStored: Bool, into report: inout AuditReport
  ) {
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
      return
    }
    if isStored, let factor = step.factor, statistics.factors[factor].support < 1 {
      report.findings.append(
        AuditReport.Finding(
          step: index, kind: .singleSupport, quoted: factors[factor].name,
          stored: "no other query has it"))
    }
    var label: Int?
    for claim in Claim.all(in: step.evidence, labels: answers.labels) {
      if case .unknownLabel(let name) = claim.subject {
        report.findings.append(
          AuditReport.Finding(
            step: index, kind: .wrongNumber, quoted: "P(\(name))", stored: "no such label"))
        continue
      }
      if case .propensity(let named) = claim.subject { label = named }
      let truth = Truth(
        statistics: statistics, answers: answers, factor: step.factor, label: label)
      report.numbersChecked += claim.numbers.count
      if !truth.allows(claim) {
        report.findings.append(
          AuditReport.Finding(
            step: index, kind: .wrongNumber, quoted: claim.text,
            stored: truth.inWords(claim.subject)))
      }
    }
  }
}
