internal import RPM
internal import Storage

/// What came of a fit, as `fit` prints it.
struct FitDocument: Codable, Hashable {
  var user: String
  var task: String
  var model: ModelIdentity
  var version: Int
  var interactions: Int
  var factors: Int
  /// Interactions that have a reasoning path.
  var paths: Int
  /// Interactions that are left out of retrieval, or whose path has a finding.
  var marked: Int
  var seconds: Double

  init(user: User, stored: StoredModel, seconds: Double) {
    let entries = stored.model.memory.entries
    self.user = user.name
    task = user.task.name
    model = stored.model.identity
    version = stored.version
    interactions = entries.count
    factors = stored.model.factors.count
    paths = entries.count { $0.path != nil }
    marked = entries.count { $0.exclusion != nil || !$0.audit.isClean }
    self.seconds = seconds
  }

  /// The same for a person.
  var line: String {
    "\(user) (\(task)): version \(version), \(Count.of(factors, "factor")), "
      + "\(Count.of(paths, "path"))\(marked > 0 ? " (\(marked) marked)" : ""), "
      + AnswerReport.milliseconds(seconds)
  }
}
