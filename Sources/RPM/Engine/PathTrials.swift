/// Reason, audit, and reason once more: what becomes of paths in stage 2, of a fit as of a rebuild.
struct PathTrials: Sendable {
  /// What was wrong with the first path of an item.
  private(set) var complaints: [Int: AuditReport] = [:]

  /// Keeps a path, unless it fails its audit for the first time: then it is to be made once more. One
  /// that fails again is kept, marked and left out of retrieval.
  ///
  /// - Returns: whether it is kept. Where it is not, the item has a complaint.
  mutating func keep(
    _ path: ReasoningPath, audit: AuditReport, in entry: inout MemoryEntry, at index: Int,
    attempt: Int
  ) -> Bool {
    if !audit.isClean, attempt == 1 {
      complaints[index] = audit
      return false
    }
    entry.path = path
    entry.audit = audit
    // A second try may follow a call that failed, too: then no path was wrong.
    if complaints[index] != nil { entry.audit.isRepaired = true }
    entry.exclusion = audit.isClean ? nil : .auditFailed
    return true
  }
}
