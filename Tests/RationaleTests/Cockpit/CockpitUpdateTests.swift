internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct CockpitUpdateTests {
  private static func stage(_ lines: String...) async throws -> Stage {
    try await Stage(lines: lines)
  }

  @Test func theFirstPersonIsOpenAndEnterFitsThem() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    #expect(stage.state.person?.user.name == "Mara")
    #expect(stage.screen.contains("not fitted"))
    await stage.press(.enter)
    #expect(stage.state.person?.stored?.version == 1)
    #expect(stage.state.focus == .person)
    #expect(stage.screen.contains("plot"))
    #expect(stage.state.run?.phase == .finished)
  }

  @Test func enterBeforeTheHistoryIsReadFitsAllTheSame() async throws {
    let stage = try await Self.stage(People.reader, People.voter)
    defer { stage.close() }
    // The person is wanted, and Enter is faster than the disk.
    guard case .loadPerson(let id)? = stage.state.handle(.key(.down)).first else {
      Issue.record("nobody is read")
      return
    }
    #expect(stage.state.handle(.key(.enter)).isEmpty)
    try await stage.hear(.person(stage.session.person(id)))
    #expect(stage.state.person?.id == id)
    #expect(stage.state.person?.stored?.version == 1)
  }

  @Test func aPartOfTheHistoryIsFittedWhereItIsNamed() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.text(":"))
    await stage.type("fit last 10")
    await stage.press(.enter)
    #expect(stage.state.person?.stored?.history.count == 10)
    #expect(stage.state.person?.stored?.model.statistics.window == .last(10))
    await stage.press(.text(":"))
    await stage.type("fit yesterday")
    await stage.press(.enter)
    #expect(stage.screen.contains("all, last 100, or since 2024-01-31"))
    await stage.press(.text("f"))
    #expect(stage.state.person?.stored?.history.count == 24)
  }

  @Test func askingFitsFirstAndThenAnswers() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.text("a"))
    await stage.type("A thin plot again, sadly.")
    await stage.press(.enter)
    let record = try #require(stage.state.answer.record)
    #expect(record.answer.response == "2")
    #expect(record.answer.audit.isClean)
    #expect(record.run != nil)
    #expect(stage.state.person?.asks.count == 1)
    #expect(stage.screen.contains("equal what is stored"))
    #expect(stage.screen.contains("extract ✓"))
  }

  @Test func aTestItemShowsItsTrueAnswerAfterwards() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .text("T"))
    #expect(!stage.screen.contains("true answer"))
    await stage.press(.enter)
    #expect(stage.state.answer.record?.expected == "2")
    #expect(stage.screen.contains("true answer 2"))
  }

  @Test func anEditedTestItemHasNoTrueAnswer() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter, .text("a"), .text("!"), .enter)
    #expect(stage.state.answer.record?.expected == nil)
  }

  @Test func aQuestionWithoutOptionsStartsThemOneByOne() async throws {
    let stage = try await Self.stage(People.voter)
    defer { stage.close() }
    await stage.press(.enter, .text("a"))
    #expect(stage.screen.contains("type the question; Enter then starts option A"))
    await stage.type("More trams?")
    await stage.press(.enter)
    #expect(stage.state.answer.record == nil)
    #expect(stage.state.prompt.editor.text == "More trams?\nA. ")
    #expect(stage.state.status?.text.contains("type option A") == true)
    await stage.type("Yes")
    await stage.press(.enter)
    #expect(stage.state.prompt.editor.text == "More trams?\nA. Yes\nB. ")
    // Whoever types the letter all the same does not get it twice.
    await stage.type("B. No")
    await stage.press(.altEnter)
    #expect(stage.state.prompt.editor.text == "More trams?\nA. Yes\nB. No\nC. ")
    // An option that was begun and left empty is none.
    await stage.press(.enter)
    let record = try #require(stage.state.answer.record)
    #expect(record.answer.query == "More trams?\nA. Yes\nB. No")
    #expect(["A", "B"].contains(record.answer.response))
    #expect(record.answer.audit.isClean)
    // The answer and the lists give the option's text.
    #expect(stage.screen.contains("⇒ \(record.answer.response == "A" ? "A. Yes" : "B. No")"))
    await stage.press(.escape, .text("H"))
    #expect(stage.screen.contains("A. Yes Should line 7 have more buses?  "))
  }

  @Test func openAnswersShowInfluence() async throws {
    let stage = try await Self.stage(People.author)
    defer { stage.close() }
    await stage.press(.enter)
    #expect(stage.screen.contains("coverage, influence, polarity"))
    await stage.press(.text("a"))
    await stage.type("Soil dries fast. We study moss on old walls. It holds water.")
    await stage.press(.enter)
    #expect(stage.state.answer.record?.answer.response.isEmpty == false)
  }

  @Test func theFilterKeepsThePersonAndClearsInLayers() async throws {
    let stage = try await Self.stage(People.reader, People.voter, People.author)
    defer { stage.close() }
    await stage.press(.text("/"))
    await stage.type("omar")
    #expect(stage.state.people.shown.map(\.name) == ["Omar"])
    #expect(stage.state.person?.user.name == "Omar")
    await stage.press(.enter)
    #expect(!stage.state.people.isFiltering)
    await stage.press(.escape)
    #expect(stage.state.people.shown.count == 3)
    #expect(stage.state.people.selected?.name == "Omar")
  }

  @Test func nobodyIsFittedWithoutAHistory() async throws {
    let stage = try await Self.stage(
      People.line(name: "Nil", task: "books", labels: ["1", "2"], history: []))
    defer { stage.close() }
    #expect(stage.screen.contains("no history: i imports"))
    for key in [Key.enter, .text("f")] {
      #expect(stage.state.handle(.key(key)).isEmpty)
      #expect(stage.state.status?.text.contains("no history to learn from") == true)
    }
    await stage.press(.text("a"))
    await stage.type("anything")
    #expect(stage.state.handle(.key(.enter)).isEmpty)
    #expect(stage.state.prompt.pendingAsk == nil)
    #expect(!stage.state.isBusy)
  }

  @Test func aFilterWithoutHitsSaysSo() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.text("/"))
    await stage.type("nobody")
    #expect(stage.screen.contains("No user matches."))
    await stage.press(.escape, .escape)
    #expect(stage.state.people.selected?.name == "Mara")
  }

  @Test func aFactorLeadsToItsItems() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter)
    let row = try #require(stage.state.personView.factorTable?.rows.first)
    await stage.press(.enter)
    #expect(stage.state.personView.tab == .history)
    #expect(stage.state.personView.shownHistory.count == row.statistics.support)
    await stage.press(.enter)
    #expect(stage.screen.contains("statistics without this item"))
    await stage.press(.escape, .escape)
    #expect(stage.state.personView.tab == .factors)
  }

  // MARK: Cancelling

  /// A person who is being asked, with the run named 7.
  private static func asking() async throws -> Stage {
    let stage = try await stage(People.reader)
    await stage.press(.enter, .text("a"))
    await stage.type("thin plot")
    _ = stage.state.handle(.key(.enter))
    _ = stage.state.handle(.runStarted(RunID(value: 7)))
    return stage
  }

  @Test func escapeCancelsOnceAndTheScreenSaysSo() async throws {
    let stage = try await Self.asking()
    defer { stage.close() }
    #expect(stage.state.handle(.key(.escape)) == [.cancel])
    #expect(stage.screen.contains("cancelling"))
    #expect(stage.state.handle(.key(.escape)).isEmpty)
    #expect(stage.state.focus == .ask)
    _ = stage.state.handle(.ended(RunID(value: 7), .cancelled))
    #expect(stage.screen.contains("cancelled"))
    #expect(!stage.state.isBusy)
  }

  @Test func anAnswerThatComesAfterEscapeIsKeptAndNotShown() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter)
    let record = try #require(stage.state.answer.record)
    let asks = try #require(stage.state.person?.asks)
    await stage.press(.text("a"))
    _ = stage.state.handle(.key(.enter))
    _ = stage.state.handle(.runStarted(RunID(value: 8)))
    _ = stage.state.handle(.key(.escape))
    _ = stage.state.handle(.answered(RunID(value: 8), record, asks: asks + asks))
    #expect(stage.state.answer.record == nil)
    #expect(stage.state.run?.phase == .cancelled)
    #expect(stage.state.person?.asks.count == 2)
    #expect(stage.screen.contains("The answer had come by then"))
  }

  @Test func cancellingBeforeTheEngineAnswersIsNotLost() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .text("a"))
    await stage.type("thin plot")
    _ = stage.state.handle(.key(.enter))
    #expect(stage.state.handle(.key(.escape)) == [.cancel])
    #expect(stage.state.handle(.runStarted(RunID(value: 9))) == [.cancel])
  }

  @Test func lateEventsOfAnotherRunAreDropped() async throws {
    let stage = try await Self.asking()
    defer { stage.close() }
    let late = EngineEvent(run: RunID(value: 3), kind: .features([Feature(name: "x", context: "")]))
    _ = stage.state.handle(.engine(late))
    #expect(stage.state.run?.features.isEmpty == true)
    _ = stage.state.handle(.key(.escape))
    let own = EngineEvent(run: RunID(value: 7), kind: .features([Feature(name: "x", context: "")]))
    _ = stage.state.handle(.engine(own))
    #expect(stage.state.run?.features.isEmpty == true)
  }

  @Test func aFailureIsToldAndTheCockpitGoesOn() async throws {
    let stage = try await Self.asking()
    defer { stage.close() }
    _ = stage.state.handle(.ended(RunID(value: 7), .failed("The endpoint is gone. Start it.")))
    #expect(stage.screen.contains("The endpoint is gone. Start it."))
    #expect(stage.screen.contains("failed"))
    await stage.press(.enter)
    #expect(stage.state.answer.record != nil)
  }

  @Test func quittingAsksOnlyWhileSomethingRuns() async throws {
    let stage = try await Self.asking()
    defer { stage.close() }
    #expect(stage.state.handle(.key(.ctrl("q"))).isEmpty)
    #expect(stage.screen.contains("Quit and lose it?"))
    #expect(stage.state.handle(.key(.text("n"))).isEmpty)
    _ = stage.state.handle(.ended(RunID(value: 7), .cancelled))
    #expect(stage.state.handle(.key(.ctrl("q"))) == [.terminal(.quit)])
  }

  @Test func interruptCancelsThenQuits() async throws {
    let stage = try await Self.asking()
    defer { stage.close() }
    #expect(stage.state.handle(.key(.ctrl("c"))) == [.cancel])
    #expect(stage.state.handle(.key(.ctrl("c"))) == [.terminal(.quit)])
  }

  // MARK: Keys

  @Test func qGoesBackAndQuitsAtTheTop() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .text("H"))
    #expect(stage.state.handle(.key(.text("q"))).isEmpty)
    #expect(stage.state.personView.tab == .factors)
    #expect(stage.state.handle(.key(.text("q"))).isEmpty)
    #expect(stage.state.focus == .users)
    #expect(stage.state.handle(.key(.text("q"))) == [.terminal(.quit)])
  }

  @Test func escapeNeverQuits() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    for _ in 0..<6 { #expect(stage.state.handle(.key(.escape)).isEmpty) }
    #expect(stage.state.focus == .users)
  }

  @Test func lettersInThePromptAreText() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.text("5"))
    await stage.type("q?/fitz12")
    #expect(stage.state.prompt.editor.text == "q?/fitz12")
    #expect(stage.state.overlays.isEmpty)
  }

  @Test func aLongPasteSaysWhatIsOutOfSight() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.text("5"))
    let lines = (1...50).map { "line \($0)" }.joined(separator: "\n")
    _ = stage.state.handle(.key(.paste(lines)))
    #expect(stage.screen.contains("43 lines above"))
    #expect(stage.screen.contains("line 50"))
    _ = stage.state.handle(.key(.alt("<")))
    #expect(stage.screen.contains("43 lines below"))
    // Elsewhere it is one line, from its beginning.
    _ = stage.state.handle(.key(.backtab))
    #expect(stage.screen.contains("line 1 ⏎ line 2 ⏎ line 3"))
    #expect(!stage.screen.contains("lines below"))
  }

  @Test func aPasteNeverPressesKeys() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    #expect(stage.state.handle(.key(.paste("q\nq\u{11}"))).isEmpty)
    #expect(stage.state.focus == .users)
    await stage.press(.text("5"))
    _ = stage.state.handle(.key(.paste("one\ntwo")))
    #expect(stage.state.prompt.editor.text == "one\ntwo")
  }

  @Test func interruptEmptiesThePromptAndNeverQuitsOverText() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .text("a"))
    await stage.type("half a thought")
    #expect(stage.state.handle(.key(.ctrl("c"))).isEmpty)
    #expect(stage.state.prompt.editor.isEmpty)
    _ = stage.state.handle(.key(.ctrl("_")))
    #expect(stage.state.prompt.editor.text == "half a thought")
    _ = stage.state.handle(.key(.ctrl("c")))
    #expect(stage.state.handle(.key(.ctrl("c"))) == [.terminal(.quit)])
  }

  @Test func aTestItemLeavesThePromptWithItsPersonAndTypedTextStays() async throws {
    let stage = try await Self.stage(People.reader, People.voter)
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter)
    #expect(stage.state.prompt.editor.text == "Another thin plot.")
    await stage.press(.text("1"), .down)
    #expect(stage.state.person?.user.name == "Omar")
    #expect(stage.state.prompt.editor.isEmpty)
    await stage.press(.text("a"))
    await stage.type("typed")
    await stage.press(.escape, .text("1"), .up)
    #expect(stage.state.person?.user.name == "Mara")
    #expect(stage.state.prompt.editor.text == "typed")
  }

  @Test func aSentenceGoesWithTheNextKeyAndAnErrorWithEscape() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    _ = stage.state.handle(.done("Imported."))
    _ = stage.state.handle(.key(.resize(Size(width: 100, height: 30))))
    #expect(stage.state.status != nil)
    _ = stage.state.handle(.key(.down))
    #expect(stage.state.status == nil)
    _ = stage.state.handle(.failed("No such file."))
    _ = stage.state.handle(.key(.down))
    #expect(stage.state.status?.text == "No such file.")
    _ = stage.state.handle(.key(.escape))
    #expect(stage.state.status == nil)
  }

  @Test func aNewAnswerIsReadFromItsPath() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .text("T"), .enter, .text("3"), .text("["), .text("["))
    #expect(stage.state.answer.tab == .query)
    await stage.press(.text("T"), .enter)
    #expect(stage.state.answer.tab == .path)
    // The sum is a way to read answers, so it stays.
    await stage.press(.text("3"), .text("]"), .text("T"), .enter)
    #expect(stage.state.answer.tab == .sum)
  }

  @Test func whatWasTypedOutlivesAnImport() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.text("a"))
    await stage.type("half a thought")
    await stage.press(.escape, .text("i"))
    await stage.type("x.jsonl")
    await stage.press(.enter, .escape)
    #expect(stage.state.overlays.isEmpty)
    #expect(stage.state.prompt.editor.text == "half a thought")
  }

  @Test func chosenFactorsAreFoundAgainByNameAfterAFit() async throws {
    let stage = try await Self.stage(People.reader)
    defer { stage.close() }
    await stage.press(.enter, .down, .enter)
    let chosen = try #require(stage.state.personView.historyFactor)
    let name = try #require(stage.state.person?.stored?.model.factors[chosen].name)
    // A newer model that numbers its factors the other way round.
    var person = try #require(stage.state.person)
    var stored = try #require(person.stored)
    let count = stored.model.factors.count
    stored.version += 1
    stored.model.factors = stored.model.factors.reversed().map { factor in
      var factor = factor
      factor.id = count - 1 - factor.id
      return factor
    }
    stored.model.statistics.factors = stored.model.statistics.factors.reversed().map { counts in
      var counts = counts
      counts.factor = count - 1 - counts.factor
      return counts
    }
    person.stored = stored
    _ = stage.state.handle(.person(person))
    #expect(stage.state.personView.historyFactor == count - 1 - chosen)
    #expect(stage.state.personView.factorList.selection == count - 1 - chosen)
    #expect(stage.screen.contains("with the factor \(name)"))
  }

  @Test func anEmptyLibrarySaysHowToFillIt() {
    var state = CockpitState(
      size: Size(width: 120, height: 36), glyphs: .unicode, theme: "dark")
    #expect(state.render().text().contains("reading the library"))
    _ = state.handle(.users([]))
    #expect(state.render().text().contains("import --samples"))
    for key in [Key.enter, .text("f"), .text("a"), .enter, .escape, .text("T"), .enter] {
      #expect(state.handle(.key(key)).isEmpty)
    }
  }

  @Test func aPersonThatIsReadTooLateDoesNotReplaceTheChosenOne() async throws {
    let stage = try await Self.stage(People.reader, People.voter)
    defer { stage.close() }
    let late = try #require(stage.state.person)
    let effects = stage.state.handle(.key(.down))
    #expect(effects.count == 1)
    _ = stage.state.handle(.person(late))
    #expect(stage.state.personView.loading != nil)
    await stage.press(.down)
    #expect(stage.state.person?.id != late.id || stage.state.personView.loading != nil)
  }
}
