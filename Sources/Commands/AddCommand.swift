internal import ArgumentParser
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale add USER --query TEXT --response TEXT`
struct AddCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an answer to a user's history, such as a corrected one.",
    discussion: """
      The model stays as it is until it is fitted again. Without --date, a history with dates gets \
      today's.
      """)

  @OptionGroup var person: UserArgument

  @Option(help: "What was asked.")
  var query: String

  @Option(help: "The user's own answer: a label, an option's letter or text, or free text.")
  var response: String

  @Option(
    help: ArgumentHelp(
      "When: a day such as 2026-03-31, or as the history has its dates.", valueName: "date"))
  var date: String?

  @OptionGroup var choices: ChoiceOptions

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    guard let date else { return }
    var column = DateColumn()
    column.look(at: date)
    switch column.finding {
    case .none, .unreadable:
      throw ValidationError("--date is a day such as 2026-03-31, or as the history has its dates")
    case .form, .ambiguous: break
    }
  }

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let summary = try await person.find(in: session.library)
      let user = try await session.library.user(summary.id)
      let question = try Question(query, options: choices.options, expected: response, of: user)
      let printed = SurveyQuestion(query: question.query).options.map(\.letter)
      let date = date ?? Self.today(for: user.history)
      let item = Interaction(
        query: question.query, response: question.expected ?? response, date: date,
        instant: try await Self.moment(of: date, for: summary, in: session.library),
        options: user.task.answers == .options ? printed : nil)
      let isNew = try await session.library.append(item, to: summary.id)
      let after = try await session.library.summary(summary.id)
      if form.json {
        return try context.output.json(AddDocument(item, isNew: isNew, after: after))
      }
      try context.output.text([Self.line(item, isNew: isNew, after: after)])
    }
  }

  private static func line(_ item: Interaction, isNew: Bool, after: UserSummary) -> String {
    guard isNew else { return "\(after.name)'s history has this already; nothing changed" }
    let fit = "`rationale fit \(ShellWord.quoted(after.name))`"
    let model =
      after.model.map { "version \($0.version) does not know it: \(fit) takes it in" }
      ?? "not fitted yet: \(fit)"
    return "added to \(after.name)'s history as item \(after.interactions): \(item.response); "
      + model
  }

  private static func today(for history: [Interaction]) -> String? {
    guard history.contains(where: { $0.instant != nil }) else { return nil }
    return Date().formatted(.iso8601.year().month().day())
  }

  private static func moment(
    of date: String?, for user: UserSummary, in library: Library
  ) async throws -> Int64? {
    guard let date else { return nil }
    do {
      return try await library.instant(of: date, for: user.id).milliseconds
    } catch LibraryError.invalid(let reason) {
      throw CommandFailure.usage("--date: \(reason)")
    }
  }
}
