internal import ArgumentParser
internal import Presentation

/// `rationale search`
struct SearchCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find words in names, questions, reasoning paths and earlier asks.",
    discussion: """
      All words must occur, the last one at least with its beginning; case and accents do not \
      matter. Best match first. The JSON is one array.
      """)

  @Argument(help: "The words to find.")
  var words: [String]

  @Option(help: ArgumentHelp("How many are listed at most.", valueName: "n"))
  var limit = 50

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 or more") }
  }

  func run(in context: CommandContext) async throws {
    let text = words.joined(separator: " ")
    let hits = try await context.withSession(library) {
      try await $0.library.search(text, limit: limit)
    }
    if form.json { return try context.output.json(hits.map(SearchDocument.init)) }
    guard !hits.isEmpty else { return context.note("nothing holds '\(text)'") }
    try context.output.table(SearchTable.of(hits.map(SearchDocument.init)))
  }
}
