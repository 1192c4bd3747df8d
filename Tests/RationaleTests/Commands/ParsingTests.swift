internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct ParsingTests {
  private func command<Wanted>(_ type: Wanted.Type, _ arguments: String...) throws -> Wanted {
    guard case .command(let command) = try Invocation(arguments: arguments) else {
      throw CommandFailure.failed("not a command")
    }
    return try #require(command as? Wanted)
  }

  private func status(_ arguments: String...) -> Presentation.ExitStatus? {
    do {
      if case .help(var help) = try Invocation(arguments: arguments) { try help.run() }
      return nil
    } catch {
      return Presentation.ExitStatus.of(error)
    }
  }

  @Test func withoutACommandTheScreenIsMeant() throws {
    guard
      case .screen(let wish) = try Invocation(
        arguments: ["--theme", "light", "--color", "16", "--ascii", "--library", "l"])
    else { throw CommandFailure.failed("not the screen") }
    #expect(wish.theme == "light")
    #expect(wish.color == .sixteen)
    #expect(wish.isASCII)
    #expect(wish.root.library.library == "l")
  }

  @Test func theLibraryMayStandBeforeOrAfterTheCommand() throws {
    #expect(try command(UsersCommand.self, "--library", "a", "users").library.library == "a")
    #expect(try command(UsersCommand.self, "users", "--library", "a").library.library == "a")
  }

  @Test func askTakesAQuestionWithOptions() throws {
    let ask = try command(
      AskCommand.self, "ask", "Omar", "Buses?", "--option", "Yes", "--option", "No", "-k", "5",
      "--version", "2")
    #expect(ask.person.user == "Omar")
    #expect(ask.asked.query == "Buses?")
    #expect(ask.asked.options == ["Yes", "No"])
    #expect(ask.examples.k == 5)
    #expect(ask.chosen.version == 2)
  }

  @Test func theVersionOfTheProgramAndOfAModelAreTwoThings() throws {
    _ = try command(VersionCommand.self, "--version")
    #expect(try command(ShowCommand.self, "show", "Mara", "--version", "2").modelVersion == 2)
  }

  @Test func aLoneDashIsAQuestion() throws {
    #expect(try command(AskCommand.self, "ask", "Omar", "-").asked.query == "-")
  }

  @Test(arguments: [
    ["nonsense"], ["fit"], ["fit", "Ada", "--all"], ["fit", "Ada", "--needed"], ["ask", "Ada"],
    ["ask", "Ada", "a", "--test", "1"], ["ask", "Ada", "--test", "1", "--option", "A"],
    ["ask", "Ada", "a", "-k", "-1"], ["ask", "Ada", "a", "-k", "many"], ["import"],
    ["import", "-", "-"], ["add", "Ada", "--query", "q"],
    ["add", "Ada", "--query", "q", "--response", "r", "--date", "yesterday"],
    ["add", "Ada", "--query", "q", "--response", "r", "--date", "2026-13-01"],
    ["add", "Ada", "--query", "q", "--response", "r", "--date", "2026-01-32"],
    ["add", "Ada", "--query", "q", "--response", "r", "--date", "\u{662}026-01-02"],
    ["eval", "--half", "third"],
    ["asks", "Ada", "--show", "1", "--delete", "1"], ["users", "--color", "mauve"],
    ["show"], ["--color", "mauve"], ["import", "a.csv", "--ranges", "1"],
    ["import", "a.csv", "--ranges", "9223372036854775807"],
  ])
  func aWrongCommandLineIsUsage(arguments: [String]) {
    #expect(throws: (any Error).self) { try Invocation(arguments: arguments) }
    do {
      _ = try Invocation(arguments: arguments)
    } catch {
      #expect(Presentation.ExitStatus.of(error) == .usage)
    }
  }

  @Test func helpIsNoError() {
    #expect(status("--help") == .done)
    #expect(status("fit", "-h") == .done)
    #expect(status("help", "fit") == .done)
  }
}
