internal import ArgumentParser
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale show USER`
struct ShowCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a user: factors with their statistics, or past answers.",
    discussion: """
      Without a model only the user is shown. The JSON is one object; it names all factors, and \
      with --history or --item also the past answers.
      """)

  @OptionGroup var person: UserArgument

  @Flag(help: "Show minor factors and stock words too.")
  var all = false

  @Flag(help: "List the past answers.")
  var history = false

  @Option(help: ArgumentHelp("Show a past answer with its features and path.", valueName: "n"))
  var item: Int?

  @Option(name: .customLong("version"), help: "A model version instead of the newest.")
  var modelVersion: Int?

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let summary = try await person.find(in: session.library)
      let user = try await session.library.user(summary.id)
      let isFitted = summary.model != nil || modelVersion != nil
      let stored =
        isFitted
        ? try await session.library.model(for: summary.id, version: modelVersion) : nil
      if let item, !user.history.indices.contains(item - 1) {
        throw CommandFailure.usage(
          "\(user.name) has \(Count.of(user.history.count, "past answer")); "
            + "--item takes a number from 1")
      }
      let isStale = summary.model.map { $0.isStale && modelVersion == nil } ?? false
      if form.json {
        var document = ModelDocument(user: user, model: stored?.model, version: stored?.version)
        document.stale = stored == nil ? nil : isStale
        if let stored {
          document.stages = try await session.library.fitStages(
            for: summary.id, version: stored.version
          )?.map(StageDocument.init)
        }
        if history { document.add(user.history.indices, of: user, stored: stored) }
        if let item { document.add(item - 1..<item, of: user, stored: stored) }
        return try context.output.json(document)
      }
      if let item {
        try context.output.text(ItemReport.lines(item - 1, of: user, stored: stored))
      } else if history {
        try context.output.table(HistoryTable.of(user))
      } else {
        try context.output.text(
          ModelReport.lines(
            user: user, model: stored?.model, version: stored?.version, isStale: isStale, all: all,
            width: context.output.width))
      }
    }
  }
}
