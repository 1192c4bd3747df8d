internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// The command line, help, palette, search, undo and copy, on a real library.
@MainActor @Suite struct CommandsTests {
  private func stage(_ size: Size = Size(width: 120, height: 36)) async throws -> Stage {
    try await Stage(lines: [People.reader, People.voter, People.author], size: size)
  }

  @Test func aTypedCommandIsRun() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.press(.text(":"))
    await stage.type("filter unfitted")
    #expect(stage.screen.contains(":filter unfitted"))
    await stage.press(.enter)
    #expect(stage.state.people.filter.text == "unfitted")
    #expect(stage.state.overlays.isEmpty)
    // The same with its beginning only, and the line before is one key away.
    await stage.press(.text(":"), .up)
    #expect(stage.screen.contains(":filter unfitted"))
    await stage.press(.escape)
  }

  @Test func tabCompletesNamesAndWhatStandsBehind() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.press(.text(":"))
    await stage.type("the")
    await stage.press(.tab)
    await stage.type("du")
    #expect(stage.screen.contains("theme dusk"))
    await stage.press(.tab, .enter)
    #expect(stage.state.theme == "dusk")
    await stage.press(.text(":"))
    await stage.type("user ")
    let name = try #require(stage.state.people.all?.last?.name)
    #expect(stage.screen.contains("user \(name)"))
  }

  @Test func mistakesNameTheWayOut() async throws {
    let stage = try await stage()
    defer { stage.close() }
    for (text, word) in [
      ("nosuch", "no command"), ("zoom 3", "takes nothing"), ("user", "needs a user"),
      ("sort sideways", "interactions"), ("user nobody at all", "Nobody"),
    ] {
      await stage.press(.text(":"))
      await stage.type(text)
      await stage.press(.enter)
      #expect(stage.screen.contains(word), "\(text)")
    }
  }

  @Test func theHelpFindsByTypingAndRunsWhatItFinds() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.press(.text("?"))
    await stage.type("whole screen")
    #expect(stage.screen.contains("1 of 1"))
    await stage.press(.enter)
    #expect(stage.state.isZoomed)
    #expect(stage.state.overlays.isEmpty)
    // By the key as well; Esc first clears, then closes.
    await stage.press(.text("?"))
    await stage.type("^L")
    #expect(stage.screen.contains("paint anew"))
    await stage.press(.escape)
    #expect(!stage.state.overlays.isEmpty)
    await stage.press(.escape)
    #expect(stage.state.overlays.isEmpty)
  }

  @Test func thePaletteFindsPeopleByTheirLetters() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let wanted = try #require(stage.state.people.shown.last)
    await stage.press(.function(2))
    await stage.type(wanted.name.lowercased())
    await stage.press(.enter)
    #expect(stage.state.person?.id == wanted.id)
  }

  @Test func theHelpShowsKeysThatWereBoundAnew() async throws {
    let stage = try await stage()
    defer { stage.close() }
    #expect(stage.state.bindings.rebind([("zoom", ["f7"]), ("sort", ["none"])]).count == 1)
    await stage.press(.function(7))
    #expect(stage.state.isZoomed)
    await stage.press(.text("?"))
    await stage.type("zoom")
    #expect(stage.screen.contains("F7"))
  }

  @Test func whatWasChangedIsTakenBackAndDoneAgain() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let order = stage.state.people.order
    await stage.press(.text("s"), .text("/"))
    await stage.type("unf")
    await stage.press(.enter)
    #expect(stage.state.people.order != order)
    await stage.press(.text("u"))
    #expect(stage.state.people.filter.isEmpty)
    await stage.press(.text("u"))
    #expect(stage.state.people.order == order)
    await stage.press(.text("u"))
    #expect(stage.screen.contains("nothing to take back"))
    await stage.press(.ctrl("r"), .ctrl("r"))
    #expect(stage.state.people.filter.text == "unf")
    #expect(stage.state.people.order != order)
  }

  @Test func aDeletedAskComesBackAndCanBeDeletedAgain() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter, .text("A"))
    let query = try #require(stage.state.person?.asks.first).query
    for _ in 0..<3 {
      await stage.press(.text("A"), .text("d"))
      #expect(stage.state.person?.asks.isEmpty == true)
      await stage.press(.text("u"))
      #expect(stage.state.person?.asks.map(\.query) == [query])
      await stage.press(.ctrl("r"))
      #expect(stage.state.person?.asks.isEmpty == true)
      await stage.press(.text("u"))
      #expect(stage.state.person?.asks.count == 1)
    }
  }

  @Test func aSearchGoesFromHitToHitAndEscGoesBack() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("H"))
    let history = try #require(stage.state.person).user.history
    let word = try #require(history[2].query.split(separator: " ").first { $0.count > 4 })
    let before = stage.state.personView.historyList.selection
    await stage.press(.text("/"))
    await stage.type(String(word).uppercased())
    let hit = try #require(stage.state.personView.historyList.selection)
    #expect(history[hit].query.contains(word))
    await stage.press(.escape)
    #expect(stage.state.personView.historyList.selection == before)
    await stage.press(.text("/"))
    await stage.type(String(word))
    await stage.press(.enter, .text("n"))
    #expect(stage.screen.contains("goes on"))
    #expect(stage.state.personView.shownHistory.count == history.count, "a search hides nothing")
  }

  @Test func aSearchMarksWhatItFindsInThePath() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter, .text("3"), .text("/"))
    await stage.type("speaks")
    await stage.press(.enter)
    let marks = stage.state.render().cells.count { $0.role == .match }
    #expect(marks > 0 && marks % 6 == 0)
  }

  @Test func whatIsCopiedIsTheThingItself() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter, .text("H"), .text("y"))
    #expect(stage.screen.contains("Copy"))
    await stage.press(.text("j"))
    guard case .terminal(.copy(let json, _)) = stage.wanted.last else {
      Issue.record("nothing was copied")
      return
    }
    let record = try #require(stage.state.answer.record)
    #expect(json.contains("\"answer\" : \"\(record.answer.response)\""))
    await stage.press(.text("y"), .enter)
    guard case .terminal(.copy(let row, _)) = stage.wanted.last else { return }
    let chosen = try #require(stage.state.personView.historyList.selection)
    #expect(row.contains(try #require(stage.state.person).user.history[chosen].query))
  }

  @Test func aThemeIsShownWhileItIsChosenAndEscGoesBack() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.press(.text("t"), .down)
    #expect(stage.state.theme == "dusk")
    await stage.press(.escape)
    #expect(stage.state.theme == "dark")
    await stage.press(.text("t"), .down, .enter)
    #expect(stage.state.theme == "dusk")
    await stage.press(.text("u"))
    #expect(stage.state.theme == "dark")
  }

  @Test func twoKeysLeadToTheEditor() async throws {
    let stage = try await stage()
    defer { stage.close() }
    await stage.press(.text("5"))
    await stage.type("half a thou")
    await stage.press(.ctrl("x"))
    #expect(stage.screen.contains("^X ^E"))
    await stage.press(.ctrl("e"))
    #expect(stage.wanted.last == .terminal(.edit("half a thou")))
    await stage.hear(.editedText("a whole thought"))
    #expect(stage.state.prompt.editor.text == "a whole thought")
  }

  @Test func earlierQueriesAreFoundByAPartOfThem() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    stage.state.prompt.editor.history = TerminalKit.PromptHistory(["a thin plot", "a slow start"])
    await stage.press(.text("5"))
    await stage.type("draft")
    await stage.press(.ctrl("r"))
    #expect(stage.screen.contains("a slow start"))
    await stage.type("thin")
    await stage.press(.escape)
    #expect(stage.state.prompt.editor.text == "draft")
    await stage.press(.ctrl("r"))
    await stage.type("thin")
    await stage.press(.enter)
    #expect(stage.state.prompt.editor.text == "a thin plot")
  }

  @Test func aSearchWorksInATextThatLiesOverThePanels() async throws {
    let stage = try await Stage(lines: [People.reader], size: Size(width: 60, height: 20))
    defer { stage.close() }
    await stage.press(.enter, .text("H"), .enter, .text("/"))
    await stage.type("answer")
    await stage.press(.enter)
    #expect(stage.state.render().cells.contains { $0.role == .match })
    // Esc first ends the search, then closes.
    await stage.press(.escape)
    #expect(!stage.state.overlays.isEmpty)
    await stage.press(.escape)
    #expect(stage.state.overlays.isEmpty)
    #expect(!stage.state.search.isTyping)
  }
}
