internal import ArgumentParser
internal import Foundation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// `rationale export`
struct ExportCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write users in the import format, one JSON object a line.",
    discussion: """
      Importing it elsewhere gives the same users, without models and asks. --rows writes a table \
      (CSV) instead: of answers, one row a past answer or test item, which import gives back as well; \
      or of factors, one row a factor of a fitted user with its counts. --models writes what \
      `rationale show --json` prints of each fitted user, one object a line. In tables a cell that a \
      spreadsheet would take for a formula, because it begins with = + - @ or a tab and is no number, \
      has an apostrophe in front; import takes it away.
      """)

  /// What a row of the table is.
  enum Rows: String, ExpressibleByArgument, CaseIterable, Sendable {
    case answers
    case factors
  }

  @Argument(help: "The users; without any, everybody.")
  var users: [String] = []

  @Option(help: "The task of the users.")
  var task: String?

  @Option(help: "A table instead: answers, or factors of fitted users.")
  var rows: Rows?

  @Flag(help: "The models of fitted users instead, as show --json prints them.")
  var models = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write, readable by you only; - is standard output."))
  var output = "-"

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    if rows != nil, models { throw ValidationError("--rows and --models are two exports") }
  }

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let library = session.library
      let wanted =
        users.isEmpty
        ? try await library.everybody(of: task)
        : try await library.theUsers(named: users, task: task)
      let pieces = try await pieces(of: wanted, from: library, in: context)
      if output == "-" {
        for piece in pieces.all {
          let text = try await piece()
          // A file gets the bytes as they are; a terminal would obey some of them.
          try context.output.raw(context.output.isTerminal ? Self.visible(text) : text)
        }
        return
      }
      var file = try PrivateFile(path: context.absolute(output))
      defer { file.discard() }
      for piece in pieces.all { try file.write(try await piece()) }
      try file.finish()
      context.note("\(Count.of(pieces.users, "user")) written to \(output)")
    }
  }

  /// The text with nothing in it that a terminal would obey; JSON stays the same value.
  static func visible(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A }) else {
      return JSONText.escaped(text)
    }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20, scalar != "\n" {
        result += JSONEscape.code(of: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return JSONText.escaped(result)
  }

  /// What is written, each piece made when its turn comes.
  private struct Pieces {
    var users: Int
    var all: [@Sendable () async throws -> String]
  }

  private func pieces(
    of wanted: [UserSummary], from library: Library, in context: CommandContext
  ) async throws -> Pieces {
    guard rows == .factors || models else {
      guard rows == .answers else {
        return Pieces(
          users: wanted.count,
          all: wanted.map { user in { try await library.export(user.id) } })
      }
      return Pieces(
        users: wanted.count,
        all: [{ Library.answerHeader }]
          + wanted.map { user in { try await library.exportAnswers(user.id) } })
    }
    let fitted = wanted.filter { $0.model != nil }
    if fitted.isEmpty, let first = wanted.first { _ = try await library.fittedModel(of: first) }
    if fitted.count < wanted.count {
      context.note(
        "\(Count.of(wanted.count - fitted.count, "user")) without a model left out; "
          + "`rationale fit` makes one")
    }
    if models {
      return Pieces(
        users: fitted.count,
        all: fitted.map { user in
          { try JSONText.encode(try await library.modelDocument(of: user), isLine: true) + "\n" }
        })
    }
    let table = FactorRowsExporter(try await library.answerSpaces(of: fitted.map(\.id)))
    return Pieces(
      users: fitted.count,
      all: [{ table.header }]
        + fitted.map { user in
          {
            let stored = try await library.model(for: user.id)
            return table.rows(user: user.name, version: stored.version, of: stored.model)
          }
        })
  }
}

extension Library {
  /// A fitted user as `show --json` prints it.
  fileprivate func modelDocument(of summary: UserSummary) async throws -> ModelDocument {
    let stored = try await model(for: summary.id)
    var document = ModelDocument(
      user: try await user(summary.id), model: stored.model, version: stored.version)
    document.stale = summary.model?.isStale
    document.stages = try await fitStages(for: summary.id, version: stored.version)?
      .map(StageDocument.init)
    return document
  }
}
