internal import ArgumentParser
internal import Presentation
internal import RPM
internal import Storage

/// `rationale drift USER`
struct DriftCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "How stable a user's factors are, and how they change with time.",
    discussion: """
      halves: how alike the factor is in two random halves of the history, 1 the same and 0 \
      unrelated. early, late: the answer whose share changes most, before and after the middle of \
      the history by date. chance: how often chance alone gives such a difference; ! marks what is \
      left when so many factors are tested at once. `rationale fit USER --last 50` fits the recent \
      part only.
      """)

  @OptionGroup var person: UserArgument

  @Flag(help: "Show factors of fewer than 3 queries and stock words too.")
  var all = false

  @OptionGroup var chosen: VersionOption

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let (summary, stored) = try await person.fitted(version: chosen.version, in: session.library)
      guard let drift = Drift(stored.model, history: stored.history) else {
        throw CommandFailure.failed(
          "the answers of '\(stored.model.task.name)' are free text, and have no shares to compare")
      }
      let document = DriftDocument(drift, user: summary.name, stored: stored)
      if form.json { return try context.output.json(document) }
      try context.output.text(document.heading)
      try context.output.table(document.table(all: all))
      try context.output.text(document.legend(all: all))
    }
  }
}
