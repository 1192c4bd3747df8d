internal import Evaluation
internal import Foundation
internal import RPM
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct ChecksTests {
  private func fitted(_ lines: [String] = [People.reader]) async throws -> Stage {
    let stage = try await Stage(lines: lines)
    for _ in lines { await stage.press(.text("1"), .enter, .text("1"), .down) }
    await stage.press(.text("1"), .home)
    return stage
  }

  private func command(_ text: String, on stage: Stage) async throws {
    await stage.press(.text(":"))
    await stage.type(text)
    await stage.press(.enter)
  }

  @Test func theSheetNeedsAModel() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.text("c"))
    #expect(!stage.state.sheets.showsChecks)
    #expect(stage.screen.contains("no model to put to the test"))
  }

  @Test func theAuditCountsWhatTheCommandCounts() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    await stage.press(.text("c"))
    let stored = try #require(stage.state.person?.stored)
    let document = AuditDocument(
      try await stage.session.audit(of: 1, stored), user: "Mara")
    let page = try #require(stage.state.sheets.checks?.found)
    #expect(page.report == document.counts)
    let decoded = try JSONDecoder().decode(AuditDocument.self, from: Data(page.json.utf8))
    #expect(decoded == document)
    #expect(stage.screen.contains("nothing is wrong"))
  }

  @Test func aWrongPathIsListedFirstAndOpensItsItem() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    // A number that is not the stored one, put into the model as it lies in the library.
    let person = try #require(stage.state.person)
    var stored = try #require(person.stored)
    let index = try #require(
      stored.model.memory.entries.firstIndex { $0.path?.steps.isEmpty == false })
    stored.model.memory.entries[index].path?.conclusion += " (77 of 77 times)"
    let version = try await stage.session.library.save(
      stored.model, for: person.id, fittedOn: stored.history)
    try await stage.hear(.person(stage.session.person(person.id)))
    #expect(stage.state.person?.stored?.version == version)
    await stage.press(.text("c"))
    let item = stored.model.memory.entries[index].interaction
    let rows = try #require(stage.state.sheets.checks?.found?.rows)
    #expect(rows.first?.role == .error)
    #expect(rows.first?.target == .item(item))
    await stage.press(.enter)
    guard case .reader(let title, _, _)? = stage.state.overlays.last else {
      Issue.record("no item is shown")
      return
    }
    #expect(title.hasPrefix("Item \(item + 1) "))
    // The sheet is there again behind it.
    await stage.press(.escape)
    #expect(stage.state.sheets.showsChecks)
  }

  @Test func pastAnswersAreThoseOfTheCommandWrongOnesFirst() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    try await command("past-answers", on: stage)
    let stored = try #require(stage.state.person?.stored)
    let result = try await stage.session.engine.leaveOneOut(
      of: stored.model, history: stored.history)
    let page = try #require(stage.state.sheets.checks?.found)
    #expect(page.rows.count == result.items.count)
    #expect(page.report == LeaveOneOutReport.totals(result, stored: stored))
    let wrong = result.failures.map { CheckPage.Target.item($0.interaction) }
    #expect(page.rows.prefix(wrong.count).map(\.target) == wrong)
  }

  @Test func driftLeadsToTheFactor() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    try await command("drift", on: stage)
    #expect(stage.screen.contains("early"))
    await stage.press(.down)
    guard case .factor(let name)? = stage.state.sheets.checks?.row?.target else {
      Issue.record("the row leads nowhere")
      return
    }
    await stage.press(.enter)
    #expect(!stage.state.sheets.showsChecks && stage.state.personView.tab == .factors)
    let factor = try #require(stage.state.personView.factorList.selection)
    #expect(stage.state.person?.stored?.model.factors[factor].name == name)
  }

  @Test func rowsAreSearchedAndClicked() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    try await command("drift", on: stage)
    let rows = try #require(stage.state.sheets.checks?.found?.rows)
    let plot = try #require(rows.firstIndex { $0.cells[0] == "thin plot" })
    await stage.press(.text("/"))
    await stage.type("thin pl")
    #expect(stage.state.sheets.checks?.list.selection == plot)
    await stage.press(.enter, .home, .text("n"))
    #expect(stage.state.sheets.checks?.list.selection == plot)
    // Esc ends the search before the sheet.
    await stage.press(.escape)
    #expect(stage.state.sheets.showsChecks && !stage.state.search.isShown)
    await stage.press(.home)
    let lines = stage.screen.split(separator: "\n", omittingEmptySubsequences: false)
    let y = try #require(lines.firstIndex { $0.contains(" thin plot ") })
    let click = Key.mouse(button: 0, at: Point(10, y))
    await stage.press(click)
    #expect(stage.state.sheets.checks?.list.selection == plot && stage.state.sheets.showsChecks)
    await stage.press(click)
    #expect(!stage.state.sheets.showsChecks && stage.state.personView.tab == .factors)
  }

  @Test func versionsShowTheirDifference() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    await stage.press(.text("2"), .text("D"))
    #expect(stage.state.person?.stored?.version == 2)
    try await command("versions", on: stage)
    await stage.press(.down)
    #expect(stage.state.sheets.checks?.row?.target == .version(1))
    await stage.press(.enter)
    guard case .reader(_, let lines, _)? = stage.state.overlays.last else {
      Issue.record("no difference is shown")
      return
    }
    #expect(lines.contains { $0.text.contains("gone") })
  }

  @Test func anEditMakesThePagesAnew() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    try await command("versions", on: stage)
    #expect(stage.state.sheets.checks?.found?.rows.count == 1)
    await stage.press(.escape, .text("2"), .text("F"), .text("D"), .text("c"))
    #expect(stage.state.sheets.checks?.tab == .versions)
    #expect(stage.state.sheets.checks?.found?.rows.count == 2)
  }

  @Test func twoPeopleAreCompared() async throws {
    let other = People.reader.replacingOccurrences(of: "Mara", with: "Nils")
    let stage = try await fitted([People.reader, other])
    defer { stage.close() }
    await stage.press(.text("c"))
    while stage.state.sheets.checks?.tab != .compare { await stage.press(.text("]")) }
    guard case .person(let nils)? = stage.state.sheets.checks?.row?.target else {
      Issue.record("nobody is offered")
      return
    }
    #expect(nils.name == "Nils")
    await stage.press(.enter)
    let page = try #require(stage.state.sheets.checks?.found)
    let document = try JSONDecoder().decode(CompareDocument.self, from: Data(page.json.utf8))
    #expect(document.first == "Mara" && document.second == "Nils")
    #expect(page.rows.count == document.comparison.pairs.count && !page.rows.isEmpty)
    try await command("compare Mara", on: stage)
    #expect(stage.screen.contains("name somebody else"))
    // One step back is the choice, one more the panels.
    await stage.press(.escape)
    #expect(stage.state.sheets.checks?.row?.target == .person(nils))
    await stage.press(.escape)
    #expect(!stage.state.sheets.showsChecks)
  }

  @Test func theQueryIsAskedAsOthersAndByMethods() async throws {
    let other = People.line(
      name: "Zoe", task: "books", labels: ["1", "2", "3", "4", "5"],
      history: (0..<12).flatMap { index in
        [
          ("A thin plot, and a slow start in chapter \(index).", "5", nil),
          ("Fine prose on every page, number \(index).", "1", nil),
        ]
      })
    let stage = try await fitted([People.reader, other])
    defer { stage.close() }
    await stage.press(.text("O"))
    #expect(stage.screen.contains("no answer yet"))
    await stage.press(.escape, .text("a"))
    await stage.type("A thin plot and a slow start.")
    await stage.press(.enter, .escape, .text("O"))
    let page = try #require(stage.state.sheets.checks?.found)
    let comparison = try JSONDecoder().decode(
      QueryComparison.self, from: Data(page.json.utf8))
    #expect(comparison.columns.map(\.name) == ["Mara", "Zoe"])
    #expect(comparison.columns.map(\.answer) == ["2", "5"])
    #expect(page.rows.map(\.role) == [.text, .warning])
    try await command("methods", on: stage)
    let methods = try #require(stage.state.sheets.checks?.found)
    #expect(methods.rows.map { $0.cells[1] } == MethodCatalog.standard.map(\.name))
    let byMethod = try JSONDecoder().decode(
      QueryComparison.self, from: Data(methods.json.utf8))
    let rpm = try #require(byMethod.columns.first { $0.name == "rpm" })
    #expect(rpm.answer == stage.state.answer.record?.answer.response)
    #expect(rpm.confidence == stage.state.answer.record?.answer.confidence)
    // Another query makes both pages anew.
    await stage.press(.escape, .text("a"), .ctrl("u"))
    await stage.type("Fine prose.")
    await stage.press(.enter, .escape, .text("O"))
    let second = try JSONDecoder().decode(
      QueryComparison.self, from: Data(try #require(stage.state.sheets.checks?.found).json.utf8))
    #expect(second.query == "Fine prose.")
    #expect(second.columns.first?.answer == "5")
    // A row leads to its person.
    await stage.press(.down, .enter)
    #expect(stage.state.person?.user.name == "Zoe" && !stage.state.sheets.showsChecks)
  }

  @Test func whatCostsMoneyIsOfferedFirst() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    _ = stage.state.handle(.model(FakeChat.choice))
    try await command("past-answers", on: stage)
    guard case .check(let request)? = stage.wanted.last else {
      Issue.record("nothing is wanted")
      return
    }
    #expect(request.agreed == nil)
    let quote = Quote(Usage(calls: 12, inputTokens: 9000, outputTokens: 900))
    let unagreed = Unagreed(work: .pastAnswers(24), model: FakeChat.choice, quote: quote)
    _ = stage.state.handle(.checked(request, .offer(unagreed)))
    #expect(stage.screen.contains("12 calls") && stage.screen.contains("Enter asks"))
    let effects = stage.state.handle(.key(.enter))
    guard case .check(let agreed)? = effects.first else {
      Issue.record("Enter does not agree")
      return
    }
    #expect(agreed.agreed == quote)
    _ = stage.state.handle(.checked(agreed, .progress(done: 3, total: 24)))
    #expect(stage.screen.contains("3 of 24"))
    #expect(stage.state.handle(.key(.escape)) == [.stopChecks])
    // What comes afterwards is not wanted any more.
    _ = stage.state.handle(.checked(agreed, .progress(done: 4, total: 24)))
    #expect(stage.screen.contains("Stopped"))
    // Once more is offered anew, and another model asks for a page of its own.
    guard case .check(let again)? = stage.state.handle(.key(.enter)).first else {
      Issue.record("Enter does not try again")
      return
    }
    #expect(again.agreed == nil)
    let switched = stage.state.handle(.model(.builtIn))
    guard case .check(let own)? = switched.last else {
      Issue.record("the page of the other model stays")
      return
    }
    #expect(own.model == .builtIn && switched.contains(.stopChecks))
  }

  @Test func thePageIsWrittenAsTextOrAsJSON() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    await stage.press(.text("c"))
    let page = try #require(stage.state.sheets.checks?.found)
    try await command("save \(stage.folder)/a.txt", on: stage)
    #expect(try stage.file("a.txt") == page.text)
    try await command("save \(stage.folder)/a.json", on: stage)
    #expect(try stage.file("a.json") == page.json)
    // What is there already stays as it is.
    try await command("save \(stage.folder)/a.txt", on: stage)
    #expect(stage.state.status?.kind == .error)
  }

  @Test func methodsAreEvaluatedAndTheirMistakesCanBeLookedAt() async throws {
    let una = People.line(
      name: "Una", task: "books", labels: ["1", "2", "3", "4", "5"],
      history: (0..<12).map { ("A thin plot, and a slow start in chapter \($0).", "2", nil) }
        + (0..<12).map { ("Fine prose on every page, number \($0).", "5", nil) })
    let stage = try await fitted([People.reader, una])
    defer { stage.close() }
    await stage.press(.text("1"), .down)
    #expect(stage.state.person?.user.name == "Una")
    try await command("evaluate", on: stage)
    let page = try #require(stage.state.sheets.checks?.found)
    let report = try JSONDecoder().decode(EvaluationReport.self, from: Data(page.json.utf8))
    #expect(report.tasks.first?.items == 5)
    // The last five of twelve and twelve are held out; the median of the others is 2.
    let prior = try #require(page.rows.firstIndex { $0.cells[1] == "prior" })
    #expect(report.results.first { $0.method == "prior" }?.metrics[.mae]?.micro == 3)
    for _ in 0..<prior { await stage.press(.down) }
    await stage.press(.enter)
    let wrong = try #require(stage.state.sheets.checks?.found)
    #expect(wrong.rows.count == 5)
    #expect(wrong.rows.allSatisfy { $0.cells[2] == "5" && $0.cells[3] == "2" })
    await stage.press(.enter)
    guard case .reader(_, let lines, _)? = stage.state.overlays.last else {
      Issue.record("no path is shown")
      return
    }
    #expect(lines.contains { $0.text == "true answer  5" })
    #expect(lines.contains { $0.text.contains("path of rpm") && $0.text.contains("19 answers") })
    #expect(lines.contains { $0.text.hasPrefix("1. ") })
    // Esc closes the item, then the list of items, then the sheet.
    await stage.press(.escape, .escape)
    #expect(stage.state.sheets.checks?.found == page)
    await stage.press(.text("U"))
    let both = try #require(stage.state.sheets.checks?.found)
    let all = try JSONDecoder().decode(EvaluationReport.self, from: Data(both.json.utf8))
    #expect(all.tasks.first?.users == 2 && all.tasks.first?.items == 6)
    await stage.press(.escape)
    #expect(!stage.state.sheets.showsChecks)
  }

  @Test func aReportIsOnWhatTheEyeIsOn() async throws {
    let stage = try await fitted()
    defer { stage.close() }
    try await command("report \(stage.folder)/mara.html", on: stage)
    #expect(try stage.file("mara.html").contains("<title>"))
    try await command("report mara.pdf", on: stage)
    #expect(stage.screen.contains(".html, .md or .json"))
    await stage.press(.text("T"), .enter, .text("3"))
    let query = try #require(stage.state.answer.record?.answer.query)
    try await command("report \(stage.folder)/ask.md", on: stage)
    #expect(try stage.file("ask.md").contains(query))
  }

  @Test func aRoomSeesNoRealName() async throws {
    let other = People.reader.replacingOccurrences(of: "Mara", with: "Nils")
    let stage = try await fitted([People.reader, other])
    defer { stage.close() }
    await stage.press(.text("c"), .function(4), .text("c"))
    for _ in CheckTab.allCases {
      #expect(!stage.screen.contains("Mara") && !stage.screen.contains("Nils"))
      let json = stage.state.sheets.checks?.found?.json ?? ""
      #expect(!json.contains("Mara") && !json.contains("Nils"))
      await stage.press(.text("]"))
    }
    while stage.state.sheets.checks?.tab != .compare { await stage.press(.text("]")) }
    await stage.press(.enter)
    #expect(!stage.screen.contains("Mara") && !stage.screen.contains("Nils"))
  }
}
