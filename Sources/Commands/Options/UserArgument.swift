internal import ArgumentParser
internal import Presentation
internal import Storage
internal import Workbench

/// The user that a command is about.
struct UserArgument: ParsableArguments {
  @Argument(help: "The user's name, or its beginning.")
  var user: String

  @Option(help: "The task, where users of several tasks have this name.")
  var task: String?

  /// The one user that is meant.
  ///
  /// - Throws: `CommandFailure` when there is none, or more than one.
  func find(in library: Library) async throws -> UserSummary {
    try await library.theUser(named: user, task: task)
  }

  /// The one user that is meant, with a version of their model, or the one in use.
  ///
  /// - Throws: `CommandFailure` when there is no such user, or no model yet; `LibraryError`.
  func fitted(
    version: Int?, in library: Library
  ) async throws -> (summary: UserSummary, stored: StoredModel) {
    let summary = try await find(in: library)
    guard summary.model != nil || version != nil else {
      throw CommandFailure.failed(
        "\(summary.name) has no model yet: `rationale fit \(ShellWord.quoted(summary.name))`")
    }
    return (summary, try await library.model(for: summary.id, version: version))
  }
}

extension Library {
  /// Everybody, or everybody of a task.
  ///
  /// - Throws: `CommandFailure` (usage) for a task that nobody has.
  func everybody(of task: String?) async throws -> [UserSummary] {
    let users = try await summaries().filter { task == nil || $0.task == task }
    if let task, users.isEmpty {
      throw CommandFailure.usage("there is no task '\(task)'; `rationale users` shows them all")
    }
    return users
  }

  /// The users that typed names mean, each once.
  ///
  /// - Throws: `CommandFailure` (usage) where a name means none, or more than one.
  func theUsers(named names: [String], task: String?) async throws -> [UserSummary] {
    var found: [UserSummary] = []
    for name in names {
      let user = try await theUser(named: name, task: task)
      if !found.contains(where: { $0.id == user.id }) { found.append(user) }
    }
    return found
  }

  /// The one user that a typed name means.
  ///
  /// - Throws: `CommandFailure` (usage) when there is none, or more than one.
  func theUser(named name: String, task: String?) async throws -> UserSummary {
    let found = try await find(name: name, task: task)
    if let only = found.first, found.count == 1 { return only }
    let inTask = task.map { " in the task '\($0)'" } ?? ""
    guard !found.isEmpty else {
      throw CommandFailure.usage(
        "no user is called '\(name)'\(inTask); `rationale users` lists them all")
    }
    let shown = found.prefix(10).map { "\n  \($0.name)  --task \($0.task)" }
    let more = found.count - shown.count
    let list = shown.joined() + (more > 0 ? "\n  and \(more) more" : "")
    let isOneName = Set(found.map(\.name)).count == 1
    let wayOut = isOneName ? "say which with --task" : "type more of the name"
    throw CommandFailure.usage("'\(name)'\(inTask) may be \(found.count) users; \(wayOut):\(list)")
  }
}
