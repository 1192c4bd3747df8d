internal import Foundation
internal import RPM
internal import Storage
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct ReportCommandTests {
  private let bench: Bench
  private let question = "A thin plot, and fine prose in chapter 3."

  init() async throws {
    bench = try await Bench.withPeople()
    #expect(await bench.run("fit", "--all").status == .done)
  }

  private func report(_ arguments: String...) async throws -> String {
    let outcome = await bench.run(["report"] + arguments, isTerminal: false)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return outcome.output
  }

  private func json<Value: Decodable>(
    _ type: Value.Type, _ arguments: String...
  ) async throws -> Value {
    let outcome = await bench.run(
      ["report"] + arguments + ["--format", "json"], isTerminal: false)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    return try outcome.json(type)
  }

  /// Asks something and gives the number of the ask.
  private func ask(_ user: String, _ arguments: String...) async throws -> String {
    #expect(await bench.run(["ask", user] + arguments, isTerminal: false).status == .done)
    let asks = try await bench.run("asks", user, "--json").json([AskDocument].self)
    return "\(try #require(asks.first).id)"
  }

  /// The cells of a line of a table whose first cell is `name`.
  private func cells(_ name: String, in markdown: String, after title: String) -> [String]? {
    let lines = markdown.split(separator: "\n")
    guard let start = lines.firstIndex(where: { $0 == "## \(title)" }) else { return nil }
    return lines[start...].first { $0.hasPrefix("| \(name) |") }?
      .split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  // MARK: A user

  @Test(arguments: ["mara", "omar", "ana"])
  func aUsersReportSaysWhatTheOtherCommandsSay(user: String) async throws {
    let document = try await json(UserReportDocument.self, user)
    var shown = try await bench.run("show", user, "--json").json(ModelDocument.self)
    // How long the fit took is no part of a report.
    shown.stages = nil
    #expect(document.user == shown)
    #expect(
      document.audit == (try await bench.run("audit", user, "--json").json(AuditDocument.self)))
    let past = try await bench.run("what-if", user, "--history", "--json")
      .json(LeaveOneOutDocument.self)
    #expect(document.leaveOneOut == past)
    let drift = await bench.run("drift", user, "--json")
    #expect(document.drift == (try? drift.json(DriftDocument.self)))
    #expect((document.drift == nil) == (user == "ana"))
    #expect(document.edits.isEmpty && !document.paths.isEmpty)
    #expect(document.paths.allSatisfy { $0.audit?.clean == true && $0.path != nil })
  }

  @Test func everyFigureOfAUserFollowsFromTheCounts() async throws {
    let user = try await json(UserReportDocument.self, "mara").user
    let markdown = try await report("mara")
    let base = try #require(user.baseCounts)
    let total = base.reduce(0, +)
    for (label, count) in zip(user.labels, base) {
      let line = try #require(cells(label, in: markdown, after: "Base rates"))
      #expect(line == [label, Quotation.ratio(Ratio(count, of: total))])
    }
    let factors = (user.factors ?? []).filter { $0.support >= 3 && !$0.boilerplate }
    #expect(!factors.isEmpty)
    for factor in factors {
      let line = try #require(cells(factor.name, in: markdown, after: "Factors"))
      #expect(line.prefix(2) == [factor.name, "\(factor.support)"])
      let figures = zip(factor.answers, base).map { count, base in
        let delta = Double(count) / Double(factor.support) - Double(base) / Double(total)
        let points = Int((delta * 100).rounded())
        return "\(count)/\(factor.support) \(points < 0 ? "" : "+")\(points)"
      }
      #expect(Array(line.dropFirst(2)) == figures)
    }
    let past = try #require(try await json(UserReportDocument.self, "mara").leaveOneOut)
    let right = past.items.count { $0.answer == $0.expected }
    let share = Quotation.ratio(Ratio(right, of: past.items.count))
    let line = cells("the model", in: markdown, after: "The model on this user's own past")
    #expect(line == ["the model", share])
  }

  @Test func editsAreTold() async throws {
    let factors = try await bench.run("factors", "mara", "--json").json(FactorListDocument.self)
    let name = try #require(factors.factors.first).name
    #expect(await bench.run("factors", "rename", "mara", name, "Thinness").status == .done)
    let document = try await json(UserReportDocument.self, "mara")
    #expect(document.edits.map(\.what) == ["rename \(name) to Thinness"])
    #expect(document.edits.first?.version == 2 && document.user.version == 2)
    #expect(try await report("mara").contains("version 2, "))
    #expect(try await json(UserReportDocument.self, "mara", "--version", "1").edits.isEmpty)
  }

  @Test func anEarlierBuiltInModelIsNotMeasuredByAnother() async throws {
    let library = try await bench.openLibrary()
    let mara = try await library.theUser(named: "Mara", task: nil)
    var model = try await library.model(for: mara.id).model
    model.identity.version = "of old"
    try await library.save(model, for: mara.id)
    library.close()
    let document = try await json(UserReportDocument.self, "mara")
    #expect(document.user.model?.version == "of old" && document.leaveOneOut == nil)
    #expect(try await report("mara").contains("Not measured: it is of an earlier built-in model."))
  }

  // MARK: An ask

  @Test func anAsksReportIsItsAnswer() async throws {
    let id = try await ask("mara", question)
    let document = try await json(RunReportDocument.self, "--run", id)
    let answer = try await bench.run("asks", "mara", "--show", id, "--json")
      .json(AnswerDocument.self)
    #expect(document.answer == answer && document.audit.clean)
    #expect(document.examples.map(\.interaction) == answer.retrieved.map(\.interaction))
    let whatIf = try await bench.run("what-if", "mara", question, "--json")
      .json(WhatIfDocument.self)
    #expect(document.whatIf?.masks == whatIf.masks)
    #expect(document.whatIf?.faithfulness == whatIf.faithfulness)
    #expect(document.stages?.isEmpty == false)

    let markdown = try await report("--run", id)
    let evidence = try #require(document.answer.evidence)
    let won = try #require(evidence.labels.firstIndex(of: answer.answer))
    let rival = try #require(whatIf.baseline.runnerUp.flatMap(evidence.labels.firstIndex(of:)))
    for term in evidence.terms {
      let line = try #require(cells(term.name, in: markdown, after: "The sum that decided"))
      #expect(
        line == [
          term.name, AnswerReport.signed(term.values[won]),
          AnswerReport.signed(term.values[rival]),
          AnswerReport.signed(term.values[won] - term.values[rival]),
        ])
    }
    let sums = [won, rival].map { label in evidence.terms.reduce(0) { $0 + $1.values[label] } }
    #expect(
      cells("sum", in: markdown, after: "The sum that decided")
        == ["sum"] + [sums[0], sums[1], sums[0] - sums[1]].map(AnswerReport.signed))
  }

  @Test func anAskThatIsNotThereIsSaid() async throws {
    #expect(await bench.run("report", "--run", "77").status != .done)
  }

  // MARK: Two users

  @Test func aComparisonHoldsBoth() async throws {
    let document = try await json(
      ComparisonReportDocument.self, "--compare", "mara", "mara", "--query", question)
    let compared = try await bench.run("compare", "mara", "mara", "--json")
      .json(CompareDocument.self)
    #expect(document.factors == compared)
    #expect(document.users.map(\.user) == ["Mara", "Mara"])
    #expect(document.query?.columns.first?.answer != nil)
    #expect(
      try await json(ComparisonReportDocument.self, "--compare", "mara", "omar").query == nil)
    let markdown = try await report("--compare", "mara", "omar")
    #expect(markdown.hasPrefix("# Mara and Omar\n") && markdown.contains("## Factors of Omar"))
  }

  // MARK: Forms

  @Test func everyDocumentIsAsTheSchemaSays() async throws {
    let schema = try object(try await report("--schema"))
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    let check = SchemaCheck(schema: schema)
    let runs = [
      try await ask("mara", question), try await ask("mara", "--test", "1"),
      try await ask("omar", "More buses?", "--option", "Yes", "--option", "No"),
      try await ask("ana", "We study moss on walls. It holds water."),
    ]
    #expect(await bench.run("factors", "exclude", "mara", "2").status == .done)
    var reports = ["mara", "omar", "ana"].map { [$0] } + runs.map { ["--run", $0] }
    reports += [
      ["--compare", "mara", "omar"], ["--compare", "mara", "mara", "--query", question],
    ]
    for arguments in reports {
      let outcome = await bench.run(
        ["report"] + arguments + ["--format", "json"], isTerminal: false)
      let document = try object(outcome.output)
      #expect(check.problems(of: document) == [], "\(arguments)")
      // A check that finds nothing anywhere would find nothing here.
      var wrong = document
      wrong["surplus"] = 1
      #expect(!check.problems(of: wrong).isEmpty)
      wrong = document
      wrong["origin"] = ["made": "yesterday", "format": -1]
      #expect(check.problems(of: wrong).count >= 3)
    }
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func aPageIsWhole() async throws {
    let id = try await ask("mara", question)
    for arguments in [["mara"], ["omar"], ["ana"], ["--run", id], ["--compare", "mara", "omar"]] {
      let outcome = await bench.run(
        ["report"] + arguments + ["--format", "html"], isTerminal: false)
      let html = HTMLText(outcome.output)
      #expect(html.problems.isEmpty, "\(arguments)")
      #expect(html.elements.contains("svg") && html.text.contains("Made by rationale"))
      #expect(!html.elements.contains("script"))
    }
  }

  @Test func aHostileUserStaysText() async throws {
    try bench.write(People.hostile, to: "eve.jsonl")
    #expect(await bench.run("import", bench.folder + "/eve.jsonl").status == .done)
    #expect(await bench.run("fit", "eve").status == .done)
    for format in ["markdown", "html", "json"] {
      let text = try await report("eve", "--format", format)
      let scalars = text.unicodeScalars
      #expect(!scalars.contains { $0.value < 0x20 && $0 != "\n" || JSONText.isObeyed($0) })
      #expect(text.contains("owned"))
    }
  }

  @Test func filesArePrivateAndNotWrittenOver() async throws {
    for (name, start) in [("a.md", "# Mara"), ("a.html", "<!DOCTYPE html>"), ("a.json", "{")] {
      let outcome = await bench.run("report", "mara", "-o", name)
      #expect(outcome.status == .done && outcome.output.isEmpty, "\(outcome.diagnostics)")
      #expect(try bench.read(name).hasPrefix(start))
      var status = stat()
      #expect(stat(bench.folder + "/" + name, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }
    try bench.write("mine", to: "a.md")
    #expect(await bench.run("report", "mara", "-o", "a.md").status == .usage)
    #expect(try bench.read("a.md") == "mine")
    #expect(await bench.run("report", "mara", "-o", "a.md", "--force").status == .done)
    #expect(try bench.read("a.md").hasPrefix("# Mara"))
    #expect(await bench.run("report", "mara", "-o", "b.txt", "--format", "html").status == .done)
    #expect(try bench.read("b.txt").hasPrefix("<!DOCTYPE html>"))
  }

  @Test(arguments: [
    ["report"], ["report", "mara", "omar"], ["report", "nobody"],
    ["report", "mara", "--query", "q"],
    ["report", "mara", "--run", "1"], ["report", "--compare", "mara"],
    ["report", "--compare", "mara", "omar", "--query", "q"],
    ["report", "--compare", "mara", "omar", "--option", "q"],
    ["report", "mara", "-o", "report.txt"], ["report", "mara", "--format", "pdf"],
    ["report", "mara", "--model", "large"],
  ])
  func whatCannotBeReportedIsSaid(arguments: [String]) async {
    #expect(await bench.run(arguments).status == .usage)
  }
}
