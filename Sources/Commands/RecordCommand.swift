internal import ArgumentParser
internal import Foundation
internal import Presentation

/// `rationale record FILE`
struct RecordCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Open the screen and write down what is typed, as a file for replay.",
    discussion: """
      Everything that is typed stands in the file, which only you may read. Add wait and expect \
      lines by hand.
      """)

  @Argument(help: "The session file; one that is there is replaced at the end.")
  var file: String

  @OptionGroup var library: LibraryOptions

  func run(in context: CommandContext) async throws {
    let library = try context.location(library).database
    let environment = context.environment
    // Begun first: after an hour at the screen it is too late to find that it cannot be written.
    var out = try PrivateFile(path: context.absolute(file))
    defer { out.discard() }
    let text = try await OwnThread.run { isCancelled in
      let own = try OwnTerminal()
      var recorder = SessionRecorder(size: own.size)
      let stage = try SessionStage(
        library: library, size: own.size, own: own, environment: environment,
        isCancelled: isCancelled)
      var idle = 0
      do {
        try stage.lend { bytes, size in
          idle = bytes.isEmpty ? idle + 1 : 0
          // An Esc is known as one when nothing followed it for a moment.
          if !bytes.isEmpty || idle > 3 { recorder.take(bytes, size: size) }
        }
      } catch {
        stage.end()
        throw error
      }
      return recorder.text
    }
    try out.write(text)
    try out.finish()
    context.note("\(file) holds the session; rationale replay \(file) plays it")
  }
}
