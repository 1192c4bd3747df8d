internal import Evaluation
internal import RPM
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

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

  // MARK: One question

  private let question = "A thin plot, and fine prose in chapter 3."

  /// Mara, and two who read as she does or the other way round.
  private func readers() async throws -> Bench {
    let bench = try await Bench.withPeople()
    for (name, thin, fine) in [("Zoe", "5", "1"), ("Una", "2", "5")] {
      let line = People.line(
        name: name, task: "books", labels: ["1", "2", "3", "4", "5"],
        history: (0..<12).flatMap { index in
          [
            ("A thin plot, and a slow start in chapter \(index).", thin, nil),
            ("Fine prose on every page, number \(index).", fine, nil),
          ]
        })
      try bench.write(line, to: "\(name).jsonl")
      #expect(await bench.run("import", bench.folder + "/\(name).jsonl").status == .done)
    }
    return bench
  }

  @Test func oneQuestionIsAnsweredBySeveralMethods() async throws {
    let bench = try await readers()
    #expect(await bench.run("fit", "mara").status == .done)
    let comparison = try await bench.run(
      "compare", "mara", "--query", question, "--method", "rpm,prior", "--json"
    ).json(QueryComparison.self)
    #expect(comparison.kind == .methods)
    #expect(comparison.columns.map(\.name) == ["prior", "rpm"])
    // The lower median of twelve 2 and twelve 5.
    #expect(comparison.columns[0].answer == "2")
    let asked = try await bench.run("ask", "mara", question, "--no-store", "--json")
      .json(AnswerDocument.self)
    #expect(comparison.columns[1].answer == asked.answer)
    #expect(comparison.columns[1].confidence == asked.confidence)
    let all = await bench.run("compare", "mara", "--query", question, "--method", "all")
    #expect(all.status == .done)
    for name in MethodCatalog.names { #expect(all.output.contains(name)) }
    let wrong = await bench.run("compare", "mara", "--query", question, "--method", "magic")
    #expect(wrong.status == .usage && wrong.diagnostics.contains("there is no method 'magic'"))
    #expect(
      await bench.run("compare", "mara", "zoe", "--query", question, "--method", "rpm").status
        == .usage)
    #expect(await bench.run("compare", "mara", "zoe", "--method", "rpm").status == .usage)
  }

  @Test func oneQuestionIsAskedAsSeveralUsers() async throws {
    let bench = try await readers()
    let thin = "A thin plot, and a slow start in chapter 3."
    let outcome = await bench.run(
      "compare", "mara", "zoe", "una", "--query", thin, "--json")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    let comparison = try outcome.json(QueryComparison.self)
    #expect(comparison.kind == .users && comparison.task == "books" && comparison.query == thin)
    #expect(comparison.columns.map(\.name) == ["Mara", "Zoe", "Una"])
    #expect(comparison.columns.map(\.answer) == ["2", "5", "2"])
    #expect(comparison.reference == 0 && comparison.dissenting == [1])
    // Each column is what ask and what-if say.
    for column in comparison.columns {
      let asked = try await bench.run("ask", column.name, thin, "--json", "--no-store")
        .json(AnswerDocument.self)
      #expect(asked.answer == column.answer && asked.confidence == column.confidence)
      #expect(asked.retrieved == column.examples)
      let masked = try await bench.run("what-if", column.name, thin, "--json")
        .json(WhatIfDocument.self)
      let mattering = masked.masks.filter { $0.flips || abs($0.total ?? 0) >= 0.05 }
      #expect(!mattering.isEmpty)
      #expect(column.deciding.map(\.factor) == mattering.map(\.name))
      #expect(column.deciding.map(\.total) == mattering.map(\.total))
    }
    #expect(try await bench.run("asks", "mara", "--json").json([AskDocument].self).isEmpty)
    let text = await bench.run("compare", "--all", "--task", "books", "--query", thin).output
    #expect(text.contains("answers: 2 from 2 of 3, 5 from 1"))
    let differing = await bench.run(
      "compare", "--all", "--task", "books", "--query", thin, "--differences"
    ).output
    #expect(differing.contains("Mara") && differing.contains("Zoe") && !differing.contains("Una"))
  }

  @Test func optionsArePrintedOnce() async throws {
    let bench = try await readers()
    let outcome = await bench.run(
      "compare", "--all", "--task", "survey", "--query", "More buses on line 9?", "--option",
      "Yes", "--option", "No", "--json")
    let comparison = try outcome.json(QueryComparison.self)
    #expect(comparison.query.hasSuffix("\nA. Yes\nB. No"))
    #expect(comparison.columns.map(\.answerText) == ["A. Yes"])
  }

  @Test(arguments: [
    ["compare", "mara"], ["compare", "mara", "zoe", "una"],
    ["compare", "mara", "zoe", "--differences"], ["compare", "mara", "--query", "q"],
    ["compare", "--query", "q"], ["compare", "mara", "--all", "--query", "q"],
    ["compare", "mara", "omar", "--query", "q"], ["compare", "--all", "--query", "q"],
    ["compare", "mara", "zoe", "--query", " "],
    ["compare", "mara", "zoe", "--query", "q", "--option", "Yes", "--option", "No"],
    ["compare", "mara", "zoe", "--query", "q", "--model", "built-in", "--model", "large"],
    ["compare", "mara", "--query", "q", "--model", "built-in", "--model", "built-in"],
    ["compare", "mara", "--query", "q", "--model", "built-in", "--model", "large"],
  ])
  func whatCannotBeComparedIsSaid(arguments: [String]) async throws {
    let outcome = await (try await readers()).run(arguments, isTerminal: false)
    #expect(outcome.status == .usage, "\(outcome.diagnostics)")
    #expect(outcome.output.isEmpty)
  }
}
