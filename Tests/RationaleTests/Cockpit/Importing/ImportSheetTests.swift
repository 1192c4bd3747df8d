internal import Foundation
internal import Intake
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct ImportSheetTests {
  nonisolated private static let sizes = [
    Size(width: 120, height: 36), Size(width: 80, height: 24), Size(width: 60, height: 20),
  ]

  /// A table of invented reviews by two people.
  nonisolated static let reviews = """
    reviewer,title,text,stars,date,shop
    Ann,A walk,"Long, and good for the feet.",4,13.01.2024,North
    Bob,Soup,It was cold and late.,1,14.01.2024,South
    Ann,Tea,Green and warm as it should be.,5,02.02.2024,North
    Bob,Bread,Fresh from the oven.,4,20.02.2024,South
    Ann,Rain,We got wet again.,2,05.03.2024,North
    Bob,Cake,Too sweet for a Sunday.,2,06.03.2024,South

    """

  /// A stage with a file, and the sheet that shows it.
  private static func stage(
    _ text: String = reviews, name: String = "reviews.csv", size: Size = sizes[0]
  ) async throws -> (stage: Stage, path: String) {
    let stage = try await Stage(lines: [People.reader], size: size)
    let path = "\(stage.folder)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    await stage.open(path)
    return (stage, path)
  }

  // MARK: A file

  @Test(arguments: sizes)
  func aTableIsSeenBeforeItComesIn(size: Size) async throws {
    let (stage, _) = try await Self.stage(size: size)
    defer { stage.close() }
    for wanted in [
      "Import reviews.csv", "a table of 6 columns between commas", "reviewer",
      "2 people, 6 answers",
    ] {
      #expect(stage.screen.contains(wanted), "\(wanted)\n\(stage.screen)")
    }
    let roles = try #require(stage.state.importing.findings?.roles)
    #expect(roles.user == "reviewer")
    #expect(roles.query == ["title", "text"])
    #expect(roles.response == "stars")
    #expect(roles.date == "date")
    for row in stage.state.importing.rows {
      #expect(stage.state.importing.list.selection == row)
      #expect(stage.screen.contains(row.title), "\(row)\n\(stage.screen)")
      await stage.press(.down)
    }
  }

  @Test func whatComesInIsListedAndTheFirstNewOneIsOpen() async throws {
    let (stage, _) = try await Self.stage()
    defer { stage.close() }
    await stage.press(.enter)
    #expect(stage.state.overlays.isEmpty)
    #expect(stage.state.people.all?.map(\.name).sorted() == ["Ann", "Bob", "Mara"])
    #expect(stage.state.people.selected?.name == "Ann")
    #expect(stage.state.person?.user.history.map(\.response) == ["4", "5", "2"])
    #expect(
      stage.state.status?.text == "2 new people and 6 new answers from reviews.csv.")
    // Once more: they are known.
    await stage.press(.text("i"), .enter, .enter)
    #expect(stage.state.status?.text.contains("6 answers were known already") == true)
    #expect(stage.state.people.all?.count == 3)
  }

  @Test func anotherColumnCountsAnew() async throws {
    let (stage, _) = try await Self.stage()
    defer { stage.close() }
    let effects = stage.state.importing.request.number
    await stage.press(.down, .down)
    #expect(stage.state.importing.list.selection == .role(.user))
    await stage.press(.left)
    // The shop is the last column, "none" before the first: there are two shops.
    #expect(stage.state.importing.columns(of: .user).isEmpty)
    #expect(stage.screen.contains("1 person, 6 answers"))
    #expect(stage.screen.contains("one person's, reviews"))
    await stage.press(.left)
    #expect(stage.state.importing.columns(of: .user) == ["shop"])
    #expect(stage.screen.contains("2 people, 6 answers"))
    #expect(stage.screen.contains("chosen"))
    #expect(stage.state.importing.request.number > effects)
    // As the file shows.
    await stage.press(.backspace)
    #expect(stage.state.importing.columns(of: .user) == ["reviewer"])
    #expect(!stage.screen.contains("chosen"))
  }

  @Test func aColumnIsChosenFromTheListAndLeavesItsOldRole() async throws {
    let (stage, _) = try await Self.stage()
    defer { stage.close() }
    await stage.press(.down, .down, .down, .down)
    #expect(stage.state.importing.list.selection == .role(.response))
    await stage.press(.enter)
    #expect(stage.state.importing.chooser?.choices.count == 8)
    #expect(stage.screen.contains("North, South"))
    await stage.press(.home, .down, .enter)
    #expect(stage.state.importing.chooser == nil)
    #expect(stage.state.importing.columns(of: .response) == ["title"])
    #expect(stage.state.importing.columns(of: .query) == ["text"])
  }

  @Test func theQueryMayBeOfSeveralColumns() async throws {
    let (stage, _) = try await Self.stage()
    defer { stage.close() }
    await stage.press(.down, .down, .down, .enter)
    #expect(stage.state.importing.chooser?.row == .role(.query))
    await stage.press(.end, .up, .up, .text(" "))
    #expect(stage.state.importing.columns(of: .query) == ["title", "text", "shop"])
    await stage.press(.home, .down, .text(" "))
    #expect(stage.state.importing.columns(of: .query) == ["text", "shop"])
    await stage.press(.enter)
    #expect(stage.state.importing.chooser == nil)
    #expect(stage.state.importing.columns(of: .query) == ["text", "shop"])
    await stage.press(.altEnter)
    let history = try #require(stage.state.person?.user.history)
    #expect(history.first?.query == "Long, and good for the feet.: North")
  }

  @Test func twoSidedDatesAreAskedAndAnswered() async throws {
    let text = Self.reviews.replacing("13.01", with: "03/01").replacing("14.01", with: "04/01")
      .replacing("20.02", with: "10/02").replacing(".0", with: "/0").replacing(
        "/2024", with: "/2024"
      )
      .replacing(".2024", with: "/2024")
    let (stage, _) = try await Self.stage(text)
    defer { stage.close() }
    #expect(stage.screen.contains("choose Date form above"))
    while stage.state.importing.list.selection != .dateForm { await stage.press(.down) }
    await stage.press(.right)
    #expect(stage.state.importing.request.dateForm == DateForm(.dayMonthYear))
    #expect(!stage.screen.contains("choose Date form above"))
  }

  @Test func peopleOfTheProgramsOwnComeInToo() async throws {
    let (stage, _) = try await Self.stage(People.voter, name: "omar.jsonl")
    defer { stage.close() }
    #expect(stage.screen.contains("people, a record each"))
    #expect(stage.state.importing.rows == [.comesIn, .format, .encoding])
    await stage.press(.enter)
    #expect(stage.state.people.selected?.name == "Omar")
  }

  @Test func badLinesStopPeopleUntilTheyAreLeftOut() async throws {
    let (stage, _) = try await Self.stage("\(People.voter)\n{\"user\": 3}\n", name: "omar.jsonl")
    defer { stage.close() }
    #expect(stage.screen.contains("nothing would come in"))
    #expect(stage.screen.contains("omar.jsonl:2: "))
    await stage.press(.enter)
    #expect(stage.state.status?.text == "Nothing of it would come in; the notes say why.")
    await stage.press(.down, .right)
    #expect(stage.state.importing.canImport)
    await stage.press(.altEnter)
    #expect(stage.state.people.selected?.name == "Omar")
    #expect(stage.screen.contains("Left out of omar.jsonl"))
    #expect(stage.screen.contains("omar.jsonl:2: "))
  }

  @Test func rowsThatCannotBeReadAreNamed() async throws {
    let (stage, _) = try await Self.stage(Self.reviews + "Ann,only two\n")
    defer { stage.close() }
    #expect(stage.screen.contains("cannot be read"))
    #expect(stage.screen.contains("2 cells of 6"))
    await stage.press(.enter)
    #expect(stage.state.status?.text.contains("1 record left out") == true)
    #expect(stage.screen.contains("2 cells of 6"))
    await stage.press(.escape)
    #expect(stage.state.overlays.isEmpty)
  }

  // MARK: What is wrong

  @Test(arguments: sizes)
  func whatCannotBeOpenedSaysWhy(size: Size) async throws {
    let (stage, path) = try await Self.stage("%PDF-1.7 and so on", name: "x.pdf", size: size)
    defer { stage.close() }
    #expect(stage.state.importing.isTyping)
    #expect(stage.screen.contains("PDF"))
    #expect(stage.state.importing.line.editor.text == path)
    await stage.press(.escape)
    #expect(stage.state.overlays.isEmpty)
    for (path, wanted) in [
      ("\(stage.folder)/nowhere.csv", "No such file"), (stage.folder, "this is a folder"),
      ("/dev/null", "no file on a disk"), ("-", "no file on a disk"),
    ] {
      await stage.open(path)
      let told = stage.state.importing.trouble.joined()
      #expect(told.contains(wanted), "\(path): \(told)")
      #expect(stage.state.importing.isTyping)
    }
  }

  @Test func aLatin1FileIsReadWhereSomebodySaysSo() async throws {
    let (stage, path) = try await Self.stage("", name: "latin1.csv")
    defer { stage.close() }
    #expect(stage.state.importing.trouble.joined().contains("empty"))
    let bytes = Self.reviews.replacing("Ann", with: "Zoë").unicodeScalars.map { UInt8($0.value) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    await stage.press(.enter)
    #expect(stage.screen.contains("^T and Enter read it as Latin-1"))
    await stage.press(.ctrl("t"), .enter)
    #expect(stage.screen.contains("Zoë"))
    #expect(stage.state.importing.canImport)
  }

  @Test func whatAFileSaysIsMadeSafe() async throws {
    let hostile = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m\u{202E}txt\u{2066}\u{8}"
    let text = Self.reviews.replacing("Soup", with: hostile).replacing("shop", with: hostile)
    let (stage, _) = try await Self.stage(text, name: "e\u{1B}[31m.csv")
    defer { stage.close() }
    for glyphs in Glyphs.allCases {
      stage.state.glyphs = glyphs
      for keys in [[Key.end], [.enter], [.escape], [.home], [.down, .down, .enter], [.escape]] {
        for key in keys { await stage.press(key) }
        for scalar in stage.screen.unicodeScalars where scalar != "\n" {
          #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
          #expect(scalar.value != 0x202E && scalar.value != 0x2066)
          #expect(glyphs == .unicode || scalar.isASCII)
        }
      }
    }
  }

  @Test func aRoomDoesNotSeeWhoIsInTheFile() async throws {
    let (stage, _) = try await Self.stage()
    defer { stage.close() }
    stage.state.present(true)
    for _ in stage.state.importing.rows {
      #expect(!stage.screen.contains("Ann"))
      await stage.press(.down)
    }
    #expect(stage.screen.contains("not shown to a room"))
  }

  // MARK: Esc

  @Test func escGoesBackAtEveryStep() async throws {
    let (stage, path) = try await Self.stage()
    defer { stage.close() }
    await stage.press(.down, .down, .right, .enter, .escape)
    #expect(stage.state.importing.chooser == nil)
    let chosen = stage.state.importing.columns(of: .user)
    #expect(chosen == ["title"])
    // The list, the path, the panels.
    await stage.press(.escape)
    #expect(stage.state.importing.isTyping)
    #expect(stage.state.importing.line.editor.text == path)
    await stage.press(.escape)
    #expect(stage.state.overlays.isEmpty)
    // Nothing of it is lost: Enter opens it again, with what was chosen.
    await stage.press(.text("i"))
    #expect(stage.screen.contains("again"))
    await stage.press(.enter)
    #expect(stage.state.importing.columns(of: .user) == chosen)
    await stage.press(.ctrl("c"))
    #expect(stage.state.overlays.isEmpty)
    #expect(stage.state.people.all?.count == 1)
  }

  @Test func escStopsAReadingAtOnce() async throws {
    let (stage, path) = try await Self.stage()
    defer { stage.close() }
    await stage.press(.escape, .escape)
    // Nothing is performed: the file is never through.
    stage.performs = { _ in false }
    stage.wanted = []
    await stage.open(path)
    #expect(stage.state.importing.phase == .opening)
    #expect(stage.state.isMoving)
    #expect(stage.screen.contains("opening"))
    let old = stage.state.importing.request.number
    await stage.press(.escape)
    #expect(stage.state.importing.phase == .typing)
    #expect(stage.wanted.last == .stopImport)
    #expect(!stage.state.isMoving)
    // What comes too late finds nobody.
    _ = stage.state.handle(.importing(.failed(old, ["late"])))
    #expect(stage.state.importing.trouble.isEmpty)
    #expect(stage.state.importing.phase == .typing)
  }

  @Test func escStopsAnImportThatIsUnderWay() async throws {
    let (stage, _) = try await Self.stage()
    defer { stage.close() }
    stage.performs = { _ in false }
    await stage.press(.enter)
    #expect(stage.state.importing.phase == .importing)
    #expect(stage.screen.contains("importing"))
    // Quitting would end it, so it is asked.
    await stage.press(.ctrl("q"))
    #expect(stage.screen.contains("Quit and lose it?"))
    await stage.press(.text("n"))
    await stage.hear(
      .importing(.looked(stage.state.importing.request.number, .init(records: 3, share: 0.5))))
    #expect(stage.screen.contains("importing: 3 records, 50 %"))
    await stage.press(.escape)
    #expect(stage.wanted.last == .stopImport)
    await stage.hear(.importing(.stopped))
    #expect(stage.state.status?.text == "The import was stopped: nothing came in.")
    #expect(stage.state.importing.canImport)
  }

  @Test func whatFailsOnTheWayInIsKeptReadable() async throws {
    let (stage, _) = try await Self.stage()
    defer { stage.close() }
    stage.performs = { _ in false }
    await stage.press(.enter)
    await stage.hear(
      .importing(.failed(stage.state.importing.request.number, ["reviews.csv:3: gone", "Again."])))
    #expect(stage.screen.contains("reviews.csv:3: gone"))
    #expect(stage.state.importing.canImport)
    await stage.press(.down, .up)
    #expect(stage.screen.contains("Again."))
  }

  // MARK: The path

  @Test func tabCompletesNamesOfFiles() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    for name in ["answers-a.csv", "answers-b.csv", "deep/notes.csv", ".hidden.csv"] {
      let url = URL(fileURLWithPath: "\(stage.folder)/in/\(name)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(Self.reviews.utf8).write(to: url)
    }
    let folder = "\(stage.folder)/in/"
    await stage.press(.text("i"))
    await stage.hear(.key(.paste(folder)))
    #expect(stage.screen.contains("answers-b.csv"))
    #expect(stage.screen.contains("deep/"))
    #expect(!stage.screen.contains(".hidden"))
    var editor: String { stage.state.importing.line.editor.text }
    await stage.press(.text("a"), .tab)
    #expect(editor == folder + "answers-")
    await stage.press(.tab)
    #expect(editor == folder + "answers-a.csv")
    await stage.press(.tab)
    #expect(editor == folder + "answers-b.csv")
    await stage.press(.tab, .ctrl("w"))
    await stage.hear(.key(.paste(folder + "d")))
    await stage.press(.tab, .tab, .enter)
    #expect(stage.screen.contains("Import notes.csv"))
  }

  @Test func severalFilesThatBelongTogetherAreReadTogether() async throws {
    let (stage, path) = try await Self.stage(
      "userId,movieId,rating,timestamp\n1,10,4.0,1700000000\n1,11,2.5,1700000100\n",
      name: "ratings.csv")
    defer { stage.close() }
    let movies = "\(stage.folder)/movies.csv"
    try Data("movieId,title,genres\n10,A Walk (1999),Drama\n11,Soup (2001),Comedy\n".utf8)
      .write(to: URL(fileURLWithPath: movies))
    await stage.press(.text("+"))
    #expect(stage.screen.contains("One more file"))
    await stage.press(.escape)
    #expect(stage.state.importing.phase == .ready)
    await stage.press(.text("+"))
    await stage.hear(.key(.paste(movies)))
    await stage.press(.enter)
    #expect(stage.state.importing.request.paths == [path, movies])
    #expect(stage.screen.contains("Import ratings.csv and 1 more"))
    await stage.press(.altEnter)
    #expect(stage.state.person?.user.history.first?.query.contains("A Walk") == true)
  }

  @Test func theCommandOpensTheFileAtOnce() async throws {
    let (stage, path) = try await Self.stage()
    defer { stage.close() }
    await stage.press(.ctrl("c"), .text(":"))
    await stage.type("import \(path)")
    await stage.press(.enter)
    #expect(stage.screen.contains("2 people, 6 answers"))
    #expect(stage.screen.contains("M-Enter") == false)
    await stage.press(.down)
    #expect(stage.screen.contains("M-Enter"))
  }
}

extension Stage {
  /// Opens a file in the sheet.
  func open(_ path: String) async {
    if !state.overlays.isEmpty { await press(.ctrl("c")) }
    await press(.text("i"))
    await hear(.key(.paste(path)))
    await press(.enter)
  }
}
