internal import RPM

extension AuditReport {
  /// How far a path rests on what can be looked up, in words; `nil` where every step does, where
  /// there is no step, and for paths kept before this was noted.
  package var groundingText: String? {
    guard let grounding, grounding.count < grounding.total else { return nil }
    let grounds = "a statistic, on words of the text or on an example"
    return grounding.count == 0
      ? "not grounded: no step rests on \(grounds)"
      : "\(grounding.count) of \(grounding.total) steps rest on \(grounds)"
  }
}
