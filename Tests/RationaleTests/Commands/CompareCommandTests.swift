internal import RPM
internal import Testing

@testable import Rationale

@Suite struct CompareCommandTests {
  @Test func whatOneLovesTheOtherHates() async throws {
    let bench = try await Bench.withPeople()
    let other = People.line(
      name: "Zoe", task: "books", labels: ["1", "2", "3", "4", "5"],
      history: (0..<12).flatMap { index in
        [
          ("A thin plot, and a slow start in chapter \(index).", "5", nil),
          ("Fine prose on every page, number \(index).", "1", nil),
        ]
      })
    try bench.write(other, to: "zoe.jsonl")
    _ = await bench.run("import", bench.folder + "/zoe.jsonl")
    #expect(await bench.run("compare", "mara", "zoe").status == .usage)
    #expect(await bench.run("fit", "--all", "--task", "books").status == .done)
    let document = try await bench.run("compare", "mara", "zoe", "--json")
      .json(CompareDocument.self)
    let pairs = document.comparison.pairs
    #expect(!pairs.isEmpty)
    #expect(pairs.allSatisfy { $0.relation == .opposite && $0.similarity > 0.99 })
    for pair in pairs {
      let (mine, theirs) = (try #require(pair.firstShift), try #require(pair.secondShift))
      // 2 and 5 against a mean of 3.5; 5 and 1 against a mean of 3.
      #expect(abs(abs(mine) - 1.5) < 1e-9 && abs(abs(theirs) - 2) < 1e-9)
    }
    let same = try await bench.run("compare", "mara", "mara", "--json").json(CompareDocument.self)
    #expect(same.comparison.pairs.allSatisfy { $0.relation == .shared && $0.first == $0.second })
    #expect(same.comparison.onlyFirst.isEmpty)
    #expect(await bench.run("compare", "mara", "zoe").output.contains("opposite"))
  }
}
