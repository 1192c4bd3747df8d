package import RPM

/// A reasoning path with its names filled in and the audit beside each step.
package struct PathView: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    /// The names of the features, with their ids: `f2 thin plot`.
    package var features: [String]
    /// The name of the factor, `nil` for none.
    package var factor: String?
    package var evidence: String
    package var effect: String
    /// What the audit found wrong, empty when the step is right.
    package var findings: [AuditReport.Finding]
  }

  package var steps: [Step]
  package var conclusion: String
  package var conclusionFindings: [AuditReport.Finding]
  package var audit: AuditReport

  package init(path: ReasoningPath, features: [Feature], factors: [Factor], audit: AuditReport) {
    steps = path.steps.enumerated().map { index, step in
      Step(
        features: step.features.map { feature in
          features.indices.contains(feature)
            ? "f\(feature + 1) \(features[feature].name)" : "f\(feature + 1)"
        },
        factor: step.factor.flatMap { factors.indices.contains($0) ? factors[$0].name : nil },
        evidence: step.evidence, effect: step.effect,
        findings: audit.findings.filter { $0.step == index })
    }
    conclusion = path.conclusion
    conclusionFindings = audit.findings.filter { $0.step == nil }
    self.audit = audit
  }

  /// The worst thing the audit found, in one line, `nil` when nothing.
  package var loudest: String? {
    guard let finding = audit.findings.first else { return nil }
    let place = finding.step.map { "step \($0 + 1)" } ?? "the conclusion"
    return "\(place) \(finding.words)"
  }
}
