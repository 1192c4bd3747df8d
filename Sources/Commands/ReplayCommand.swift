internal import ArgumentParser
internal import Foundation
internal import Presentation

/// `rationale replay FILE`
struct ReplayCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play a session file: a tutorial, a demonstration, a test.",
    discussion: """
      The real screen is driven by the keys in the file. It uses a library of its own with the \
      sample users, unless --library names another. At the end the keyboard is yours; ^C while it \
      plays ends it. A line of the file is the name of a key, or: type "text", paste "text", \
      wait "text", expect "text", size 120x36, or # and a comment.
      """)

  @Argument(help: "The session file.")
  var file: String

  @Flag(help: "Show nothing meanwhile, print the last screen, and need no terminal.")
  var batch = false

  @Flag(help: "End with exit code 1 where the screen does not show what the file expects.")
  var expect = false

  @Option(help: "How fast it is shown; 2 is twice as fast.")
  var speed = 1.0

  @OptionGroup var library: LibraryOptions

  func validate() throws {
    guard speed >= 0.1, speed <= 100 else {
      throw ValidationError("--speed takes a number from 0.1 to 100")
    }
  }

  func run(in context: CommandContext) async throws {
    let path = context.absolute(file)
    let script: SessionScript
    do {
      script = try SessionScript(await InputChannel.file(path).text())
    } catch let mistake as SessionScript.Mistake {
      throw CommandFailure.badData("\(file): \(mistake)")
    }
    let player = SessionPlayer(name: file, script: script, isStrict: expect, speed: speed)
    let library = library.library.map(context.absolute)
    let (environment, batch) = (context.environment, batch)
    let (complaints, lines) = try await OwnThread.run { isCancelled in
      let stage = try SessionStage(
        library: library, size: script.firstSize, own: batch ? nil : try OwnTerminal(),
        environment: environment, isCancelled: isCancelled)
      do {
        let complaints = try player.play(on: stage)
        if !batch { try stage.lend() }
        let lines = stage.shown.map(SessionPlayer.lines) ?? []
        stage.end()
        return (complaints, lines)
      } catch {
        stage.end()
        throw error
      }
    }
    for complaint in complaints { context.note(complaint) }
    if batch { try context.output.raw(lines.map { $0 + "\n" }.joined()) }
  }
}
