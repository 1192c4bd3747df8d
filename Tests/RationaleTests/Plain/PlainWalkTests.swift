internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Plain
@testable import Presentation
@testable import Workbench

@Suite struct PlainWalkTests {
  private let bench: Bench

  init() async throws {
    bench = try await Bench.withPeople()
  }

  /// Types commands, and gives what came of them.
  private func type(
    _ lines: String..., flags: [String] = [], isTerminal: Bool = false
  ) async throws -> Bench.Outcome {
    try await bench.type(lines, flags: flags, isTerminal: isTerminal)
  }

  @Test func aWholeWalkTellsWhatTheScreenShows() async throws {
    let outcome = try await type(
      "users", "filter books", "open 1", "fit", "factors", "ask A thin plot again.", "reasoning",
      "sum", "examples", "open 1", "query", "prompt", "asks", "open 1", "history", "more", "quit",
      "users")
    #expect(outcome.status == .done)
    for wanted in [
      "3 people", "1 person, filter books",
      "1. Mara, task books, answers scale, interactions 24, tests 1, no model",
      "Mara (books): 24 interactions, 1 test item", "not fitted: fit makes a model",
      "Mara (books): version 1", "answer 5 in 12 of 12, 50 points above", "answer: 2", "step 1 of",
      "conclusion: 2",
      "audit clean: ", "the sum of evidence for 2, against", "sum of all: for 2 ",
      "3 examples", "1. similarity ", "path to this answer",
      "feature 1: thin plot, factor thin plot",
      "query: A thin plot again.",
      "No language model was called", "1 ask", "24 past answers",
      "10 of 24 are listed; more lists the next", "11. ",
    ] {
      #expect(outcome.output.contains(wanted), "\(wanted)")
    }
    // What comes behind quit is not read.
    #expect(outcome.output.components(separatedBy: "3 people").count == 2)
    // Stages are told beside the results, each on a line, and nothing is drawn over.
    #expect(outcome.diagnostics.contains("extract, "))
    #expect(!outcome.diagnostics.contains("\r"))
    #expect(!outcome.output.contains("\n\n"))
  }

  @Test func theFiguresAreThoseOfTheCommands() async throws {
    let told = try await type("user mara", "ask A thin plot again.", "sum").output
    let shown = await bench.run("ask", "mara", "A thin plot again.", "--no-store").output
    for key in ["answer", "confidence"] {
      let line = try #require(shown.split(separator: "\n").first { $0.hasPrefix("\(key)  ") })
      let value = try #require(line.split(separator: " ").last)
      #expect(told.contains("\n\(key): \(value)\n"))
    }
    let sum = try #require(shown.split(separator: "\n").first { $0.hasSuffix("  sum") })
    let figures = sum.split(separator: " ")
    let total = try #require(told.split(separator: "\n").first { $0.hasPrefix("sum of all: ") })
    for figure in figures.prefix(3) { #expect(total.contains(figure)) }
  }

  @Test func aTestItemIsAskedByItsNumber() async throws {
    let outcome = try await type("user mara", "tests", "test 1")
    #expect(outcome.output.contains("1. true answer 2, Another thin plot."))
    #expect(outcome.output.contains("true answer 2 (the same)"))
    #expect(try await type("user mara", "tests 2").status == .usage)
  }

  @Test func anAskWithOptionsGoesOverSeveralLines() async throws {
    for options in ["A. Yes\\\nB. No", "Yes\\\nNo", "--option Yes\\\n--option No"] {
      let outcome = try await type("user omar", "ask More buses at night?\\\n\(options)")
      #expect(outcome.status == .done)
      #expect(outcome.output.contains("answer: A. Yes"), "\(options)")
    }
    let refused = try await type("user omar", "ask More buses at night?")
    #expect(refused.status == .usage)
    #expect(refused.diagnostics.contains("two options or more"))
    #expect(refused.diagnostics.contains("backslash"))
  }

  @Test func mistakesAreToldAsOnTheScreenAndTheRestGoesOn() async throws {
    let outcome = try await type(
      "fti", "s", "ask", "users now", "open 1", "theme nord", "copy", "reasoning", "user nobody",
      "sort length", "u", "log")
    #expect(outcome.status == .usage)
    for wanted in [
      "There is no command :fti; is it :fit?", ":s may be search, sort, sum.",
      ":ask needs a query behind it.", ":users takes nothing behind it.", "Nothing was listed yet",
      "There are no themes here", "mark the text in the terminal", "Nothing was asked yet",
      "Nobody is called 'nobody'", "There is no order 'length'", "nothing to take back",
    ] {
      #expect(outcome.diagnostics.contains(wanted), "\(wanted)")
    }
    #expect(outcome.output.contains("There is no command :fti"))
  }

  @Test func theFirstFailureIsTheExitCode() async throws {
    let outcome = try await type("import nowhere.jsonl", "fti", "users")
    #expect(outcome.status == .badData)
    #expect(outcome.output.contains("3 people"))
    #expect(try await type("", "# a remark", "users").status == .done)
  }

  @Test func aFileComesInAndWhatIsNotSureIsAsked() async throws {
    let rows = (1...12).map { "Ann,Walk \($0),\(1 + $0 % 5),2024-01-\(9 + $0)" }
    try bench.write("reviewer,text,stars,date\n\(rows.joined(separator: "\n"))\n", to: "sure.csv")
    let sure = try await type("import sure.csv", "user ann")
    #expect(sure.status == .done)
    #expect(sure.output.contains("1 person, 12 answers, 1 to 5; user = reviewer"))
    #expect(sure.output.contains("imported 1 new user"))
    #expect(sure.output.contains("12 interactions"))
    let dates = (1...12).map { "Bob,Walk \($0),\(1 + $0 % 5),0\(1 + $0 % 9)/03/2024" }
    try bench.write(
      "reviewer,text,stars,date\n\(dates.joined(separator: "\n"))\n", to: "unsure.csv")
    let refused = try await type("import unsure.csv", "n", "user bob")
    #expect(refused.output.contains("not sure: "))
    #expect(refused.output.contains("Not imported."))
    #expect(!refused.output.contains("imported 1"))
    let taken = try await type("import unsure.csv", "y", "user bob")
    #expect(taken.status == .done)
    #expect(taken.output.contains("imported 1 new user"))
  }

  @Test func whatWasDeletedComesBack() async throws {
    let outcome = try await type(
      "user mara", "ask A thin plot again.", "asks", "delete 1", "asks", "undo", "asks",
      "filter omar", "undo")
    #expect(outcome.status == .done)
    #expect(outcome.output.contains("ask 1 is deleted"))
    #expect(outcome.output.contains("0 asks"))
    #expect(outcome.output.contains("ask 1 is back"))
    #expect(outcome.output.contains("3 people"))
  }

  @Test func aRoomHearsOtherNames() async throws {
    let outcome = try await type(
      "users", "open 1", "fit", "ask A thin plot.", "asks", flags: ["--presenter"])
    #expect(outcome.status == .done)
    for name in ["Mara", "Omar", "Ana"] {
      #expect(!(outcome.output + outcome.diagnostics).contains(name))
    }
    #expect(
      Spoken.veiled("about 41k tokens, $0.02, 3 calls") == "about 41k tokens, hidden, 3 calls")
  }

