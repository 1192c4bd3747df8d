internal import ChatModel
package import RPM
package import Storage
package import Workbench

/// What a change of a model did, as `factors …` prints it.
package struct EditDocument: Codable, Hashable {
  package var user: String
  package var task: String
  /// The version before.
  package var before: Int
  /// The version in use now.
  package var version: Int
  /// What was done, in words.
  package var what: String
  /// The edit; missing for what is none.
  package var edit: ModelEdit?
  /// How many paths are stale now.
  package var stalePaths: Int
  /// What is different.
  package var diff: ModelDiff

  package init(
    _ summary: UserSummary, what: String, edit: ModelEdit? = nil, _ changed: ChangedModel
  ) {
    user = summary.name
    task = summary.task
    before = changed.before
    version = changed.stored.version
    self.what = what
    self.edit = edit
    stalePaths = changed.stored.model.stalePaths.count
    diff = changed.diff
  }

  /// The same for a person.
  package var lines: [String] {
    var lines = ["\(user) (\(task)): version \(version), \(what)"] + DiffLines.of(diff)
    if diff.isEmpty { lines.append("  nothing is different") }
    if stalePaths > 0 {
      lines += [
        "",
        "\(Count.of(stalePaths, "path")) of this version \(stalePaths == 1 ? "is" : "are") stale "
          + "and shown to no model: `rationale factors rebuild \(ShellWord.quoted(user))`",
      ]
    }
    return lines
  }
}

/// What making stale paths anew takes.
package struct RebuildCost: Codable, Hashable {
  /// How many are stale.
  package var paths: Int
  /// What is used of a language model; missing for the built-in one.
  package var usage: Usage?

  package init(paths: Int, usage: Usage? = nil) {
    self.paths = paths
    self.usage = usage
  }

  /// In words.
  package var text: String {
    guard var usage else { return "nothing: the built-in model needs no calls" }
    // The word says that it is an estimate; a mark at each number would say it again.
    usage.isEstimated = false
    return "about \(UsageText.summary(usage))"
  }
}
