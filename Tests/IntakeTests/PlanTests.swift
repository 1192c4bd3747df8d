internal import Foundation
internal import Testing

@testable internal import Intake

@Suite struct PlanTests {
  let scratch: IntakeScratch

  init() throws { scratch = try IntakeScratch() }

  @Test func peopleMayLackTaskLabelsAndInstruction() throws {
    let lines = (0..<4).map { person in
      let items = (0..<4).map { #"{"query": "q \#($0)", "response": \#(1 + ($0 + person) % 5)}"# }
      return #"{"user": "u\#(person)", "history": [\#(items.joined(separator: ", "))]}"#
    }
    let outcome = try scratch.outcome(lines.joined(separator: "\n"), "hotel reviews.jsonl")
    #expect(outcome.people.map(\.task) == Array(repeating: "hotel reviews", count: 4))
    #expect(outcome.people.first?.labels == .absent && outcome.people.first?.instruction == nil)
    #expect(outcome.people.first?.shown?.labels == ["1", "2", "3", "4", "5"])
    #expect(outcome.plan?.tasks.first?.form.instruction.contains("1 to 5") == true)
  }

  @Test func anArrayOfPeopleIsTheirLines() throws {
    let one =
      #"{"user": "A", "task": "t", "labels": null, "instruction": "i", "history": [{"query": "q", "response": "r", "date": ""}]}"#
    let outcome = try scratch.outcome(
      "[\n\(one),\n\(one.replacing("\"A\"", with: "\"B\""))\n]", "p.json")
    #expect(outcome.people.map(\.name) == ["A", "B"] && outcome.problems.isEmpty)
    // An empty date is none.
    #expect(outcome.people[0].history[0].date == nil)
  }

  @Test(arguments: [
    ("user,text,stars\n", "file.csv: the table has a header and no rows"),
    (
      "user,text,stars\nA,,3\nB,,4\n",
      "file.csv:2: none of its 2 records can be read; the first: row 1: text is empty"
    ),
    ("", "file.csv: the file is empty"),
  ])
  func nothingHasAReason(text: String, reason: String) throws {
    let outcome = try scratch.outcome(text)
    #expect(outcome.problems.first == reason, "\(outcome.problems)")
    #expect(outcome.people.isEmpty)
  }

  @Test func onePersonInATableIsOneInBoundedMemory() throws {
    let text = String(repeating: "A long text. ", count: 400)
    let rows = (0..<8000).map { "u\($0 % 2),\($0) \(text),\(1 + $0 % 5)\n" }
    let outcome = try scratch.outcome("user,text,stars\n" + rows.joined())
    #expect(outcome.plan?.people == 2 && outcome.plan?.answers == 8000)
    // Either alone is more than is held: several pieces, each a line.
    #expect(outcome.people.count > 2 && Set(outcome.people.map(\.name)).count == 2)
    #expect(outcome.people.allSatisfy { $0.isPart })
    #expect(outcome.people.reduce(0) { $0 + $1.history.count } == 8000)
  }

  @Test func aTaskMayBeAColumn() throws {
    let rows = (0..<20).map {
      "u\($0 % 2),\($0 % 4 < 2 ? "wine" : "cheese"),Thing \($0),\($0 % 4 < 2 ? "\(1 + $0 % 5)" : $0 % 3 == 0 ? "good" : "bad")\n"
    }
    let outcome = try scratch.outcome("user,task,text,rating\n" + rows.joined())
    #expect(outcome.plan?.tasks.map(\.name) == ["wine", "cheese"])
    #expect(
      outcome.plan?.tasks.map(\.form.words) == ["1 to 5", "good, bad"]
        || outcome.plan?.tasks.map(\.form.words) == ["1 to 5", "bad, good"])
    #expect(outcome.people.count == 4)
  }

  @Test func twoSidedDatesAreAsked() throws {
    let rows = (1..<10).map { "u\($0 % 2),Thing \($0),\(1 + $0 % 5),0\($0)/0\(10 - $0)/2023\n" }
    let text = "user,text,rating,date\n" + rows.joined()
    let outcome = try scratch.outcome(text)
    #expect(outcome.plan?.isSure == false)
    #expect(outcome.plan?.doubts.first?.wayOut.hasPrefix("--date-format") == true)
  }

  @Test func badRowsAreNamedAndTheRestIsTaken() throws {
    let outcome = try scratch.outcome(
      "user,text,stars\nA,one,1\nB,two\nC,three,3,more\nD,\"four\n4\",4\nE,five,5\nF,six,loud\n"
        + (0..<12).map { "A,more \($0),\(1 + $0 % 5)\n" }.joined())
    #expect(outcome.people.map(\.name) == ["A", "D", "E"])
    let expected = [
      "file.csv:3: row 2: 2 cells of 3: none for stars",
      "file.csv:4: row 3: 4 cells for 3 columns: behind stars stands \"more\"",
      "file.csv:8: row 6: stars: \"loud\" is none of the answers 1 to 5",
    ]
    #expect(outcome.problems.count == 3)
    for (problem, start) in zip(outcome.problems, expected) {
      #expect(problem.hasPrefix(start))
    }
  }

  @Test func labelsThatAreGivenCount() throws {
    let outcome = try scratch.outcome(
      "user,text,answer\nA,one,Low\nA,two,high\n", "f.csv", IntakeOptions(labels: ["low", "high"]))
    #expect(outcome.people.first?.labels == .closed(["low", "high"]))
    #expect(outcome.people.first?.history.map(\.response) == ["low", "high"])
  }

  @Test func severalFilesArePlannedEach() throws {
    let good = try scratch.write("user,text,stars\nA,one,1\n", "a.csv")
    let bad = try scratch.write("PAR1", "b.parquet")
    let outcome = try IntakePlanner().plans(for: [good, bad])
    #expect(outcome.plans.count == 1 && outcome.problems.count == 1)
    #expect(outcome.problems[0].reason.hasPrefix("this is Parquet"))
  }

  @Test func aFormatMayBeNamed() throws {
    var options = IntakeOptions()
    options.format = "nonsense"
    let outcome = try scratch.outcome("user,text,stars\nA,one,1\n", "f.csv", options)
    #expect(
      outcome.problems.first?.contains("there is no format \"nonsense\"; there are people, rows")
        == true)
    #expect(FormatListing.all.count >= 2)
    options.format = "rows"
    #expect(try scratch.outcome("user,text,stars\nA,one,1\n", "f.csv", options).people.count == 1)
  }
}
