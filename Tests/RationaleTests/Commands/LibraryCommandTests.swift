internal import Foundation
internal import Storage
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct LibraryCommandTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.write(
      [People.reader, People.voter, People.author].joined(separator: "\n"), to: "people.jsonl")
  }

  @Test func aNewLibraryHoldsTheSampleUsers() async throws {
    let users = await bench.run("users")
    #expect(users.status == .done)
    #expect(users.output.contains("Ana"))
    #expect(users.diagnostics.contains("is new"))
    #expect(await bench.run("users").diagnostics.isEmpty)
  }

  @Test func importIntoANewLibraryBringsNoSamples() async throws {
    try bench.write(People.reader, to: "one.jsonl")
    let report = await bench.run("import", bench.folder + "/one.jsonl")
    #expect(report.status == .done)
    #expect(report.output.contains("1 new user"))
    let users = try await bench.run("users", "--json").json([UserDocument].self)
    #expect(users.map(\.user) == ["Mara"])
    #expect(await bench.run("import", "--samples").output.contains("1 new user"))
  }

  @Test func aSearchFindsNamesQuestionsAndPaths() async throws {
    #expect(await bench.run("import", bench.folder + "/people.jsonl").status == .done)
    let buses = try await bench.run("search", "more", "buses", "--limit", "3", "--json")
      .json([SearchDocument].self)
    #expect(buses.count == 3)
    #expect(buses.allSatisfy { $0.user == "Omar" && $0.place == "history" })
    #expect(await bench.run("search", "mara").output.contains("user"))
    #expect(await bench.run("fit", "mara").status == .done)
    let paths = try await bench.run("search", "thin plot", "--json", "--limit", "100")
      .json([SearchDocument].self)
    #expect(Set(paths.map(\.place)).isSuperset(of: ["history", "test"]))
    let none = await bench.run("search", "zeppelin")
    #expect(none.status == .done)
    #expect(none.diagnostics.contains("nothing holds"))
    // What means something to the search engine is only text here.
    #expect(await bench.run("search", "\"AND OR NEAR( *").status == .done)
    #expect(await bench.run("search", "x", "--limit", "0").status == .usage)
  }

  @Test func aSecondImportAddsNothing() async throws {
    let report = await bench.run("import", bench.folder + "/people.jsonl", "--json")
    let document = try report.json(ImportDocument.self)
    #expect(document.usersAdded == 3)
    #expect(document.interactionsAdded == 38)
    let again = try await bench.run("import", bench.folder + "/people.jsonl", "--json")
      .json(ImportDocument.self)
    #expect(again.usersAdded == 0)
    #expect(again.interactionsKnown == 38)
  }

  @Test func oneBadFileKeepsAllOut() async throws {
    let bad = try bench.write(People.voter + "\n{\"user\": 1}\n", to: "bad.jsonl")
    let report = await bench.run("import", bench.folder + "/people.jsonl", bad)
    #expect(report.status == .badData)
    #expect(report.diagnostics.contains("bad.jsonl:2: "))
    #expect(try await bench.run("users", "--json").json([UserDocument].self).map(\.user) == ["Ana"])
  }

  @Test func keepGoodTakesTheReadableLines() async throws {
    let bad = try bench.write(People.voter + "\n{oops\n" + People.reader, to: "bad.jsonl")
    let report = await bench.run("import", bad, "--keep-good")
    #expect(report.status == .badData)
    #expect(report.output.contains("2 new users"))
    #expect(report.diagnostics.contains("bad.jsonl:2: not JSON"))
  }

  @Test func aMissingFileIsBadData() async throws {
    let report = await bench.run("import", bench.folder + "/none.jsonl")
    #expect(report.status == .badData)
    #expect(report.diagnostics.contains("none.jsonl"))
  }

  @Test func anAmbiguousNameListsTheTasks() async throws {
    let twin = People.line(
      name: "Mara", task: "films", labels: ["a", "b"], history: [("one", "a", nil)])
    try bench.write(People.reader + "\n" + twin, to: "twins.jsonl")
    #expect(await bench.run("import", bench.folder + "/twins.jsonl").status == .done)
    let show = await bench.run("show", "Mara")
    #expect(show.status == .usage)
    #expect(show.diagnostics.contains("--task books"))
    #expect(show.diagnostics.contains("--task films"))
    #expect(show.output.isEmpty)
    #expect(await bench.run("show", "mar", "--task", "films").status == .done)
    #expect(await bench.run("show", "Nobody").status == .usage)
  }

  @Test func anExportImportsToTheSame() async throws {
    _ = await bench.run("import", bench.folder + "/people.jsonl")
    let export = await bench.run("export", "--output", "all.jsonl")
    #expect(export.status == .done)
    #expect(export.output.isEmpty)
    let path = bench.folder + "/all.jsonl"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
    #expect(!names.contains { $0.hasSuffix(".part") })

    let other = try Bench()
    #expect(await other.run("import", path).status == .done)
    #expect(try await other.run("export").output == bench.read("all.jsonl"))
    #expect(await bench.run("export", "mara").output.split(separator: "\n").count == 1)
  }

  @Test func anExportThatCannotBeWrittenFails() async throws {
    let export = await bench.run("export", "-o", "no/such/folder.jsonl")
    #expect(export.status == .failed)
    #expect(export.diagnostics.contains("cannot be written"))
  }

  @Test func aCorrectedAnswerMakesTheModelStale() async throws {
    _ = await bench.run("import", bench.folder + "/people.jsonl")
    #expect(await bench.run("fit", "mara").status == .done)
    let added = await bench.run("add", "mara", "--query", "Thin.", "--response", "2", "--json")
    let document = try added.json(AddDocument.self)
    #expect(document.added)
    #expect(document.stale)
    // All of Mara's answers have dates, so that this one is the newest needs one too.
    #expect(document.date != nil)
    let again = await bench.run("add", "mara", "--query", "Thin.", "--response", "2")
    #expect(again.output.contains("nothing changed"))
    #expect(await bench.run("users").output.contains("stale"))
    let show = await bench.run("show", "mara")
    #expect(show.output.contains("1 interaction came after the fit"))
    #expect(await bench.run("add", "mara", "--query", "Q", "--response", "7").status == .usage)
  }

  @Test func anAddedSurveyAnswerNamesItsOption() async throws {
    _ = await bench.run("import", bench.folder + "/people.jsonl")
    let added = try await bench.run(
      "add", "omar", "--query", "More trams?", "--response", "no", "--option", "Yes", "--option",
      "No", "--json"
    ).json(AddDocument.self)
    #expect(added.response == "B")
    #expect(added.query == "More trams?\nA. Yes\nB. No")
  }

  @Test func forgettingNeedsYesWithoutATerminal() async throws {
    _ = await bench.run("import", bench.folder + "/people.jsonl")
    let refused = await bench.run("forget", "mara")
    #expect(refused.status == .usage)
    #expect(refused.diagnostics.contains("--yes"))
    let forgotten = try await bench.run("forget", "mara", "--yes", "--json")
      .json(ForgetDocument.self)
    #expect(forgotten.interactions == 24)
    #expect(forgotten.tests == 1)
    #expect(await bench.run("show", "mara").status == .usage)
  }

  @Test func aNewerLibraryIsRefusedUntouched() async throws {
    #expect(await bench.run("users").status == .done)
    // The version stands at byte 60 of the header, big-endian.
    let url = URL(fileURLWithPath: bench.library)
    var bytes = try Data(contentsOf: url)
    bytes[60..<64] = Data([0, 0, 0, 99])
    try bytes.write(to: url)
    let users = await bench.run("users")
    #expect(users.status == .badData)
    #expect(users.diagnostics.contains("newer"))
    #expect(try Data(contentsOf: url) == bytes)
  }

  @Test func hostileTextNeverReachesATerminal() async throws {
    try bench.write(People.hostile, to: "eve.jsonl")
    #expect(await bench.run("import", bench.folder + "/eve.jsonl").status == .done)
    for arguments in [
      ["users"], ["users", "--json"], ["show", "eve"], ["show", "eve", "--history"],
      ["show", "eve", "--item", "1"], ["show", "eve", "--json", "--history"], ["fit", "eve"],
      ["show", "eve", "--all"], ["ask", "eve", "\u{1B}[2J\u{9B}31m hostile \u{202E}query"],
      ["ask", "eve", "\u{9B}31m \u{2028}hostile", "--json"], ["asks", "eve"],
      ["asks", "eve", "--json"], ["export"], ["show", "\u{1B}[2Jnobody"],
      ["show", "eve", "--\u{1B}]0;x\u{7}"],
    ] {
      let outcome = await bench.run(arguments)
      // On a slow machine a fit shows its progress, whose line returns to its start.
      let diagnostics = outcome.diagnostics.replacingOccurrences(of: "\r", with: "")
      let obeyed = (outcome.output + diagnostics).unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F ~= $0.value)
          || (0x2028...0x202E ~= $0.value) || (0x2066...0x2069 ~= $0.value)
      }
      #expect(obeyed.isEmpty, "\(arguments): \(obeyed)")
    }
  }

  @Test func theVersionNamesTheLibrary() async throws {
    let version = try await bench.run("version", "--json").json(VersionDocument.self)
    #expect(version.version == ProgramVersion.current)
    #expect(version.library == bench.library)
    #expect(!FileManager.default.fileExists(atPath: bench.library))
  }

  @Test func answersAsRowsAreTheSamePeople() async throws {
    _ = await bench.run("import", bench.folder + "/people.jsonl")
    let export = await bench.run("export", "--rows", "answers", "-o", "rows.csv")
    #expect(export.status == .done)
    #expect(export.diagnostics.contains("users written to rows.csv"))
    let attributes = try FileManager.default.attributesOfItem(atPath: bench.folder + "/rows.csv")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let other = try Bench()
    try other.write(try bench.read("rows.csv"), to: "rows.csv")
    #expect(await other.run("import", other.folder + "/rows.csv").status == .done)
    // The same people, whatever else the one library holds.
    for user in ["mara", "omar"] {
      #expect(await other.run("export", user).output == bench.run("export", user).output)
    }
  }

  @Test func whatWasFoundIsRowsOrLines() async throws {
    _ = await bench.run("import", bench.folder + "/people.jsonl")
    let none = await bench.run("export", "mara", "--rows", "factors")
    #expect(none.status == .usage)
    #expect(none.diagnostics.contains("has no model yet"))
    #expect(await bench.run("fit", "mara").status == .done)
    let rows = await bench.run("export", "mara", "omar", "--rows", "factors")
    #expect(rows.status == .done)
    #expect(rows.output.hasPrefix("user,task,version,factor,description,features,support,"))
    #expect(rows.diagnostics.contains("1 user without a model left out"))
    let show = try await bench.run("show", "mara", "--json").json(ModelDocument.self)
    let lines = try await bench.run("export", "mara", "--models").jsonLines(ModelDocument.self)
    #expect(lines == [show])
    #expect(rows.output.split(separator: "\n").count >= (show.factors?.count ?? 0) + 1)
    #expect(await bench.run("export", "--models", "--rows", "answers").status == .usage)
  }

  @Test func aTerminalObeysNothingInRows() {
    #expect(ExportCommand.visible("a,\u{1B}[2J\t\n\u{9B}") == "a,\\u001b[2J\\u0009\n\\u009b")
  }
}
