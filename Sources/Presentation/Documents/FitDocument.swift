internal import ChatModel
package import RPM
package import Storage
internal import Workbench

/// What came of a fit, as `fit` prints it.
package struct FitDocument: Codable, Hashable {
  package var user: String
  package var task: String
  package var model: ModelIdentity
  package var version: Int
  package var interactions: Int
  /// The part of the history that was fitted: `the last 50`; missing for all of it.
  package var window: String?
  package var factors: Int
  /// Interactions that have a reasoning path.
  package var paths: Int
  /// Interactions that are left out of retrieval, or whose path has a finding.
  package var marked: Int
  /// How many for which reason: `noFeatures`, `pathFailed`, `auditFailed`.
  package var reasons: [String: Int]
  /// What was used of a language model; missing where none was.
  package var usage: Usage?
  package var seconds: Double

  package init(user: User, stored: StoredModel, seconds: Double) {
    let entries = stored.model.memory.entries
    self.user = user.name
    task = user.task.name
    model = stored.model.identity
    version = stored.version
    interactions = entries.count
    window = stored.model.statistics.window?.words
    factors = stored.model.factors.count
    paths = entries.count { $0.path != nil }
    let exclusions = entries.compactMap {
      $0.exclusion ?? ($0.audit.isClean ? nil : MemoryEntry.Exclusion.auditFailed)
    }
    marked = exclusions.count
    reasons = Dictionary(grouping: exclusions, by: \.rawValue).mapValues(\.count)
    usage = stored.model.usage
    self.seconds = seconds
  }

  /// The same for a person.
  package var lines: [String] {
    let title = model.name == ModelChoice.builtInName ? "" : "\(model.title), "
    let line =
      "\(user) (\(task)): version \(version), \(title)"
      + (window.map { "\($0) only, " } ?? "") + "\(Count.of(factors, "factor")), "
      + "\(Count.of(paths, "path"))\(marked > 0 ? " (\(marked) marked)" : ""), "
      + AnswerReport.milliseconds(seconds)
    let why = Self.words.compactMap { reason, words in
      reasons[reason.rawValue].map { "\($0) \(words)" }
    }
    return [line]
      + (why.isEmpty ? [] : ["  marked, and not retrieved: \(why.joined(separator: ", "))"])
      + (usage.map { ["  used \(UsageText.summary($0))"] } ?? [])
  }

  private static let words: [(MemoryEntry.Exclusion, String)] = [
    (.noFeatures, "without a feature"), (.pathFailed, "without a path"),
    (.auditFailed, "with a path that failed its audit"),
  ]
}
