internal import Evaluation
internal import Foundation
internal import RPM
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct EvalCommandTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.write(
      [People.reader, People.voter, People.author].joined(separator: "\n"), to: "people.jsonl")
  }

  private var people: String { bench.folder + "/people.jsonl" }

  private func json(_ arguments: String...) async throws -> EvaluationReport {
    let outcome = await bench.run(
      ["eval", people, "--json"] + arguments, isTerminal: false)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return try outcome.json(EvaluationReport.self)
  }

  /// The report without what the clock says.
  private func timeless(_ report: EvaluationReport) -> EvaluationReport {
    var report = report
    for index in report.results.indices {
      report.results[index].preparationSeconds = 0
      report.results[index].querySeconds = 0
    }
    return report
  }

  @Test func halfOfThePeople() async throws {
    let odd = await bench.run("eval", people, "--half", "odd", "--methods", "prior", "--per-user")
    #expect(odd.output.contains("Mara") && !odd.output.contains("Omar"))
    // Omar alone, who has too few answers to hold some out.
    let even = await bench.run("eval", people, "--half", "even", "--methods", "prior")
    #expect(even.status == .badData)
    #expect(even.diagnostics.contains("nobody has test items"))
  }

  @Test func aTableForEachTask() async throws {
    let outcome = await bench.run("eval", people)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    // A given item; eight questions are too few to hold any out, and so are six papers.
    #expect(outcome.output.contains("books: 1 person, 1 test item\n"))
    #expect(
      outcome.output.contains("survey: 1 person, 0 test items; 1 of them without test items"))
    #expect(outcome.output.contains("n/a  fermi: "))
    // Lines are wrapped to the table.
    let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("draws of the 1 item of one person"))
    #expect(!outcome.output.contains("INCOMPLETE"))
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.contains { $0.contains("rpm ") && $0.contains("o") })
    #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 })
  }

  /// So many people whose tags follow from a word, and test items that show it.
  private func tellingPeople(_ count: Int, items: Int = 1) throws -> String {
    func texts(_ range: Range<Int>, _ shift: Int) -> [(String, String, String?)] {
      range.map { index in
        let isSea = (index + shift).isMultiple(of: 3)
        return (
          "A story of \(isSea ? "a harbour and ships" : "a mountain and snow"), part \(index).",
          isSea ? "sea" : "hills", nil
        )
      }
    }
    let lines = (0..<count).map { person in
      People.line(
        name: "P\(person)", task: "tags", labels: ["sea", "hills"], history: texts(0..<15, person),
        test: texts(100..<100 + items, person - person % 3 + 2))
    }
    return try bench.write(lines.joined(separator: "\n"), to: "telling.jsonl")
  }

  @Test func fewPeopleGetNoVerdict() async throws {
    let file = try tellingPeople(2, items: 3)
    let outcome = await bench.run(
      "eval", file, "--methods", "prior,naive-bayes,rpm", "--markdown", "few.md", "--html",
      "few.html")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    let pages = [
      outcome.output, try bench.read("few.md"), HTMLText(try bench.read("few.html")).text,
    ]
    for page in pages {
      let text = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("Too few to tell whether rpm helps: 2 people with 6 items."))
      #expect(text.contains("that takes 10 people, or 20 items of one person"))
      #expect(!text.contains("beyond chance") && !text.contains("may be chance"))
    }
  }

  @Test func aVerdictSaysWhatItRestsOn() async throws {
    let file = try tellingPeople(12)
    let outcome = await bench.run(
      "eval", file, "--methods", "prior,rpm", "--markdown", "many.md", "--html", "many.html")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    let pages = [
      outcome.output, try bench.read("many.md"), HTMLText(try bench.read("many.html")).text,
    ]
    for page in pages {
      let text = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains("by 12 people with 12 items.") || text.contains("may be chance (p"))
      #expect(text.contains("after Holm's steps over 1 method."))
      #expect(text.contains("draws of 12 people with 12 items."))
    }
  }

  @Test func theJSONHasAResultForEachMethodOrSaysWhyNot() async throws {
    let outcome = await bench.run("eval", people, "--json", "--holdout")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let results = try #require(object["results"] as? [[String: Any]])
    let books = results.filter { $0["task"] as? String == "books" }
    #expect(books.compactMap { $0["method"] as? String } == EvaluationMethods.standard.map(\.name))
    for result in books {
      let metrics = try #require(result["metrics"] as? [String: [String: Any]])
      if let reason = result["unavailable"] as? String {
        #expect(metrics.isEmpty && reason.count > 10)
        continue
      }
      for metric in ["mae", "rmse", "accuracy", "invalidRate"] {
        let score = try #require(metrics[metric])
        for key in ["micro", "perUser", "low", "high"] { #expect(score[key] is Double) }
      }
      #expect(result["usage"] is [String: Any])
    }
    let report = try outcome.json(EvaluationReport.self)
    #expect(report.configuration.split.holdsOut)
    #expect(report.configuration.bootstrap.seed == 1)
    #expect(report.configurationHash.count == 16)
    #expect(report.results.allSatisfy { $0.people.isEmpty })
    #expect(outcome.output.contains("thin plot") == false)
  }

  @Test func methodsPeopleAndHoldoutAreChosen() async throws {
    let report = try await json(
      "--methods", "rpm, prior", "--user", "Mara", "--holdout", "--per-user", "--seed", "9")
    #expect(report.results.map(\.method) == ["prior", "rpm"])
    #expect(report.tasks.map(\.items) == [5])
    #expect(report.results[0].people.map(\.history) == [19])
    #expect(report.configuration.bootstrap.seed == 9)
    #expect(try await json("--task", "books", "--limit-users", "1").tasks.map(\.task) == ["books"])
  }

  @Test func theSameCommandTakesOverWhatIsKept() async throws {
    let first = await bench.run("eval", people, "--json", "--holdout", "--per-user")
    #expect(!first.diagnostics.contains("were kept"))
    let again = await bench.run("eval", people, "--json", "--holdout", "--per-user", "--resume")
    #expect(again.diagnostics.contains("16 of 16 results were kept from before"))
    #expect(again.output == first.output)
    let fresh = await bench.run("eval", people, "--json", "--holdout", "--per-user", "--fresh")
    #expect(!fresh.diagnostics.contains("were kept"))
    let reports = try [first, fresh].map { try timeless($0.json(EvaluationReport.self)) }
    #expect(reports.first == reports.last)
    // Another K is another evaluation.
    let other = await bench.run("eval", people, "--holdout", "-k", "5")
    #expect(!other.diagnostics.contains("were kept"))
    let folder = bench.library + ".state/evaluations"
    let home = bench.folder + "/.local/state/rationale/evaluations"
    let place = FileManager.default.fileExists(atPath: home) ? home : folder
    let files = try FileManager.default.contentsOfDirectory(atPath: place)
    #expect(files.count == 2)
    for file in files {
      let path = place + "/" + file
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      // The reasoning may name what is in a text; no text is in it.
      #expect(text.contains("Mara") && !text.contains("Fine prose on every page"))
    }
  }

  @Test func theItemsBehindAScore() async throws {
    let outcome = await bench.run("eval", people, "--holdout", "--items", "rpm")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.output.contains("Mara (books), test item 1\n"))
    #expect(outcome.output.contains("query       ") && outcome.output.contains(", right"))
    // The path, and how many there are.
    #expect(outcome.output.contains("    1. ") && outcome.output.hasSuffix("5 items\n"))
    let pair = await bench.run("eval", people, "--holdout", "--items", "rpm,prior", "--json")
    let document = try pair.json(ComparedItemsText.Document.self)
    #expect(document.asked == 5 && !document.items.isEmpty)
    let report = try await json("--holdout", "--methods", "rpm,prior", "--per-user")
    let wrong = report.results.filter { $0.task == "books" }.map { Set($0.people[0].wrong) }
    for item in document.items {
      #expect(item.answers.map(\.method) == ["prior", "rpm"])
      #expect(item.isDisputed)
      for (answer, wrong) in zip(item.answers, wrong) {
        #expect(answer.isRight == !wrong.contains(item.index))
      }
      #expect(item.answers[0].reasoning?.isEmpty == true && item.answers[1].reasoningLength > 0)
    }
    let told = await bench.run("eval", people, "--holdout", "--items", "rpm,prior")
    #expect(
      told.output.contains("\(document.items.count) of 5 items have different answers: prior"))
  }

  @Test func twoReportsSideBySide() async throws {
    let before = await bench.run(
      "eval", people, "--holdout", "--methods", "prior,rpm", "--json", "--per-user")
    try bench.write(before.output, to: "before.json")
    let outcome = await bench.run(
      "eval", people, "--holdout", "--methods", "rpm,naive-bayes", "-k", "1", "--against",
      "before.json")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.output.contains("against before.json: "))
    #expect(outcome.output.contains("in one of them only: books: naive-bayes; books: prior"))
    let comparison = try await bench.run(
      "eval", people, "--holdout", "--methods", "rpm", "--against", "before.json", "--json"
    ).json(ReportComparison.self)
    #expect(comparison.changes.map(\.method) == ["rpm"] && comparison.changes[0].difference == 0)
    try bench.write("[]", to: "none.json")
    for file in ["none.json", "nowhere.json"] {
      let wrong = await bench.run("eval", people, "--against", file)
      #expect(wrong.status == .badData && wrong.diagnostics.contains(file))
    }
  }

  @Test func aTornLineIsPassedOver() async throws {
    _ = await bench.run("eval", people)
    let folder = bench.folder + "/.local/state/rationale/evaluations"
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    let path = folder + "/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try String(text.dropLast(40)).write(toFile: path, atomically: true, encoding: .utf8)
    let again = await bench.run("eval", people)
    #expect(again.diagnostics.contains("15 of 16 results were kept"))
    #expect(await bench.run("eval", people).diagnostics.contains("16 of 16 results were kept"))
  }

  @Test func thePeopleOfTheLibraryAreTakenWithoutAFile() async throws {
    _ = await bench.run("import", people)
    let report = try await bench.run("eval", "--json", "--user", "mara", "--methods", "prior,rpm")
      .json(EvaluationReport.self)
    #expect(report.tasks.map(\.task) == ["books"])
    let all = try await bench.run("eval", "--json", "--methods", "prior")
      .json(EvaluationReport.self)
    #expect(Set(all.tasks.map(\.task)) == ["books", "survey", "papers"])
    #expect(await bench.run("eval", "--user", "nobody").status == .usage)
  }

  @Test func forgettingTakesKeptResultsAlong() async throws {
    _ = await bench.run("import", people)
    _ = await bench.run("eval", "--user", "Mara", "--methods", "prior")
    let folder = bench.folder + "/.local/state/rationale/evaluations"
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    let kept = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    #expect(kept.contains("Mara"))
    #expect(await bench.run("forget", "Mara", "--yes").status == .done)
    let left = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    #expect(!left.contains("Mara"))
  }

  @Test(arguments: [
    ["eval", "FILE", "--methods", "nonsense"], ["eval", "FILE", "--methods", ","],
    ["eval", "FILE", "-k", "-1"], ["eval", "FILE", "--limit-users", "0"],
    ["eval", "FILE", "--resume", "--fresh"],
    ["eval", "FILE", "--items", "nonsense"], ["eval", "FILE", "--items", "rpm", "--against", "a"],
    ["eval", "FILE", "--items", "rpm", "--methods", "prior"], ["eval", "FILE", "--user", "Nobody"],
  ])
  func aWrongCommandLineIsUsage(arguments: [String]) async {
    let outcome = await bench.run(
      arguments.map { $0 == "FILE" ? people : $0 }, isTerminal: false)
    #expect(outcome.status == .usage, "\(outcome.diagnostics)")
    #expect(outcome.output.isEmpty)
  }

  @Test func nobodyToAskIsBadData() async throws {
    try bench.write(People.author, to: "author.jsonl")
    let outcome = await bench.run("eval", bench.folder + "/author.jsonl")
    #expect(outcome.status == .badData)
    #expect(outcome.diagnostics.contains("nobody has test items"))
  }

  @Test func theBuiltInModelCostsNothing() async {
    let outcome = await bench.run("eval", people, "--estimate")
    #expect(outcome.output == "nothing: the built-in model needs no calls\n")
  }

  @Test func textOfHostilePeopleIsShownTame() async throws {
    try bench.write(
      People.line(
        name: "Eve\u{1B}[31m", task: "books\u{9B}2J", labels: ["1", "2"],
        history: (0..<12).map { ("text \($0)", $0.isMultiple(of: 2) ? "1" : "2", nil) }),
      to: "eve.jsonl")
    let outcome = await bench.run(["eval", bench.folder + "/eve.jsonl", "--per-user"])
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(!outcome.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
  }

  @Test func theFilesOfABenchmarkAreTakenAsTheyAre() async throws {
    func object(_ index: Int) -> [String: Any] {
      [
        "id": "p\(index)", "text": "Item \(index) was \(index % 2 == 0 ? "bad" : "good").",
        "score": index % 2 == 0 ? "1" : "5",
      ]
    }
    let questions: [[String: Any]] = [
      [
        "id": "31", "input": "What is the score? review: A good thing.",
        "profile": (0..<12).map(object),
      ],
      ["id": "32", "input": "No marker here", "profile": [object(0)]],
    ]
    let outputs: [String: Any] = [
      "task": "LaMP_3",
      "golds": [["id": "31", "output": "5"], ["id": "32", "output": "1"]],
    ]
    for (name, value) in [("questions", questions as Any), ("outputs", outputs)] {
      let data = try JSONSerialization.data(withJSONObject: value)
      try bench.write(String(decoding: data, as: UTF8.self), to: name + ".json")
    }
    let outcome = await bench.run(
      "eval", bench.folder + "/questions.json", bench.folder + "/outputs.json", "--json",
      "--methods", "prior,rpm")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("could not be read and left out"))
    let report = try outcome.json(EvaluationReport.self)
    #expect(report.tasks.first?.items == 1)
    #expect(report.tasks.first?.leading == .mae)
  }

  // MARK: Parts

  @Test func barsLieOnOneScale() {
    func score(_ low: Double, _ micro: Double, _ high: Double) -> EvaluationReport.MetricScore {
      EvaluationReport.MetricScore(
        micro: micro, perUser: micro, low: low, high: high, difference: nil)
    }
    let scores = [score(0, 0.5, 1), score(0.25, 0.25, 0.25)]
    let bar = IntervalBar(scores)
    #expect(bar.title == ".00             1.00")
    #expect(bar.text(scores[0]) == "----------o---------")
    #expect(bar.text(scores[1]) == "     o              ")
    #expect(IntervalBar([score(1, 1, 1)]).text(score(1, 1, 1)) == "          o         ")
  }

  @Test(arguments: [
    (1, 10, 0.5, "evaluating: 1 of 10"), (1, 10, 2.0, "evaluating: 1 of 10, about 20 s left"),
    (5, 10, 600.0, "evaluating: 5 of 10, about 10 min left"),
    (1, 10, 3600.0, "evaluating: 1 of 10, about 9 h left"), (10, 10, 9.0, "evaluating: 10 of 10"),
    (9, 10, 18.0, "evaluating: 9 of 10, a few seconds left"),
  ])
  func progressSaysHowLongItTakes(done: Int, total: Int, seconds: Double, text: String) {
    #expect(EvaluationProgress.text(done: done, total: total, seconds: seconds) == text)
  }

  /// The first method of a slow model takes minutes.
  @Test func progressTellsWhatWasUsed() {
    let used = Usage(calls: 3, inputTokens: 4_000, outputTokens: 200)
    #expect(
      EvaluationProgress.text(done: 0, total: 7, used: used, seconds: 90)
        == "evaluating: 0 of 7, 4.2k tokens")
  }

  @Test func thePagesSayWhatTheTableSays() async throws {
    let outcome = await bench.run(
      "eval", people, "--holdout", "--per-user", "--markdown", "a.md", "--html", "a.html", "--json")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    let report = try outcome.json(EvaluationReport.self)
    let markdown = try bench.read("a.md")
    let html = HTMLText(try bench.read("a.html"))
    #expect(html.problems.isEmpty && html.elements.contains("svg"))
    let leading = try #require(report.tasks.first { $0.items > 0 }?.leading)
    let scored = report.results.filter { $0.task == "books" && $0.unavailable == nil }
    #expect(scored.count > 2)
    for result in scored {
      let score = try #require(result.metrics[leading])
      let figures = [score.micro, score.low, score.high].map { Quotation.decimal($0, digits: 3) }
      let line = try #require(
        markdown.split(separator: "\n").first {
          $0.hasPrefix("| \(MarkdownRenderer.escaped(result.method)) ")
        })
      #expect(line.contains("| \(figures[0]) | \(figures[1]) to \(figures[2]) |"), "\(line)")
      #expect(html.text.contains("\(figures[1]) to \(figures[2])"))
    }
    for result in report.results where result.task == "books" {
      guard let reason = result.unavailable else { continue }
      #expect(html.text.contains("\(result.method): \(reason)"))
    }
    #expect(markdown.contains("person by person") && markdown.contains(report.configurationHash))
    // The files are there now.
    #expect(await bench.run("eval", people, "--html", "a.html").status == .usage)
    #expect(await bench.run("eval", people, "--html", "a.html", "--force").status == .done)
    #expect(!(try bench.read("a.html")).contains("person by person"))
  }
}
