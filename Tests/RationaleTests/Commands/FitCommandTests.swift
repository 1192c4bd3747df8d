internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct FitCommandTests {
  private let bench: Bench

  init() async throws {
    bench = try await Bench.withPeople()
  }

  @Test func aFitSaysWhatCameOfIt() async throws {
    let fit = await bench.run("fit", "mara")
    #expect(fit.status == .done)
    #expect(fit.output.hasPrefix("Mara (books): version 1, "))
    #expect(fit.output.contains("24 paths"))
    #expect(fit.diagnostics.isEmpty)
    #expect(await bench.run("fit", "mara").output.contains("version 2"))
  }

  @Test func allOfATaskOrOfThemAll() async throws {
    let one = try await bench.run("fit", "--all", "--task", "survey", "--json")
      .jsonLines(FitDocument.self)
    #expect(one.map(\.user) == ["Omar"])
    let needed = try await bench.run("fit", "--all", "--needed", "--json")
      .jsonLines(FitDocument.self)
    #expect(needed.map(\.user) == ["Mara", "Ana"])
    #expect(await bench.run("fit", "--all", "--task", "none").status == .usage)
  }

  @Test func showNamesFactorsAndPaths() async throws {
    #expect(await bench.run("show", "mara").output.contains("not fitted"))
    _ = await bench.run("fit", "mara")
    let show = await bench.run("show", "mara").output
    #expect(show.contains("base rate"))
    #expect(show.contains("thin plot"))
    let document = try await bench.run("show", "mara", "--json", "--item", "2")
      .json(ModelDocument.self)
    #expect(document.version == 1)
    #expect(document.stages?.map(\.stage) == [.extract, .cluster, .count, .reason])
    #expect(document.baseCounts == [0, 12, 0, 0, 12])
    #expect(document.history?.map(\.interaction) == [1])
    #expect(document.history?.first?.path?.conclusion == document.history?.first?.response)
    #expect(await bench.run("show", "mara", "--item", "25").status == .usage)
    #expect(await bench.run("show", "mara", "--version", "2").status == .usage)
  }

  @Test func manyLabelsAreNamedFactorByFactor() async throws {
    let labels = (0..<12).map { "a rather long label \($0)" }
    let lister = People.line(
      name: "Lis", task: "lists", labels: labels,
      history: (0..<36).map { index in
        ("A trawler, a dog and the word\(index % 12)x again.", labels[index % 12], nil)
      })
    try bench.write(lister, to: "lister.jsonl")
    _ = await bench.run("import", bench.folder + "/lister.jsonl")
    _ = await bench.run("fit", "lis")
    let show = await bench.run("show", "lis", "--all").output
    #expect(show.contains("says most about"))
    #expect(show.contains("a rather long label 11 3/36"))
    #expect(show.contains("3/3 +92"))
    #expect(show.split(separator: "\n").allSatisfy { GraphemeWidth.width(of: String($0)) <= 100 })
  }

  @Test func anEvaluationOfAFileLeavesNoLibraryBehind() async throws {
    let path = bench.folder + "/people.jsonl"
    let other = try Bench()
    let report = await other.run("eval", path, "--methods", "rpm", "--per-user")
    #expect(report.status == .done)
    #expect(report.output.contains("Mara"))
    #expect(await other.run("users").diagnostics.contains("is new"))
    #expect(await other.run("eval", other.folder + "/none").status == .badData)
  }
}
