internal import Foundation
internal import Intake
internal import RPM
internal import Testing

@testable internal import Storage

@Suite struct RowsExportTests {
  private static let people = [
    Sample.reviews,
    #"{"user": "=A \"b\",;", "task": "words", "labels": ["low", "high"], "ordered": true, "instruction": "+i, \"j\"", "history": [{"query": "é 猫\r\n\tx\n", "response": "low", "z": {"b": [1.50, null]}}, {"query": "'=1", "response": "low"}]}"#,
    #"{"user": "B", "task": "kinds", "labels": ["2", "1"], "ordered": false, "instruction": "i", "history": [{"query": " q ", "response": "2"}]}"#,
    #"{"user": "@C", "task": "asked", "labels": null, "instruction": "-", "history": [{"query": "Q?", "response": "no", "options": ["yes", "no"]}], "test": [{"query": "R?", "response": "A", "options": ["yes", "no"], "date": "2020"}]}"#,
    #"{"user": "D", "task": "open", "labels": null, "instruction": "i", "history": [{"query": "=q", "response": "-r"}, {"query": "=q", "response": "-r"}, {"query": "\t-2", "response": "-2"}]}"#,
    #"{"user": "E", "task": "minus", "labels": ["-1", "0", "1"], "instruction": "i", "history": [{"query": "-1", "response": "-1", "date": "2021-01-01"}]}"#,
  ]

  @Test(arguments: people) func rowsImportToTheSamePerson(_ line: String) async throws {
    let (one, other) = (try Scratch(), try Scratch())
    let (first, second) = (try await one.library(), try await other.library())
    let id = try #require(
      try await first.importFile(one.write(line, to: "in.jsonl")).users.first)
    let rows = try await first.exportAnswers(id)
    let path = try other.write(Library.answerHeader + rows, to: "rows.csv")
    let copy = try #require(try await second.importFile(path).users.first)
    #expect(try await second.user(copy) == first.user(id))
    #expect(try await second.export(copy) == first.export(id))
    #expect(try await second.exportAnswers(copy) == rows)
    #expect(try await second.importFile(path).added == 0)
  }

  @Test func peopleOfSeveralTasksGoIntoOneTable() async throws {
    let (one, other) = (try Scratch(), try Scratch())
    let (first, second) = (try await one.library(), try await other.library())
    let ids = try await first.importFile(
      one.write(Self.people.joined(separator: "\n"), to: "in.jsonl")
    ).users
    var table = Library.answerHeader
    for id in ids { table += try await first.exportAnswers(id) }
    let copies = try await second.importFile(other.write(table, to: "rows.csv")).users
    #expect(copies.count == ids.count)
    for (copy, id) in zip(copies, ids) {
      #expect(try await second.export(copy) == first.export(id))
    }
  }

  @Test(arguments: ["=1+1", "+a", "-a", "@a", "\ta", "\ra", "'=a", "''-a"])
  func noCellIsAFormula(_ text: String) {
    let cell = SpreadsheetCell.guarded(text)
    #expect(cell == "'" + text)
    #expect(SpreadsheetCell.text(of: cell) == text)
  }

  @Test(arguments: ["", "'", "a", "'a", "-1", "+2.5", "a=b", "''"])
  func otherCellsStayAsTheyAre(_ text: String) {
    #expect(SpreadsheetCell.guarded(text) == text)
    #expect(SpreadsheetCell.text(of: text) == text)
  }

  @Test func aFactorIsARowWithItsCounts() async throws {
    let task = TaskDefinition(
      name: "reviews", instruction: "i", answers: .labels(["1", "2"], ordered: true))
    let weak = FactorStatistics(
      factor: 0, support: 2, occurrences: 3, answers: [2, 0], influence: 2,
      polarity: .init(positive: 1, neutral: 1), gain: 1.0 / 3)
    let strong = FactorStatistics(
      factor: 1, support: 3, occurrences: 3, answers: [1, 2], stances: [0, 1, 2, 4], gain: -0.00001,
      isBeyondChance: true, isBoilerplate: true)
    let model = UserModel(
      task: task, identity: ModelIdentity(name: "built-in", version: "1"), fitted: Date(),
      factors: [
        Factor(
          id: 0, name: "=Story", description: "told, well",
          members: [.init(name: "plot", count: 2), .init(name: "end", count: 1)]),
        Factor(id: 1, name: "Cast", members: []),
      ],
      statistics: UserStatistics(interactions: 4, answers: [2, 2], factors: [weak, strong]),
      memory: ReasoningMemory(entries: []), notes: Data())
    let table = FactorRowsExporter([task.answers, .open, .labels(["2", "x y"], ordered: false)])
    #expect(
      table.header == """
        user,task,version,factor,description,features,support,occurrences,gain,beyond_chance,\
        boilerplate,influence,positive,neutral,negative,against,middle,for,unanswered,\
        count_1,count_2,"count_x y",propensity_1,propensity_2,"propensity_x y"

        """)
    #expect(
      table.rows(user: "Ada", version: 2, of: model) == """
        Ada,reviews,2,Cast,,,3,3,0,yes,yes,0,0,0,0,0,1,2,4,1,2,,0.3333,0.6667,
        Ada,reviews,2,'=Story,"told, well","plot (2); end (1)",2,3,0.3333,no,no,2,1,1,0,,,,,2,0,,1,0,

        """)
  }
}