  @Test func hostileTextsCannotReachTheTerminal() async throws {
    try bench.write(People.hostile, to: "hostile.jsonl")
    let outcome = try await type(
      "import hostile.jsonl", "users", "user eve", "history", "open 1", "fit",
      "ask \u{1B}[2J\u{9B}31m owned", "query", "examples", "asks", "\u{1B}[31mfit",
      "filter \u{9B}2J",
      isTerminal: true)
    for scalar in (outcome.output + outcome.diagnostics).unicodeScalars {
      let isHarmless = scalar == "\n" || (scalar.value >= 0x20 && !(0x7F...0x9F ~= scalar.value))
      #expect(isHarmless, "\(scalar.value)")
      #expect(!(0x202A...0x202E ~= scalar.value))
    }
    #expect(outcome.output.contains("owned"))
  }

  @Test func asciiIsAllThereIsWhereItIsWanted() async throws {
    let person = People.line(
      name: "Zoë", task: "books", labels: ["1", "2"],
      history: [("naïve … plot", "1", nil), ("fine prose", "2", nil)])
    try bench.write(person, to: "zoe.jsonl")
    let outcome = try await type(
      "import zoe.jsonl", "user zo", "history", flags: ["--ascii"])
    #expect((outcome.output + outcome.diagnostics).utf8.allSatisfy { $0 < 0x80 })
    #expect(outcome.output.contains("plot"))
  }

  @Test func runsTellTheirStagesAndFactorsEveryLabel() async throws {
    let outcome = try await type(
      "user mara", "ask A thin plot again.", "trace", "open 1", "open 2", "trace", "open 2",
      "matrix")
    #expect(outcome.output.contains("2 runs"))
    #expect(outcome.output.contains("1. ask 1, answer 2, "))
    #expect(outcome.output.contains("2. fit v1, "))
    #expect(outcome.output.contains("extract of #1: 1 features"))
    #expect(outcome.output.contains("reason of fit v1: 24 paths"))
    #expect(outcome.output.contains("answer 3 in 0"))
  }

  @Test func everyCommandIsUnderstoodRefusedOrNeedsTheScreen() throws {
    var session = PlainSession()
    for action in PlainCommand.understood {
      #expect(PlainCommand.refusals[action] == nil)
      do {
        _ = try session.take("\(action.rawValue) x")
        _ = try session.take(action.rawValue)
      } catch let failure as CommandFailure {
        #expect(!failure.description.contains("needs the screen"), "\(action)")
      }
    }
    for entry in ActionTable.commands where !PlainCommand.understood.contains(entry.action) {
      #expect(throws: CommandFailure.self) { _ = try session.take(entry.action.rawValue) }
    }
    for (usage, _) in PlainCommand.help {
      let name = usage.split(separator: " ")[0]
      #expect(throws: Never.self) { _ = try PlainCommand(named: String(name)) }
    }
  }

  @Test func searchFindsAndOpens() async throws {
    let outcome = try await type("search ferns", "search moss", "open 1")
    #expect(outcome.output.contains("nothing holds 'ferns'"))
    #expect(outcome.output.contains("Ana (papers): 6 interactions"))
  }
}
