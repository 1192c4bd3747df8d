internal import ArgumentParser
internal import BuiltInModel
internal import Embeddings
internal import Presentation

/// `rationale version`
struct VersionCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print what this program is, and which library it uses.")

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    let document = VersionDocument(
      library: try context.location(library).database, model: BuiltInModel().identity,
      table: StaticTable.shared.identity)
    if form.json { return try context.output.json(document) }
    try context.output.text(document.lines)
  }
}
