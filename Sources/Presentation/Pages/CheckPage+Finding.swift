package import Workbench

extension CheckPage {
  /// The page of what a test found.
  package init(_ finding: CheckFinding, of request: CheckRequest) throws {
    switch finding {
    case .audit(let audit): self = try CheckPage(audit: audit, user: request.name)
    case .past(let result, let total, let stored):
      self = try CheckPage(past: result, of: total, user: request.name, stored: stored)
    case .drift(nil, _):
      self = CheckPage(summary: ["The answers are free text, and have no shares to compare."])
    case .drift(let drift?, let stored):
      self = try CheckPage(drift: drift, user: request.name, stored: stored)
    case .versions(let versions, let journal):
      self = try CheckPage(versions: versions, journal: journal, inUse: request.version)
    case .compared(let comparison, let other):
      self = try CheckPage(
        CompareDocument(first: request.name, second: other.name, comparison: comparison))
    case .asked(let comparison, let people, let unfitted):
      self = try CheckPage(comparison, people: people, unfitted: unfitted)
    case .evaluated(nil, _, _, _): self = CheckPage(summary: [Self.nothingToAsk])
    case .evaluated(let report?, let people, let names, let runs):
      self = try CheckPage(
        report, people: people, names: names, runs: runs, isPaid: request.model != .builtIn)
    }
  }
}
