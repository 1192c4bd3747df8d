internal import Presentation
internal import RPM
internal import Storage

/// A command that makes one edit of a person's model, and says what follows.
protocol FactorEditCommand: Command {
  var person: UserArgument { get }
  var form: JSONOption { get }
  var library: LibraryOptions { get }

  /// The edit that the command line means.
  ///
  /// - Parameters:
  ///   - stored: the model in use.
  ///   - change: whose it is.
  /// - Throws: `CommandFailure` (usage) where it names what is not there.
  func edit(of stored: StoredModel, in change: FactorChange) async throws -> ModelEdit
}

extension FactorEditCommand {
  func run(in context: CommandContext) async throws {
    try await FactorChange.run(person, library, json: form.json, in: context) { change in
      try await change.edit { stored in try await edit(of: stored, in: change) }
    }
  }
}
