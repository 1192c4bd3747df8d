internal import ArgumentParser
internal import RPM
internal import Storage

/// `rationale compare USER1 USER2`
struct CompareCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show which factors two users share, and which they oppose.",
    discussion: """
      Factors are paired by how alike their names and features sound. A shift says how far the \
      factor moves the answers of each: labels up or down a scale, or the share of for less against.
      """)

  @Argument(help: "The first user's name, or its beginning.")
  var first: String

  @Argument(help: "The second user's.")
  var second: String

  @Option(help: "The task, where users of several tasks have these names.")
  var task: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let one = try await person(first, in: session)
      let other = try await person(second, in: session)
      let comparison = FactorComparison(
        one.stored.model, other.stored.model,
        firstVectors: try await session.vectors(one.stored.model),
        secondVectors: try await session.vectors(other.stored.model))
      let document = CompareDocument(
        first: one.name, second: other.name, comparison: comparison)
      if json { return try context.output.json(document) }
      try context.output.text(document.title)
      if !comparison.pairs.isEmpty { try context.output.table(document.table) }
      try context.output.text(document.rest)
    }
  }

  private func person(
    _ name: String, in session: Session
  ) async throws -> (name: String, stored: StoredModel) {
    let summary = try await session.library.theUser(named: name, task: task)
    guard summary.model != nil else {
      throw CommandFailure.usage(
        "\(summary.name) has no model yet; `rationale fit \(ShellWord.quoted(summary.name))` "
          + "makes one")
    }
    return (summary.name, try await session.library.model(for: summary.id))
  }
}
