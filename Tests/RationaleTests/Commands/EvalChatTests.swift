internal import Evaluation
internal import Foundation
internal import OracleKit
internal import RPM
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// An evaluation with a language model behind a real server.
@Suite(.serialized, .timeLimit(.minutes(10))) struct EvalChatTests {
  /// What does without a language model even where one is there.
  private static let withoutLanguage = [
    "naive-bayes", "rpm-kernel", "rpm-without-factors", "rpm-without-own-words",
  ]

  private let bench: Bench
  private let oracle: OracleServer

  init() throws {
    bench = try Bench()
    oracle = try OracleServer()
    try bench.write(
      People.line(
        name: "Omar", task: "survey", labels: nil,
        history: (0..<12).map { index in
          ("Should line \(index) have more buses?\nA. Yes\nB. No", index == 3 ? "B" : "A", nil)
        }), to: "omar.jsonl")
  }

  private func run(_ arguments: String..., isTerminal: Bool = false) async -> Bench.Outcome {
    await bench.run(
      ["eval", bench.folder + "/omar.jsonl"] + arguments
        + ["--model", "oracle", "--endpoint", oracle.url.absoluteString], isTerminal: isTerminal)
  }

  @Test func everyMethodHasAResultAndItsCost() async throws {
    let estimate = await run("--estimate", "--json")
    #expect(oracle.calls.isEmpty)
    let expected = try estimate.json(EvaluationCost.self)
    let outcome = await run("--json")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("this takes about "))
    let report = try outcome.json(EvaluationReport.self)
    #expect(report.isComplete)
    #expect(report.configuration.prompts?.contains { $0.role == "advice" } == true)
    for result in report.results {
      guard result.unavailable == nil else {
        #expect(Self.withoutLanguage.contains(result.method))
        continue
      }
      #expect(result.items == 5 && result.failures == nil, "\(result.method)")
      #expect(result.metrics[.accuracy] != nil)
      #expect((result.usage.tokens > 0) == (result.method != "prior"), "\(result.method)")
    }
    let calls = oracle.counters.completedCalls
    #expect(expected.usage.map { $0.calls >= calls } == true)
    // Everything was booked.
    let usage = try await bench.run("usage", "--json").json(UsageDocument.self)
    #expect(usage.total.calls == calls)
    // The same command asks nobody again.
    let again = await run("--json")
    #expect(oracle.counters.completedCalls == calls)
    #expect(try again.json(EvaluationReport.self) == report)
  }

  @Test func aBudgetStopsItAndTheSameCommandGoesOn() async throws {
    let methods = ["--methods", "zero-shot,rag-bm25,rpm"]
    let stopped = await run(methods[0], methods[1], "--budget", "9k tokens")
    #expect(stopped.status == .budget, "\(stopped.output)")
    let calls = oracle.counters.completedCalls
    let whole = await run(methods[0], methods[1], "--json")
    #expect(whole.status == .done, "\(whole.diagnostics)")
    #expect(try whole.json(EvaluationReport.self).isComplete)
    #expect(oracle.counters.completedCalls > calls)
  }

  @Test func whatIsDoneIsShownWhereItStops() async throws {
    #expect(await run("--methods", "zero-shot").status == .done)
    oracle.behaviour.failure = .always
    let stopped = await run("--methods", "zero-shot,rag-bm25")
    #expect(stopped.status != .done)
    #expect(stopped.output.contains("INCOMPLETE: the same command goes on from here."))
    #expect(stopped.output.contains("zero-shot"))
    oracle.behaviour.failure = .never
    let whole = await run("--methods", "zero-shot,rag-bm25")
    #expect(whole.diagnostics.contains("1 of 2 results were kept"))
    #expect(!whole.output.contains("INCOMPLETE"))
  }

  @Test func aWideTableIsTwoOnATerminal() async throws {
    let outcome = await run("--methods", "prior,zero-shot", isTerminal: true)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(outcome.output.components(separatedBy: "zero-shot ").count >= 3)
  }

  @Test func cancellingKeepsWhatIsDone() async throws {
    oracle.behaviour.hang = .calls([4])
    let (context, output, diagnostics) = bench.context()
    guard
      case .command(let command) = try Invocation(
        arguments: [
          "eval", bench.folder + "/omar.jsonl", "--methods", "prior,zero-shot,rag-bm25",
          "--model", "oracle", "--endpoint", oracle.url.absoluteString,
        ])
    else { return }
    let running = Task { await CommandRunner.outcome(of: command, in: context) }
    while oracle.calls.count < 4 { try await Task.sleep(for: .milliseconds(5)) }
    running.cancel()
    #expect(await running.value == .interrupted)
    #expect(output().contains("INCOMPLETE") && output().contains("prior"))
    #expect(diagnostics().contains("interrupted"))
  }
}
