package import RPM

extension AuditReport.Finding {
  /// What a path says against what it rests on: `says 4 of 9, stored is 4 of 8`.
  package var words: String { "says \(quoted), \(correction)" }

  /// The same below the words that say it.
  package var correction: String { "stored is \(stored)" }
}

extension AuditDocument.Finding {
  /// The same, and whether that is new.
  package var words: String {
    AuditReport.Finding(step: step, kind: kind, quoted: quoted, stored: stored).words
      + (isNew ? ", since it was made" : "")
  }
}
