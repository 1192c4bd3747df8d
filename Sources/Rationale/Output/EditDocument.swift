internal import ChatModel
internal import RPM
internal import Storage
internal import Workbench

/// What a change of a model did, as `factors …` prints it.
struct EditDocument: Codable, Hashable {
  var user: String
  var task: String
  /// The version before.
  var before: Int
  /// The version in use now.
  var version: Int
  /// What was done, in words.
  var what: String
  /// The edit; missing for what is none.
  var edit: ModelEdit?
  /// How many paths are stale now.
  var stalePaths: Int
  /// What is different.
  var diff: ModelDiff

  init(_ summary: UserSummary, what: String, edit: ModelEdit? = nil, _ changed: ChangedModel) {
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
  var lines: [String] {
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
struct RebuildCost: Codable, Hashable {
  /// How many are stale.
  var paths: Int
  /// What is used of a language model; missing for the built-in one.
  var usage: Usage?

  /// In words.
  var text: String {
    guard var usage else { return "nothing: the built-in model needs no calls" }
    // The word says that it is an estimate; a mark at each number would say it again.
    usage.isEstimated = false
    return "about \(UsageText.summary(usage))"
  }
}
