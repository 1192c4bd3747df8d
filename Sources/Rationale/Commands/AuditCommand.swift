internal import ArgumentParser
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

  @Option(name: .customLong("version"), help: "The model version instead of the newest.")
  var modelVersion: Int?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let summary = try await person.find(in: session.library)
      guard summary.model != nil || modelVersion != nil else {
        throw CommandFailure.failed(
          "\(summary.name) has no model yet: `rationale fit \(ShellWord.quoted(summary.name))`")
      }
      let stored = try await session.library.model(for: summary.id, version: modelVersion)
      var document = AuditDocument(
        ModelAudit(stored.model, history: stored.history), user: summary.name, stored: stored)
      var models = [stored.version: stored.model]
      for ask in try await session.library.runs(for: summary.id, limit: .max).reversed()
      where ask.state == .finished {
        try Task.checkCancellation()
        guard let version = ask.modelVersion,
          let answer = try await session.library.run(ask.id).run.answer
        else { continue }
        if models[version] == nil {
          models[version] = try? await session.library.model(for: summary.id, version: version)
            .model
        }
        document.add(answer, run: ask.id, version: version, model: models[version])
      }
      if json { return try context.output.json(document) }
      try context.output.text(document.lines)
    }
  }
}
