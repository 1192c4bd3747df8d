internal import ArgumentParser
internal import Presentation

/// `rationale factors USER` and what corrects them.
struct FactorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors", abstract: "List the factors of a user, and correct them.",
    discussion: """
      Every change makes a new version of the model: statistics follow at once, paths that no \
      longer fit are stale until `rebuild` makes them anew, and `undo` goes back. A factor is \
      named by its name, the beginning of it, or its number in the list. A fit makes the changes \
      again, as far as it can, and says which it cannot.
      """,
    subcommands: [
      FactorsListCommand.self, FactorsMergeCommand.self, FactorsSplitCommand.self,
      FactorsRenameCommand.self, FactorsDescribeCommand.self, FactorsDropCommand.self,
      FactorsMoveCommand.self, FactorsExcludeCommand.self, FactorsIncludeCommand.self,
      FactorsPinCommand.self, FactorsUnpinCommand.self, FactorsUndoCommand.self,
      FactorsRedoCommand.self, FactorsLogCommand.self, FactorsDiffCommand.self,
      FactorsRebuildCommand.self,
    ],
    defaultSubcommand: FactorsListCommand.self)
}

/// `rationale factors USER`
struct FactorsListCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all factors with their numbers and features.",
    discussion: "`rationale factors USER` is the same. The JSON is one object.")

  @OptionGroup var person: UserArgument

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await FactorChange.run(person, library, json: form.json, in: context) { change in
      let document = FactorListDocument(change.summary, try await change.stored())
      if form.json { return try context.output.json(document) }
      try context.output.text([document.title])
      try context.output.table(document.table)
      if let note = document.note { try context.output.text(["", note]) }
    }
  }
}
