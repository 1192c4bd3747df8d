internal import Foundation
internal import Storage
internal import Testing

@testable import Commands
@testable import Presentation

/// Files as people have them, from the command line to a fitted person.
@Suite struct ImportCommandTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private static let table = """
    reviewer;title;text;stars;day
    Ana;Slow;"A slow start, but it ends well.";4;20.01.2024
    Ana;Thin;"The plot is thin; people are flat.";2;15.02.2024
    Bo;Fine;"Fine for a train.";3;03.10.2024
    Ana;Good;"Could not stop.";5;10.03.2024
    Bo;Bad;"Dull, dull, dull.";1;05.04.2024
    Ana;Better;"Tight and quick.";4;28.05.2024
    Bo;Nice;"A kind book.";4;28.06.2024
    Ana;Loud;"Loud and thin.";1;28.07.2024

    """

  @Test func aTableBecomesPeopleInOneCommand() async throws {
    let file = try bench.write(Self.table, to: "reviews.csv")
    let plan = try await bench.run("import", file, "--dry-run", "--json").json(IntakeDocument.self)
    let told = try #require(plan.files.first)
    #expect(told.people == 2 && told.answers == 8)
    for part in ["user = reviewer", "query = title + text", "response = stars", "1 to 5"] {
      #expect(told.summary.contains(part), "\(told.summary)")
    }
    #expect(told.summary.contains("day.month.year"))
    #expect(try await bench.run("users", "--json").json([UserDocument].self).map(\.user) == ["Ana"])

    let named = await bench.run(
      "import", file, "--user", "reviewer", "--query", "title,text", "--response", "stars")
    #expect(named.status == .done, "\(named.diagnostics)")
    #expect(named.output.contains("2 new users; 8 interactions"))
    #expect(named.diagnostics.contains("user = reviewer"))
    #expect(await bench.run("fit", "Ana", "--task", "reviews").status == .done)
  }

  @Test func aGuessThatIsNotSureAsks() async throws {
    let file = try bench.write(
      "name,review,stars,score\n"
        + (1...6).map { "Ana,Words about thing \($0) and more,\($0 % 5 + 1),\($0 % 3 + 1)\n" }
        .joined(),
      to: "unclear.csv")
    let plan = try await bench.run("import", file, "-n", "--json").json(IntakeDocument.self)
    try #require(plan.files.first?.doubts.isEmpty == false, "\(plan)")
    let refused = await bench.run("import", file)
    #expect(refused.status == .badData)
    #expect(refused.diagnostics.contains("--yes"))
    #expect(refused.diagnostics.contains("--user") || refused.diagnostics.contains("--response"))
    #expect(try await bench.run("users", "--json").json([UserDocument].self).count <= 1)
    #expect(await bench.run("import", file, "--yes").status == .done)
  }

  @Test func aColumnThatIsNotThereIsNamedWithTheOthers() async throws {
    let file = try bench.write(Self.table, to: "reviews.csv")
    let outcome = await bench.run("import", file, "--user", "reviever", "--yes")
    #expect(outcome.status == .badData)
    #expect(outcome.diagnostics.contains("\"reviewer\"?"))
    #expect(outcome.diagnostics.contains("title, text, stars, day"))
  }

  @Test(arguments: [
    ("PAR1", "x.parquet", "Parquet"), ("PK\u{3}\u{4}\u{14}", "x.zip", "zip"),
    ("%PDF-1.7\n", "x.pdf", "PDF"), ("<!DOCTYPE html><html>", "x.jsonl", "page"),
    ("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "x.csv", "LFS"),
    ("", "x.csv", "empty"), ("question,selections,options,source\n", "x.csv", "no rows"),
    ("[1, 2]", "x.json", "objects"),
  ])
  func whatCannotBeReadIsSaidAndNothingIsImported(
    text: String, name: String, word: String
  ) async throws {
    let file = try bench.write(text, to: name)
    let outcome = await bench.run("import", file)
    #expect(outcome.status == .badData)
    #expect(outcome.diagnostics.contains(name) && outcome.diagnostics.contains(word))
    #expect(await bench.run("import", file, "--dry-run").status == .badData)
  }

  @Test func severalFilesWithABadOneSayWhichWentIn() async throws {
    let good = try bench.write(Self.table, to: "reviews.csv")
    let bad = try bench.write("%PDF-1.7\n", to: "x.pdf")
    let none = await bench.run("import", good, bad, "--yes")
    #expect(none.status == .badData)
    #expect(none.diagnostics.contains("x.pdf") && none.diagnostics.contains("reviews.csv"))
    let some = await bench.run("import", good, bad, "--yes", "--keep-good")
    #expect(some.status == .badData)
    #expect(some.output.contains("2 new users"))
    #expect(some.diagnostics.contains("x.pdf"))
  }

  @Test func otherSpellingsAreReadWhenTheyAreNamed() async throws {
    let path = bench.folder + "/latin.csv"
    let rows = (1...6).map { "Zo\u{EB};Caf\u{E9} number \($0) was fine enough;\($0 % 5 + 1)" }
    try #require((["user;query;response"] + rows).joined(separator: "\n").data(using: .isoLatin1))
      .write(to: URL(fileURLWithPath: path))
    let refused = await bench.run("import", path)
    #expect(refused.status == .badData)
    #expect(refused.diagnostics.contains("--encoding latin1"))
    #expect(await bench.run("import", path, "--encoding", "latin1").status == .done)
    #expect(
      try await bench.run("users", "--json").json([UserDocument].self).map(\.user) == ["Zo\u{EB}"])
    #expect(await bench.run("import", path, "--encoding", "klingon").status == .usage)
  }

  @Test func twoSidedDatesAreAskedFor() async throws {
    let rows = (1...9).map {
      "Ana,What of day \($0) and its weather?,\($0 % 2),0\($0)/0\(10 - $0)/2024"
    }
    let file = try bench.write(
      (["user,query,response,date"] + rows).joined(separator: "\n"), to: "dates.csv")
    let refused = await bench.run("import", file)
    #expect(refused.status == .badData)
    #expect(refused.diagnostics.contains("--date-format"))
    #expect(await bench.run("import", file, "--date-format", "m/d/y").status == .done)
    #expect(await bench.run("import", file, "--date-format", "nonsense").status == .usage)
  }

  @Test func theFormsAreListed() async throws {
    let listed = await bench.run("import", "--list-formats")
    #expect(listed.status == .done)
    for name in [
      "people", "rows", "amazon-2023", "yelp", "goodreads", "movielens", "lamp", "prism",
    ] {
      #expect(listed.output.contains(name), "\(name)")
    }
    #expect(await bench.run("import", "--list-formats", "--json").status == .done)
  }
}
