internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// The command line, help, palette, search, undo and copy, on a real library.
@Suite struct CommandsTests {
  private func stage(_ size: Size = Size(width: 120, height: 36)) async throws -> Stage {
    try await Stage(lines: [People.reader, People.voter, People.author], size: size)
  }

  @Test func aTypedCommandIsRun() async throws {
    var stage = try await stage()
    defer { stage.close() }
    try await stage.press(.text(":"))
    try await stage.type("filter unfitted")
    #expect(stage.screen.contains(":filter unfitted"))
    try await stage.press(.enter)
    #expect(stage.state.filter.text == "unfitted")
    #expect(stage.state.overlays.isEmpty)
    // The same with its beginning only, and the line before is one key away.
    try await stage.press(.text(":"), .up)
    #expect(stage.screen.contains(":filter unfitted"))
    try await stage.press(.escape)
  }

  @Test func tabCompletesNamesAndWhatStandsBehind() async throws {
    var stage = try await stage()
    defer { stage.close() }
    try await stage.press(.text(":"))
    try await stage.type("the")
    try await stage.press(.tab)
    try await stage.type("du")
    #expect(stage.screen.contains("theme dusk"))
    try await stage.press(.tab, .enter)
    #expect(stage.state.theme == "dusk")
    try await stage.press(.text(":"))
    try await stage.type("user ")
    let name = try #require(stage.state.users?.last?.name)
    #expect(stage.screen.contains("user \(name)"))
  }

  @Test func mistakesNameTheWayOut() async throws {
    var stage = try await stage()
    defer { stage.close() }
    for (text, word) in [
      ("nosuch", "no command"), ("zoom 3", "takes nothing"), ("user", "needs a user"),
      ("sort sideways", "interactions"), ("user nobody at all", "Nobody"),
    ] {
      try await stage.press(.text(":"))
      try await stage.type(text)
      try await stage.press(.enter)
      #expect(stage.screen.contains(word), "\(text)")
    }
  }

  @Test func theHelpFindsByTypingAndRunsWhatItFinds() async throws {
    var stage = try await stage()
    defer { stage.close() }
    try await stage.press(.text("?"))
    try await stage.type("whole screen")
    #expect(stage.screen.contains("1 of 1"))
    try await stage.press(.enter)
    #expect(stage.state.isZoomed)
    #expect(stage.state.overlays.isEmpty)
    // By the key as well; Esc first clears, then closes.
    try await stage.press(.text("?"))
    try await stage.type("^L")
    #expect(stage.screen.contains("paint anew"))
    try await stage.press(.escape)
    #expect(!stage.state.overlays.isEmpty)
    try await stage.press(.escape)
    #expect(stage.state.overlays.isEmpty)
  }

  @Test func thePaletteFindsPeopleByTheirLetters() async throws {
    var stage = try await stage()
    defer { stage.close() }
    let wanted = try #require(stage.state.shownUsers.last)
    try await stage.press(.function(2))
    try await stage.type(wanted.name.lowercased())
    try await stage.press(.enter)
    #expect(stage.state.person?.id == wanted.id)
  }

  @Test func theHelpShowsKeysThatWereBoundAnew() async throws {
    var stage = try await stage()
    defer { stage.close() }
    #expect(stage.state.bindings.rebind([("zoom", ["f7"]), ("sort", ["none"])]).count == 1)
    try await stage.press(.function(7))
    #expect(stage.state.isZoomed)
    try await stage.press(.text("?"))
    try await stage.type("zoom")
    #expect(stage.screen.contains("F7"))
  }

  @Test func whatWasChangedIsTakenBackAndDoneAgain() async throws {
    var stage = try await stage()
    defer { stage.close() }
    let order = stage.state.order
    try await stage.press(.text("s"), .text("/"))
    try await stage.type("unf")
    try await stage.press(.enter)
    #expect(stage.state.order != order)
    try await stage.press(.text("u"))
    #expect(stage.state.filter.isEmpty)
    try await stage.press(.text("u"))
    #expect(stage.state.order == order)
    try await stage.press(.text("u"))
    #expect(stage.screen.contains("nothing to take back"))
    try await stage.press(.ctrl("r"), .ctrl("r"))
    #expect(stage.state.filter.text == "unf")
    #expect(stage.state.order != order)
  }

  @Test func aDeletedAskComesBackAndCanBeDeletedAgain() async throws {
    var stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    try await stage.press(.enter, .text("T"), .enter, .text("A"))
    let query = try #require(stage.state.person?.asks.first).query
    for _ in 0..<3 {
      try await stage.press(.text("A"), .text("d"))
      #expect(stage.state.person?.asks.isEmpty == true)
      try await stage.press(.text("u"))
      #expect(stage.state.person?.asks.map(\.query) == [query])
      try await stage.press(.ctrl("r"))
      #expect(stage.state.person?.asks.isEmpty == true)
      try await stage.press(.text("u"))
      #expect(stage.state.person?.asks.count == 1)
    }
  }

