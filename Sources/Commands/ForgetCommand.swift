internal import ArgumentParser
internal import Presentation
internal import Storage
internal import Workbench

/// `rationale forget USER`
struct ForgetCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove every trace of a user.",
    discussion: """
      History, test items, models, earlier asks, cached replies, and what logs and the prompt's \
      history hold of them. This cannot be undone.
      """)

  @OptionGroup var person: UserArgument

  @Flag(name: .shortAndLong, help: "Do not ask; needed where there is no terminal to ask on.")
  var yes = false

  @OptionGroup var form: JSONOption

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    try await context.withSession(library) { session in
      let summary = try await person.find(in: session.library)
      guard try await isMeant(summary, context) else {
        return context.note("nothing was removed")
      }
      let document = ForgetDocument(try await session.library.forget(summary.id))
      if form.json {
        try context.output.json(document)
      } else {
        try context.output.text(document.text)
      }
      guard document.leftovers.isEmpty else {
        throw CommandFailure.failed(document.leftovers.joined(separator: "\n"))
      }
    }
  }

  private func isMeant(_ user: UserSummary, _ context: CommandContext) async throws -> Bool {
    if yes { return true }
    guard context.canAsk else {
      throw CommandFailure.usage("there is no terminal to ask on; say --yes to forget \(user.name)")
    }
    let models = user.model.map { ", \(Count.of($0.version, "model"))" } ?? ""
    return try await context.isAgreed([
      "Forget \(user.name) (\(user.task)): \(Count.of(user.interactions, "interaction"))\(models)?",
      "This cannot be undone.",
    ])
  }
}

extension CommandContext {
  /// Whether somebody at the terminal says yes; no is what an empty line means.
  func isAgreed(_ question: [String]) async throws -> Bool {
    try diagnostics.text(Array(question.dropLast()))
    // What people's files say is made safe by `text`; the last line is the program's own.
    try diagnostics.raw((question.last ?? "") + " [y/N] ")
    var lines = InputLines(input)
    let reply = try await lines.next() ?? ""
    return ["y", "yes"].contains(reply.lowercased())
  }

  /// Whether there is somebody to ask.
  var canAsk: Bool { input.isTerminal && diagnostics.isTerminal }
}
