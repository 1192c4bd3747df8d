internal import ArgumentParser
internal import Presentation
internal import RPM
internal import Storage

/// `rationale ask USER QUERY`
struct AskCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Ask a question in a user's place, and see why.",
    discussion: """
      A user without a model is fitted first, with the built-in model; a language model is asked \
      of users only who have one, by whichever model it was fitted. Answers are kept as earlier asks.

      --queries reads one query a line: plain text, or a JSON object {"query", "options", \
      "response"} where a line begins with a brace; a response is the true answer, to compare with. \
      With --json every answer is one object on a line, printed as it comes; otherwise --json \
      prints one object.

      A question with options prints them: 'Do you agree?' --option Yes --option No.
      """)

  @OptionGroup var person: UserArgument

  @OptionGroup var asked: QuestionArgument

  @Option(name: .customLong("test"), help: "Ask a test item and show the true answer.")
  var testItem: Int?

  @Option(help: ArgumentHelp("Ask each line of a file; - is standard input.", valueName: "file"))
  var queries: String?

  @OptionGroup var examples: ExamplesOption

  @OptionGroup var chosen: VersionOption

  @Option(
    help: ArgumentHelp(
      "As if a factor were not there; the answer is not kept.", valueName: "name"))
  var withoutFactor: [String] = []

  @Flag(help: "Keep neither the answer nor a model that had to be fitted.")
  var noStore = false

  @OptionGroup var form: JSONOption

  @Flag(help: "With --json: also what was said to a language model, and what it said.")
  var exchanges = false

  @OptionGroup var models: ModelOptions

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    let sources = [asked.query != nil, testItem != nil, queries != nil].count { $0 }
    if sources != 1 {
      throw ValidationError("give one question: a text, --test N, or --queries FILE")
    }
    try asked.check()
    if exchanges, !form.json { throw ValidationError("--exchanges goes with --json") }
    try examples.check()
  }

  func run(in context: CommandContext) async throws {
    try await context.withSession(library, models: models) { session, use in
      let summary = try await person.find(in: session.library)
      let user = try await session.library.user(summary.id)
      let asker = Asker(
        session: session, use: use, modelFlags: models.words, context: context, summary: summary,
        user: user, k: examples.k, stores: !noStore, json: form.json,
        showsExchanges: exchanges, withoutFactors: withoutFactor)
      if let queries {
        let channel = queries == "-" ? context.input : try InputChannel.file(queries)
        let stored = try await asker.model(version: chosen.version)
        return try await asker.askEach(of: channel, model: stored)
      }
      let question = try await Question.read(
        asked.query, options: asked.options, testItem: testItem, of: user, from: context.input)
      let stored = try await asker.model(version: chosen.version)
      try await asker.ask(question, model: stored)
    }
  }
}
