internal import RPM

/// What the audit found in a first try, as the model is told.
enum ComplaintSheet {
  /// Every finding, a line each; empty without a complaint.
  static func text(_ report: AuditReport?) -> String {
    guard let report, !report.isClean else { return "" }
    let lines = report.findings.map { "- \(line($0))" }
    return """
      A first try was compared with what is stored, and cannot be kept:
      \(DataText.block(lines.joined(separator: "\n")))
      Write the steps anew with that put right: words only in "why", no figures and no ids.
      """
  }

  private static func line(_ finding: AuditReport.Finding) -> String {
    let step = finding.step.map { "step \($0 + 1)" } ?? "the conclusion"
    let quoted = DataText.line(finding.quoted)
    let stored = DataText.line(finding.stored)
    return switch finding.kind {
    case .unknownFeature, .unknownFactor, .unknownExample: "\(step) names \(quoted), but \(stored)"
    case .wrongNumber: "\(step) says \"\(quoted)\", stored is \"\(stored)\""
    case .singleSupport: "\(step) rests on \"\(quoted)\", but \(stored): use \"none\""
    case .wrongConclusion: "\(step) says \"\(quoted)\", the answer is \"\(stored)\""
    }
  }
}
