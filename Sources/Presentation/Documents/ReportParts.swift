package import RPM
internal import Workbench

/// What reports on answers and on past items have in common.
package enum ReportParts {
  /// Features, each with its factor.
  package static func features(_ features: [Feature], model: UserModel) -> [String] {
    guard !features.isEmpty else { return ["", "features: none found in the query"] }
    return ["", "features"]
      + features.enumerated().map { index, feature in
        let factor = feature.factor.map { "  [\(model.factors[$0].name)]" } ?? ""
        let quote = quote(of: feature).map { "  \($0)" } ?? ""
        return "  f\(index + 1)  \(feature.name)\(factor)\(quote)"
      }
  }

  /// The words that carry a feature, in quotation marks, where its name does not hold them anyway.
  package static func quote(of feature: Feature) -> String? {
    guard let quote = feature.quote, QuoteSpans.found(quote, in: feature.name) == nil else {
      return nil
    }
    return "\"\(quote.oneLine)\""
  }

  /// The steps of a path, its conclusion and its audit.
  package static func path(_ view: PathView) -> [String] {
    var lines: [String] = []
    for (index, step) in view.steps.enumerated() {
      // A step that rests on no feature begins with its evidence.
      let head = (step.features + (step.factor.map { ["[\($0)]"] } ?? [])).joined(separator: "  ")
      let parts = [head, step.evidence, step.effect].filter { !$0.isEmpty }
      lines.append("  \(index + 1). \(parts.first ?? "")")
      lines += parts.dropFirst().map { "     \($0)" }
      lines += step.findings.map { "     WRONG: \($0.words)" }
    }
    lines.append("  => \(view.conclusion)")
    lines += view.conclusionFindings.map { "     WRONG: \($0.correction)" }
    return lines + ["  \(verdict(view.audit))"]
  }

  /// What the audit found, in one line.
  package static func verdict(_ audit: AuditReport) -> String {
    guard audit.isClean else { return "audit: \(Count.of(audit.findings.count, "finding"))" }
    let numbers =
      audit.numbersChecked == 0
      ? "audit clean: no statistic is quoted"
      : "audit clean: \(audit.numbersChecked) quoted numbers equal what is stored"
    return numbers + (audit.groundingText.map { "; \($0)" } ?? "")
  }
}
