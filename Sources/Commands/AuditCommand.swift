internal import ArgumentParser
internal import Presentation
internal import RPM
internal import Storage

/// `rationale audit USER`
struct AuditCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Read every stored path of a user again and list what is wrong.",
    discussion: """
      Of each past answer's path and of each earlier ask: its features and factors exist, every \
      quoted number equals the stored one, the conclusion is the answer, and the examples it cites \
      were retrieved. Nobody is asked and nothing is changed. An ask is compared with the version \
      of the model that answered it. The JSON is one object.
      """)

  @OptionGroup var person: UserArgument

  @OptionGroup var chosen: VersionOption

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let (summary, stored) = try await person.fitted(version: chosen.version, in: session.library)
      let document = AuditDocument(
        try await session.audit(of: summary.id, stored), user: summary.name)
      if form.json { return try context.output.json(document) }
      try context.output.text(document.lines)
    }
  }
}
