internal import Evaluation
internal import Foundation
internal import OracleKit
internal import RPM
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite(.serialized, .timeLimit(.minutes(10))) struct RateCommandTests {
  private let bench: Bench

  init() throws {
    bench = try Bench()
    try bench.write(
      [People.reader, People.voter, People.author].joined(separator: "\n"), to: "people.jsonl")
  }

  private func rate(_ arguments: String..., typed: String) async -> Bench.Outcome {
    await bench.run(
      ["rate", bench.folder + "/people.jsonl", "--holdout"] + arguments, input: typed,
      isTerminal: false)
  }

  private var ratings: String { bench.folder + "/.local/state/rationale/ratings/ratings.jsonl" }

  @Test func pairsAreRatedBlindAndGoneOnWith() async throws {
    let first = await rate("--json", typed: "l names what they mind\nr\nq\n")
    #expect(first.status == .done, "\(first.diagnostics)")
    // The dialog is no part of the result, and names no method.
    #expect(first.diagnostics.contains("LEFT") && first.diagnostics.contains("RIGHT"))
    #expect(!first.diagnostics.contains("rpm") && !first.diagnostics.contains("factors"))
    #expect(first.diagnostics.contains("lengths: left "))
    #expect(!first.output.contains("LEFT"))
    let one = try first.json(RatingReport.self)
    #expect(one.first == "factors" && one.second == "rpm" && one.pairs > 1)
    #expect(one.parts.map(\.pairs) == [1])
    let attributes = try FileManager.default.attributesOfItem(atPath: ratings)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let kept = try String(contentsOfFile: ratings, encoding: .utf8)
    #expect(kept.contains("names what they mind") && !kept.contains("thin plot,"))

    let rest = String(repeating: "e\nb\n", count: one.pairs)
    let again = await rate("--json", typed: rest)
    #expect(again.diagnostics.contains("1 of \(one.pairs) pairs were rated before"))
    #expect(again.diagnostics.contains("--- 2 of \(one.pairs)"))
    let all = try again.json(RatingReport.self)
    #expect(all.parts.map(\.pairs) == [one.pairs])
    #expect(all.parts[0].findings[.truer]?.preference.equal == one.pairs - 1)
    #expect(all.parts[0].findings[.grounded]?.preference.bad == one.pairs - 1)
    // Nothing is asked any more, and the report says that it is too little.
    let last = await rate(typed: "")
    #expect(!last.diagnostics.contains("LEFT"))
    #expect(last.output.contains("too few to tell: one is preferred in 1, and it takes 20"))
  }

  @Test func whatIsTypedInErrorIsTakenBack() async throws {
    let typed = "what\nl\nr\nu\nr\nu\nr\nr\nq\n"
    // Rated, back to it, begun, back to its first question, rated anew.
    let outcome = await rate("--json", typed: typed)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.components(separatedBy: RatingReply.keys[0]).count == 3)
    let report = try outcome.json(RatingReport.self)
    #expect(report.parts.map(\.pairs) == [1])
    #expect(report.parts[0].findings[.truer]?.left == 0)
    let skipped = try await rate("--json", "--seed", "2", typed: "s\nq\n").json(RatingReport.self)
    #expect(skipped.parts.map(\.pairs) == [1])
  }

  @Test func anExportHoldsAllThatWasCompared() async throws {
    let outcome = await rate("--export", "ratings.jsonl", typed: "l\nb\nq\n")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    let text = try bench.read("ratings.jsonl")
    let lines = try text.split(separator: "\n").map {
      try JSONDecoder().decode(RatingLine.self, from: Data($0.utf8))
    }
    #expect(lines.count == 1 && lines[0].rater == "person" && lines[0].user == "Mara")
    #expect(lines[0].sides.map(\.method) == ["factors", "rpm"])
    #expect(lines[0].sides.allSatisfy { $0.length == $0.rationale.count && $0.length > 0 })
    #expect(
      lines[0].preferences[.truer] == lines[0].left && lines[0].preferences[.grounded] == "bad")
    #expect(await rate("--export", "ratings.jsonl", typed: "").status == .usage)
  }

  @Test func forgettingTakesRatingsAndPathsAlong() async throws {
    // A name that JSON spells in another way.
    let name = "Ma\"ra\u{202E}"
    try bench.write(
      People.reader.replacing("\"Mara\"", with: "\"Ma\\\"ra\\u202e\""), to: "people.jsonl")
    _ = await bench.run("import", bench.folder + "/people.jsonl")
    #expect(await rate(typed: "l\nl\nq\n").status == .done)
    #expect(try String(contentsOfFile: ratings, encoding: .utf8).contains("task"))
    let outcome = await bench.run("forget", name, "--yes")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(try String(contentsOfFile: ratings, encoding: .utf8).isEmpty)
    let folder = bench.folder + "/.local/state/rationale/evaluations"
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
      #expect(try String(contentsOfFile: folder + "/" + file, encoding: .utf8).isEmpty)
    }
  }

  @Test func hostileTextsAreShownTame() async throws {
    try bench.write(
      People.line(
        name: "Eve\u{1B}[31m", task: "books\u{9B}2J", labels: ["1", "2"],
        history: (0..<14).map {
          ("A dull\u{1B}[2J plot \u{202E}number \($0)\u{7}", $0.isMultiple(of: 2) ? "1" : "2", nil)
        }), to: "people.jsonl")
    let outcome = await bench.run(
      ["rate", bench.folder + "/people.jsonl", "--methods", "rpm,zero-shot"],
      input: "l\u{1B}[31m why\u{9B}\nl \u{1B}]0;x\nl \u{1B}]0;x\nq\n")
    for text in [outcome.output, outcome.diagnostics] {
      #expect(
        !text.unicodeScalars.contains { [0x1B, 0x9B, 0x07, 0x202E].contains($0.value) })
    }
  }

  @Test(arguments: [
    ["--methods", "rpm"], ["--methods", "rpm,factors,prior"], ["--methods", "rpm,nonsense"],
    ["--pairs", "0"], ["--by", "nobody"], ["--judge", "x"], ["--by", "model"],
    ["--by", "model", "--judge", "built-in"],
  ])
  func aWrongCommandLineIsUsage(arguments: [String]) async {
    let outcome = await bench.run(
      ["rate", bench.folder + "/people.jsonl"] + arguments, isTerminal: false)
    #expect(outcome.status == .usage, "\(outcome.diagnostics)")
  }

  @Test func aMethodWithoutReasoningIsNamed() async {
    let outcome = await rate("--methods", "prior,rpm", typed: "")
    #expect(outcome.status == .failed)
    #expect(outcome.diagnostics.contains("prior gives no reasoning here"))
  }

  // MARK: A judge

  /// An oracle always prefers what stands first, so that every verdict changes with the side.
  @Test func aJudgeIsAskedBothWaysRound() async throws {
    let oracle = try OracleServer()
    let flags = ["--judge", "oracle", "--endpoint", oracle.url.absoluteString, "--pairs", "3"]
    func judged(_ more: String..., typed: String = "") async -> Bench.Outcome {
      await bench.run(
        ["rate", bench.folder + "/people.jsonl", "--holdout"] + flags + more, input: typed,
        isTerminal: false)
    }
    let cost = try await judged("--by", "model", "--estimate", "--json").json(EvaluationCost.self)
    #expect(cost.usage?.calls == 6 && oracle.calls.isEmpty)
    let outcome = await judged("--by", "model", "--json")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(oracle.counters.completedCalls == 6)
    #expect(outcome.diagnostics.contains("this takes about 6 calls"))
    let report = try outcome.json(RatingReport.self)
    #expect(report.parts.count == 1 && report.parts[0].pairs == 3)
    for finding in report.parts[0].findings.values {
      #expect(finding.changed == 3 && finding.preference.equal == 3 && finding.left == nil)
    }
    #expect(report.parts[0].rater.prompt?.role == "rate")
    // Verdicts are kept; a person's stand beside them.
    let both = await judged("--by", "both", "--json", typed: "e\nl\ne\nl\ne\nl\n")
    #expect(oracle.counters.completedCalls == 6)
    let agreement = try both.json(RatingReport.self).agreement
    #expect(agreement[.truer]?.observed == 1 && agreement[.grounded]?.observed == 0)
    let text = await judged("--by", "both")
    #expect(text.output.contains("position bias: 3 of 3 verdicts changed with the side"))
    #expect(text.output.contains("agreement, better grounded: kappa .00 over 3 pairs, too few"))
    let usage = try await bench.run("usage", "--json").json(UsageDocument.self)
    #expect(usage.total.calls == 6)
  }

  @Test func aJudgeThatFailsIsToldAndAskedAgain() async throws {
    let oracle = try OracleServer()
    oracle.behaviour.badJSON = .always
    let arguments = [
      "rate", bench.folder + "/people.jsonl", "--holdout", "--by", "model", "--judge", "oracle",
      "--endpoint", oracle.url.absoluteString, "--pairs", "2",
    ]
    let failed = await bench.run(arguments, isTerminal: false)
    #expect(failed.diagnostics.contains("2 pairs could not be judged, the first: "))
    #expect(failed.output.contains("Nothing is rated yet."))
    oracle.behaviour.badJSON = .never
    let outcome = await bench.run(arguments, isTerminal: false)
    #expect(outcome.output.contains("2 of 2 pairs"), "\(outcome.diagnostics)")
  }
}
