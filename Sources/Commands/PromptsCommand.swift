internal import ArgumentParser
internal import ChatModel
internal import Foundation
internal import Presentation
internal import TerminalKit
internal import Workbench

/// `rationale prompts`
struct PromptsCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "prompts", abstract: "Print the prompts that language models get.",
    discussion: """
      --write puts each into a file of a folder. Edit what is there, name the folder in the config \
      file, [prompts] folder = "…", and your own is used. A role without a file keeps the prompt \
      of this program. The JSON is one array.
      """)

  @Argument(
    help: "The role: \(PromptRole.allCases.map(\.rawValue).joined(separator: ", ")).",
    transform: { text in
      guard let role = PromptRole(rawValue: text) else {
        let roles = PromptRole.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no prompt '\(text)'; there are \(roles)")
      }
      return role
    })
  var role: PromptRole?

  @Option(help: ArgumentHelp("Write files into a folder instead.", valueName: "folder"))
  var write: String?

  @OptionGroup var form: JSONOption

  /// A prompt as `prompts --json` prints it.
  struct Document: Codable, Hashable {
    var role: String
    var version: String
    var hash: String
    var text: String
  }

  func run(in context: CommandContext) async throws {
    let prompts = try context.languageModels().prompts
    let wanted = role.map { [prompts[$0]] } ?? prompts.all
    if let write { return try Self.write(wanted, to: context.absolute(write), context) }
    if form.json {
      return try context.output.json(
        wanted.map {
          Document(
            role: $0.role.rawValue, version: $0.version, hash: $0.hash, text: $0.text)
        })
    }
    let texts = wanted.map { prompt in
      "# \(prompt.role.rawValue), version \(prompt.version), \(prompt.hash)\n\n\(prompt.text)"
    }
    // As it is, not wrapped, so that it can be compared with what was sent.
    try context.output.raw(Sanitizer.clean(texts.joined(separator: "\n")))
  }

  private static func write(
    _ prompts: [PromptTemplate], to folder: String, _ context: CommandContext
  ) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure.failed("\(folder) cannot be made: \(error.localizedDescription)")
    }
    for prompt in prompts {
      let path = "\(folder)/\(prompt.role.fileName)"
      // What somebody has worked on is never written over.
      guard !FileManager.default.fileExists(atPath: path) else {
        throw CommandFailure.failed("\(path) is there already; move it away first")
      }
      var file = try PrivateFile(path: path)
      defer { file.discard() }
      try file.write(prompt.text)
      try file.finish()
    }
    context.note("wrote \(Count.of(prompts.count, "prompt")) to \(folder)")
  }
}
