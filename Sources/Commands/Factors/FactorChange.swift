internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// A person whose model a command changes.
struct FactorChange: Sendable {
  var session: Session
  var context: CommandContext
  var summary: UserSummary
  var json: Bool

  /// Opens the library for as long as `body` changes the model of a person.
  static func run(
    _ person: UserArgument, _ library: LibraryOptions, json: Bool, in context: CommandContext,
    _ body: (FactorChange) async throws -> Void
  ) async throws {
    try await context.withSession(library) { session in
      let summary = try await person.find(in: session.library)
      let change = FactorChange(session: session, context: context, summary: summary, json: json)
      _ = try change.version()
      try await body(change)
    }
  }

  /// The version in use.
  ///
  /// - Throws: `CommandFailure` where there is none.
  func version() throws -> Int {
    guard let model = summary.model else {
      throw CommandFailure.usage(
        "\(summary.name) has no model yet; `rationale fit \(ShellWord.quoted(summary.name))` "
          + "makes one")
    }
    return model.version
  }

  /// The model in use.
  func stored() async throws -> StoredModel {
    try await session.library.model(for: summary.id)
  }

  /// Edits the model, and says what follows.
  func edit(_ make: (StoredModel) async throws -> ModelEdit) async throws {
    let edit = try await make(try await stored())
    do {
      let changed = try await session.edit(edit, of: summary.id)
      try say(edit.text, edit: edit, changed)
    } catch let error as EditError {
      throw CommandFailure.usage(error.description)
    }
  }

  func say(_ what: String, edit: ModelEdit? = nil, _ changed: ChangedModel) throws {
    let document = EditDocument(summary, what: what, edit: edit, changed)
    if json { return try context.output.json(document) }
    try context.output.text(document.lines)
  }

  /// The place in the model of an item that somebody typed, as `show --history` numbers them.
  ///
  /// - Throws: `CommandFailure` (usage).
  func item(_ number: Int, of stored: StoredModel) async throws -> Int {
    let history = try await session.library.user(summary.id).history
    guard history.indices.contains(number - 1) else {
      throw CommandFailure.usage(
        "\(summary.name) has no item \(number); items go from 1 to \(history.count), "
          + "`rationale show \(ShellWord.quoted(summary.name)) --history` lists them")
    }
    guard let place = stored.place(of: history[number - 1], at: number - 1) else {
      throw CommandFailure.usage(
        "item \(number) is not what version \(stored.version) was fitted on; "
          + "`rationale fit \(ShellWord.quoted(summary.name))` takes the history in")
    }
    return place
  }
}
