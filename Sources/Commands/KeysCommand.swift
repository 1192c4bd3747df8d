internal import Actions
internal import ArgumentParser
internal import Presentation
internal import Workbench

/// `rationale keys`
struct KeysCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List what can be done on the screen, and the keys for it.",
    discussion: """
      Each name is a `:` command, or moves only. [keys] of the config binds names anew: fit = "f5", \
      zoom = ["z", "alt-z"], sort = "none". Wishes that cannot be met are told here, with exit code 3. \
      The JSON is one array.
      """)

  @OptionGroup var form: JSONOption

  /// An action as `keys --json` prints it.
  struct Document: Codable, Hashable {
    var name: String
    var keys: [String]
    var standardKeys: [String]
    var contexts: [String]
    var isCommand: Bool
    var help: String
  }

  func run(in context: CommandContext) async throws {
    let (bindings, problems) = KeyBindings.meeting(try context.configuration().screen.keys)
    let documents = ActionTable.entries.map { entry in
      Document(
        name: entry.action.rawValue,
        keys: bindings.strokes(of: entry.action).map(\.name),
        standardKeys: entry.keys, contexts: entry.contexts.map(\.rawValue).sorted(),
        isCommand: entry.isCommand, help: entry.help)
    }
    if form.json {
      try context.output.json(documents)
    } else {
      try context.output.table(
        AlignedTable(
          columns: [
            .init(title: "name"), .init(title: "keys", limit: 24),
            .init(title: "what it does", shrinks: true, least: 20),
          ],
          rows: documents.map { [$0.name, $0.keys.joined(separator: ", "), $0.help] }))
    }
    for problem in problems { context.complain("\(problem)") }
    if !problems.isEmpty {
      throw CommandFailure.badData(
        "[keys] wishes for what cannot be, \(Count.of(problems.count, "time"))")
    }
  }
}
