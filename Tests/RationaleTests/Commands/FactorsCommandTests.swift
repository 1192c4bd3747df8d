internal import RPM
internal import Storage
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct FactorsCommandTests {
  private let bench: Bench

  init() async throws {
    bench = try await Bench.withPeople()
    #expect(await bench.run("fit", "mara").status == .done)
  }

  private func list() async throws -> FactorListDocument {
    try await bench.run("factors", "mara", "--json").json(FactorListDocument.self)
  }

  private func edit(_ arguments: String...) async throws -> EditDocument {
    let outcome = await bench.run(["factors"] + arguments + ["--json"], isTerminal: false)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return try outcome.json(EditDocument.self)
  }

  @Test func factorsAreListedWithNumbers() async throws {
    let document = try await list()
    #expect(document.version == 1)
    #expect(document.factors.map(\.number) == Array(1...document.factors.count))
    let text = await bench.run("factors", "mara").output
    #expect(text.contains("thin plot") && text.contains("no."))
    #expect(await bench.run("factors", "omar").status == .usage)
  }

  @Test func anEditIsAVersionAndUndoGoesBack() async throws {
    let first = try await list()
    let (a, b) = (first.factors[0], first.factors[1])
    let merged = try await edit("merge", "mara", "1", b.name, "--name", "Both")
    #expect(merged.version == 2 && merged.before == 1)
    #expect(merged.edit == .merge(factors: [a.name, b.name], name: "Both"))
    #expect(merged.diff.factors.map(\.kind) == [.merged])
    #expect(merged.stalePaths > 0)
    #expect(try await list().factors[0].name == "Both")
    let undone = try await edit("undo", "mara")
    #expect(undone.version == 1)
    #expect(try await list() == first)
    #expect(await bench.run("factors", "undo", "mara").status == .usage)
    #expect(try await edit("redo", "mara").version == 2)
    #expect(await bench.run("factors", "redo", "mara").status == .usage)
    let log = try await bench.run("factors", "log", "mara", "--json").json([VersionLog.Line].self)
    #expect(log.map(\.version) == [2, 1])
    #expect(log.map(\.inUse) == [true, false])
    #expect(log.map(\.parent) == [1, nil])
  }

  @Test func anEditAfterAnUndoIsWhatRedoFinds() async throws {
    let name = try await list().factors[0].name
    _ = try await edit("rename", "mara", name, "First")
    _ = try await edit("undo", "mara")
    _ = try await edit("rename", "mara", name, "Second")
    #expect(await bench.run("factors", "redo", "mara").status == .usage)
    _ = try await edit("undo", "mara")
    _ = try await edit("redo", "mara")
    #expect(try await list().factors[0].name == "Second")
  }

  @Test func namesMayBeShortAndErrorsNameWhatThereIs() async throws {
    let names = try await list().factors.map(\.name)
    let short = try #require(
      names.first { name in names.count { $0.hasPrefix(name.prefix(4)) } == 1 })
    let renamed = try await edit("rename", "mara", String(short.prefix(4)), "Renamed")
    #expect(renamed.edit == .rename(factor: short, name: "Renamed"))
    let unknown = await bench.run("factors", "drop", "mara", "zebra")
    #expect(unknown.status == .usage)
    #expect(unknown.diagnostics.contains("Renamed"))
    let taken = await bench.run("factors", "rename", "mara", "1", try await list().factors[1].name)
    #expect(taken.status == .usage && taken.diagnostics.contains("already"))
    #expect(await bench.run("factors", "exclude", "mara", "99").diagnostics.contains("1 to 24"))
    #expect(await bench.run("factors", "merge", "mara", "1").status == .usage)
  }

  @Test func anExcludedItemIsInNoAnswer() async throws {
    #expect(try await edit("exclude", "mara", "1").diff.marks.map(\.item) == [0])
    let show = try await bench.run("show", "mara", "--json").json(ModelDocument.self)
    #expect(show.baseCounts == [0, 11, 0, 0, 12])
    let answer = try await bench.run(
      "ask", "mara", "A thin plot again, and a slow start in chapter 0!", "--json", "-k", "24"
    ).json(AnswerDocument.self)
    #expect(!answer.retrieved.isEmpty)
    #expect(!answer.retrieved.contains { $0.interaction == 0 })
    _ = try await edit("include", "mara", "1")
    #expect(
      try await bench.run("show", "mara", "--json").json(ModelDocument.self).baseCounts
        == [0, 12, 0, 0, 12])
  }

  @Test func aPartOfTheHistoryIsEditedByItsOwnNumbers() async throws {
    #expect(await bench.run("fit", "mara", "--last", "12").status == .done)
    #expect(await bench.run("factors", "exclude", "mara", "1").status == .usage)
    // Item 24 of the history is the last of the twelve.
    #expect(try await edit("exclude", "mara", "24").diff.marks.map(\.item) == [11])
    let show = try await bench.run("show", "mara", "--json").json(ModelDocument.self)
    #expect(show.window != nil)
    #expect(show.baseCounts?.reduce(0, +) == 11)
  }

  @Test func aPinnedItemIsTheFirstExample() async throws {
    _ = try await edit("pin", "mara", "24")
    let answer = try await bench.run("ask", "mara", "A thin plot in this one.", "--json")
      .json(AnswerDocument.self)
    #expect(answer.retrieved.first?.interaction == 23)
    #expect(answer.retrieved.count == 3)
    #expect(try await list().pinned == [23])
  }

  @Test func stalePathsAreRebuiltForNothing() async throws {
    let name = try await list().factors[0].name
    let dropped = try await edit("drop", "mara", name)
    #expect(dropped.stalePaths > 0)
    #expect(try await list().stale.count == dropped.stalePaths)
    #expect(await bench.run("factors", "rebuild", "mara", "--estimate").output.contains("nothing"))
    let rebuilt = try await edit("rebuild", "mara")
    #expect(rebuilt.stalePaths == 0)
    #expect(rebuilt.diff.rebuilt.count == dropped.stalePaths)
    #expect(rebuilt.version == 3)
    #expect(try await edit("rebuild", "mara").version == 3)
    #expect(try await edit("undo", "mara").stalePaths == dropped.stalePaths)
  }

  @Test func versionsAreCompared() async throws {
    let name = try await list().factors[0].name
    _ = try await edit("rename", "mara", name, "Zebra")
    _ = try await edit("exclude", "mara", "2")
    let both = try await edit("diff", "mara", "1", "3")
    #expect(both.diff.factors.map(\.kind) == [.renamed])
    #expect(both.diff.marks.map(\.mark) == [.excluded])
    #expect(try await edit("diff", "mara").diff.factors.isEmpty)
    let text = await bench.run("factors", "diff", "mara", "1")
    #expect(text.output.contains("Zebra: was called \(name)"))
    #expect(await bench.run("factors", "diff", "mara", "1", "9").status == .usage)
  }

  @Test func aFitMakesEditsAgainAndSaysWhichItCannot() async throws {
    let names = try await list().factors.map(\.name)
    _ = try await edit("rename", "mara", names[0], "Kept")
    _ = try await edit("exclude", "mara", "3")
    let fit = await bench.run("fit", "mara")
    #expect(fit.status == .done)
    #expect(fit.diagnostics.contains("made 2 edits again"))
    let after = try await list()
    #expect(after.factors.contains { $0.name == "Kept" })
    #expect(after.excluded == [2])
    #expect(after.version == 6)
    // Undo goes back edit by edit, to the new fit.
    _ = try await edit("undo", "mara")
    #expect(try await edit("undo", "mara").version == 4)
    #expect(try await list().factors.map(\.name) == names)
    // Another history: the excluded item is gone, and so is what the edit was about.
    _ = try await edit("exclude", "mara", "1")
    let rest = People.line(
      name: "Mara", task: "books", labels: ["1", "2", "3", "4", "5"],
      history: (0..<12).map { ("Fine prose on every page, number \($0).", "5", nil) })
    try bench.write(rest, to: "rest.jsonl")
    #expect(await bench.run("import", bench.folder + "/rest.jsonl", "--replace").status == .done)
    let refit = await bench.run("fit", "mara")
    #expect(refit.diagnostics.contains("not made again after the fit: exclude item 1."))
    #expect(try await list().excluded.isEmpty)
  }
}
