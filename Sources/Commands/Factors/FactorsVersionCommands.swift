internal import ArgumentParser
internal import ChatModel
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale factors undo USER`
struct FactorsUndoCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last change back; nothing is deleted.")

  @OptionGroup var person: UserArgument

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await FactorChange.run(person, library, json: form.json, in: context) { change in
      let (entry, changed) = try await change.session.undoEdit(of: change.summary.id)
      try change.say("took back: \(entry.change.text)", changed)
    }
  }
}

/// `rationale factors redo USER`
struct FactorsRedoCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "redo", abstract: "Make the change again that was taken back last.")

  @OptionGroup var person: UserArgument

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await FactorChange.run(person, library, json: form.json, in: context) { change in
      let (entry, changed) = try await change.session.redoEdit(of: change.summary.id)
      try change.say("again: \(entry.change.text)", changed)
    }
  }
}

/// `rationale factors log USER`
struct FactorsLogCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List the versions of a model and what made each.",
    discussion: "The newest come first. The JSON is one array.")

  @OptionGroup var person: UserArgument

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await FactorChange.run(person, library, json: form.json, in: context) { change in
      let id = change.summary.id
      let lines = VersionLog.lines(
        versions: try await change.session.library.modelVersions(for: id),
        journal: try await change.session.library.journal(for: id), inUse: try change.version())
      if form.json { return try context.output.json(lines) }
      try context.output.table(VersionLog.table(lines))
    }
  }
}

/// `rationale factors diff USER [V1 V2]`
struct FactorsDiffCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what is different between two versions of a model.",
    discussion: """
      Without versions, the one in use is compared with the one before it; with one, that version \
      with the one in use.
      """)

  @OptionGroup var person: UserArgument

  @Argument(help: "The older version and the newer.")
  var versions: [Int] = []

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if versions.count > 2 { throw ValidationError("at most two versions can be compared") }
  }

  func run(in context: CommandContext) async throws {
    try await FactorChange.run(person, library, json: form.json, in: context) { change in
      let inUse = try change.version()
      let new = versions.count == 2 ? versions[1] : inUse
      var old = versions.first
      if old == nil {
        let journal = try await change.session.library.changes(for: change.summary.id)
        let fits = try await change.session.library.modelVersions(for: change.summary.id)
        old = journal.last?.parent ?? fits.map(\.version).filter { $0 < inUse }.max()
      }
      guard let old else {
        throw CommandFailure.usage(
          "version \(inUse) of \(change.summary.name) is the only one; there is nothing to compare")
      }
      let changed = try await change.session.changed(from: old, to: new, of: change.summary.id)
      try change.say("compared with version \(old)", changed)
    }
  }
}

/// `rationale factors rebuild USER`
struct FactorsRebuildCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Make the stale paths of an edited model anew.",
    discussion: """
      Only they are made, each with one call of a language model; the built-in model needs none. \
      The result is a version like any other, and `undo` goes back.
      """)

  @OptionGroup var person: UserArgument

  @Flag(help: "Print what it would take, and stop.")
  var estimate = false

  @OptionGroup var form: JSONOption

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library, models: models) { session, use in
      let summary = try await person.find(in: session.library)
      let change = FactorChange(
        session: session, context: context, summary: summary, json: form.json)
      _ = try change.version()
      let stored = try await change.stored()
      let takes = RebuildCost(
        paths: stored.model.stalePaths.count,
        usage: session.estimate(rebuilding: stored, through: use))
      if estimate {
        if form.json { return try context.output.json(takes) }
        return try context.output.text([takes.text])
      }
      if takes.usage != nil { context.note("this takes \(takes.text)") }
      var follower = RunFollower(context: context, title: "rebuilding \(summary.name)")
      follower.calls = takes.usage?.calls
      follower.concurrency = session.models.settings.concurrency
      let rebuilding = Rebuilding(stored, of: summary.id, through: use, in: session)
      let changed = try await follower.follow(rebuilding.run) { try await rebuilding.kept() }
      let count = changed.diff.rebuilt.count
      let what =
        takes.paths == 0 ? "no path is stale" : "made \(Count.of(count, "path")) anew"
      try change.say(what, changed)
    }
  }
}