  @Test func aSearchGoesFromHitToHitAndEscGoesBack() async throws {
    var stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    try await stage.press(.enter, .text("H"))
    let history = try #require(stage.state.person).user.history
    let word = try #require(history[2].query.split(separator: " ").first { $0.count > 4 })
    let before = stage.state.historyList.selection
    try await stage.press(.text("/"))
    try await stage.type(String(word).uppercased())
    let hit = try #require(stage.state.historyList.selection)
    #expect(history[hit].query.contains(word))
    try await stage.press(.escape)
    #expect(stage.state.historyList.selection == before)
    try await stage.press(.text("/"))
    try await stage.type(String(word))
    try await stage.press(.enter, .text("n"))
    #expect(stage.screen.contains("goes on"))
    #expect(stage.state.shownHistory.count == history.count, "a search hides nothing")
  }

  @Test func aSearchMarksWhatItFindsInThePath() async throws {
    var stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    try await stage.press(.enter, .text("T"), .enter, .text("3"), .text("/"))
    try await stage.type("speaks")
    try await stage.press(.enter)
    let marks = stage.state.render().cells.count { $0.role == .match }
    #expect(marks > 0 && marks % 6 == 0)
  }

  @Test func whatIsCopiedIsTheThingItself() async throws {
    var stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    try await stage.press(.enter, .text("T"), .enter, .text("H"), .text("y"))
    #expect(stage.screen.contains("Copy"))
    try await stage.press(.text("j"))
    guard case .copy(let json, _) = stage.wanted.last else {
      Issue.record("nothing was copied")
      return
    }
    let record = try #require(stage.state.record)
    #expect(json.contains("\"answer\" : \"\(record.answer.response)\""))
    try await stage.press(.text("y"), .enter)
    guard case .copy(let row, _) = stage.wanted.last else { return }
    let chosen = try #require(stage.state.historyList.selection)
    #expect(row.contains(try #require(stage.state.person).user.history[chosen].query))
  }

  @Test func aThemeIsShownWhileItIsChosenAndEscGoesBack() async throws {
    var stage = try await stage()
    defer { stage.close() }
    try await stage.press(.text("t"), .down)
    #expect(stage.state.theme == "dusk")
    try await stage.press(.escape)
    #expect(stage.state.theme == "dark")
    try await stage.press(.text("t"), .down, .enter)
    #expect(stage.state.theme == "dusk")
    try await stage.press(.text("u"))
    #expect(stage.state.theme == "dark")
  }

  @Test func twoKeysLeadToTheEditor() async throws {
    var stage = try await stage()
    defer { stage.close() }
    try await stage.press(.text("5"))
    try await stage.type("half a thou")
    try await stage.press(.ctrl("x"))
    #expect(stage.screen.contains("^X ^E"))
    try await stage.press(.ctrl("e"))
    #expect(stage.wanted.last == .edit("half a thou"))
    try await stage.handle(.editedText("a whole thought"))
    #expect(stage.state.prompt.text == "a whole thought")
  }

  @Test func earlierQueriesAreFoundByAPartOfThem() async throws {
    var stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    stage.state.prompt.history = TerminalKit.PromptHistory(["a thin plot", "a slow start"])
    try await stage.press(.text("5"))
    try await stage.type("draft")
    try await stage.press(.ctrl("r"))
    #expect(stage.screen.contains("a slow start"))
    try await stage.type("thin")
    try await stage.press(.escape)
    #expect(stage.state.prompt.text == "draft")
    try await stage.press(.ctrl("r"))
    try await stage.type("thin")
    try await stage.press(.enter)
    #expect(stage.state.prompt.text == "a thin plot")
  }

  @Test func aSearchWorksInATextThatLiesOverThePanels() async throws {
    var stage = try await Stage(lines: [People.reader], size: Size(width: 60, height: 20))
    defer { stage.close() }
    try await stage.press(.enter, .text("H"), .enter, .text("/"))
    try await stage.type("answer")
    try await stage.press(.enter)
    #expect(stage.state.render().cells.contains { $0.role == .match })
    // Esc first ends the search, then closes.
    try await stage.press(.escape)
    #expect(!stage.state.overlays.isEmpty)
    try await stage.press(.escape)
    #expect(stage.state.overlays.isEmpty)
    #expect(!stage.state.search.isTyping)
  }
}
