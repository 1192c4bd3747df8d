internal import ChatModel
internal import RPM
internal import Storage
internal import Workbench

/// What came of a fit, as `fit` prints it.
struct FitDocument: Codable, Hashable {
  var user: String
  var task: String
  var model: ModelIdentity
  var version: Int
  var interactions: Int
  /// The part of the history that was fitted: `the last 50`; missing for all of it.
  var window: String?
  var factors: Int
  /// Interactions that have a reasoning path.
  var paths: Int
  /// Interactions that are left out of retrieval, or whose path has a finding.
  var marked: Int
  /// How many for which reason: `noFeatures`, `pathFailed`, `auditFailed`.
  var reasons: [String: Int]
  /// What was used of a language model; missing where none was.
  var usage: Usage?
  var seconds: Double

  init(user: User, stored: StoredModel, seconds: Double) {
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
  var lines: [String] {
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
