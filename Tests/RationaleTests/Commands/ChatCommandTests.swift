internal import Foundation
internal import OracleKit
internal import RPM
internal import Storage
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// Commands with a language model behind a real server. One after the other: each has a server and
/// a library of its own, and eight calls at once.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ChatCommandTests {
  private let bench: Bench
  private let oracle: OracleServer

  /// What is on every command line.
  private var model: [String] { ["--model", "oracle", "--endpoint", oracle.url.absoluteString] }
  private var host: String { "127.0.0.1:\(oracle.port)" }

  init() async throws {
    bench = try await Bench.withPeople()
    oracle = try OracleServer()
  }

  private func run(
    _ arguments: String..., isTerminal: Bool = false, environment: [String: String] = [:]
  ) async -> Bench.Outcome {
    await bench.run(arguments + model, isTerminal: isTerminal, environment: environment)
  }

  @Test func aFitTellsTheEstimateAndWhatItUsed() async throws {
    let fit = await run("fit", "mara")
    #expect(fit.status == .done, "\(fit.diagnostics)")
    #expect(fit.diagnostics.contains("about "))
    #expect(fit.diagnostics.contains("calls"))
    #expect(fit.output.hasPrefix("Mara (books): version 1, oracle at \(host), "))
    #expect(fit.output.contains("used "))
    // The price of no such model is known.
    #expect(!(fit.output + fit.diagnostics).contains("$"))
    let calls = oracle.counters.completedCalls
    #expect(calls >= 49)
    let again = try await bench.run(["fit", "mara", "--json"] + model, isTerminal: false)
      .json(FitDocument.self)
    #expect(oracle.counters.completedCalls == calls)
    #expect(again.usage?.calls == 0)
    #expect(again.usage?.replayed == calls)
    let fresh = try await bench.run(
      ["fit", "mara", "--json", "--fresh"] + model, isTerminal: false
    )
    .json(FitDocument.self)
    #expect(fresh.usage?.calls == calls)
  }

  @Test func aMachineNearbyIsAskedForTime() async throws {
    let unknown = await run("fit", "mara", "--estimate")
    #expect(unknown.output.contains("not known yet"), "\(unknown.output)")
    #expect(!unknown.output.contains("price"))
    let fit = await run("fit", "mara")
    #expect(fit.status == .done, "\(fit.diagnostics)")
    #expect(fit.diagnostics.contains("--embeddings NAME uses the endpoint's"))
    let known = await run("fit", "mara", "--estimate")
    #expect(known.output.contains(" tokens/s"), "\(known.output)")
    let cost = try await run("fit", "mara", "--estimate", "--json").json(FitCost.self)
    #expect(cost.time?.seconds != nil)
    #expect(cost.usage?.unpricedTokens == 0)
  }

  @Test func keysComeFromTheEndpointWhereItIsSaid() async throws {
    let fit = await run("fit", "mara", "--embeddings", "oracle")
    #expect(fit.status == .done, "\(fit.diagnostics)")
    #expect(!fit.diagnostics.contains("--embeddings"))
    let library = try await bench.openLibrary()
    let mara = try #require(try await library.summaries().first { $0.name == "Mara" })
    let embedder = try await library.model(for: mara.id).model.embedder
    #expect(embedder?.hasPrefix("oracle@") == true, "\(embedder ?? "")")
    library.close()
    let ask = await run("ask", "mara", "A thin plot.", "--embeddings", "oracle")
    #expect(ask.status == .done, "\(ask.diagnostics)")
    let none = await bench.run("fit", "mara", "--embeddings", "x")
    #expect(none.status == .usage)
    #expect(none.diagnostics.contains("goes with a language model"))
  }

  @Test func modelsNameWhatListens() async throws {
    let heard = bench.context()
    var context = heard.0
    context.localServers = LocalServers(ports: [.init(port: UInt16(oracle.port), program: "vLLM")])
    guard case .command(let command) = try Invocation(arguments: ["models"]) else { return }
    #expect(await CommandRunner.outcome(of: command, in: context) == .done)
    #expect(
      heard.diagnostics().contains(
        "something listens at localhost:\(oracle.port), vLLM's usual port"))
    // Nothing was asked.
    #expect(oracle.calls.isEmpty)
  }

  @Test func whatIfTellsItsCostAndComparesAnswers() async throws {
    #expect(await bench.run("fit", "mara").status == .done)
    let question = "A thin plot, and a slow start."
    let estimate = await run("what-if", "mara", question, "--estimate")
    #expect(estimate.output.contains("about ") && estimate.output.contains("calls"))
    #expect(oracle.calls.isEmpty)
    let outcome = await run("what-if", "mara", question, "--json")
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("this takes about "))
    let document = try outcome.json(WhatIfDocument.self)
    #expect(document.baseline.logits == nil && !document.masks.isEmpty)
    for mask in document.masks {
      #expect(mask.answer != nil && mask.failure == nil)
      #expect(mask.logits == nil && mask.delta == nil && mask.direct == nil && mask.total == nil)
    }
    // An extraction, the factors of its features, a generation, and one for each mask that changes
    // the prompt.
    #expect(oracle.counters.completedCalls <= 3 + document.masks.count)
    #expect(document.usage?.calls == oracle.counters.completedCalls)
    let paid = oracle.counters.completedCalls
    #expect(await run("what-if", "mara", question).status == .done)
    #expect(oracle.counters.completedCalls == paid)
  }

  @Test func modelsAreComparedAndTheCostIsToldFirst() async throws {
    #expect(await bench.run("fit", "mara").status == .done)
    try bench.write(
      "[endpoints.here]\nurl = \"\(oracle.url)\"\n", to: "c.toml")
    let question = "A thin plot, and a slow start."
    let arguments = [
      "compare", "mara", "--query", question, "--model", "built-in", "--model", "here/oracle",
    ]
    let config = ["RATIONALE_CONFIG": bench.folder + "/c.toml"]
    let estimate = await bench.run(
      arguments + ["--estimate"], isTerminal: false, environment: config)
    #expect(estimate.output.contains("about 3 calls"), "\(estimate.diagnostics)")
    #expect(oracle.calls.isEmpty)
    let outcome = await bench.run(arguments + ["--json"], isTerminal: false, environment: config)
    #expect(outcome.status == .done, "\(outcome.diagnostics)")
    #expect(outcome.diagnostics.contains("this takes about 3 calls"))
    #expect(oracle.counters.completedCalls == 3)
    let comparison = try outcome.json(QueryComparison.self)
    #expect(comparison.kind == .models)
    #expect(comparison.columns.map(\.name) == ["built-in", "oracle at here"])
    #expect(comparison.columns.map(\.isMasked) == [true, false])
    #expect(comparison.columns[1].usage?.calls == 3 && comparison.columns[0].usage == nil)
    // A model that gives no sum is said to decide by what its path cites.
    let cited = comparison.columns[1].steps.compactMap(\.factor)
    #expect(!cited.isEmpty && Set(comparison.columns[1].deciding.map(\.factor)) == Set(cited))
    #expect(comparison.columns[1].deciding.allSatisfy { $0.isCited && $0.total == nil })
    let text = await bench.run(arguments + ["--differences"], environment: config)
    #expect(text.output.contains("oracle at here") && text.output.contains("3 replies replayed"))
    #expect(oracle.counters.completedCalls == 3)
  }

  @Test func aReportCallsNobody() async throws {
    #expect(await run("fit", "mara").status == .done)
    #expect(await run("ask", "mara", "A thin plot, and a slow start.").status == .done)
    let calls = oracle.counters.completedCalls
    let user = await bench.run("report", "mara")
    #expect(user.status == .done && user.output.contains("Not measured: each past answer"))
    let asks = try await bench.run("asks", "mara", "--json").json([AskDocument].self)
    let id = "\(try #require(asks.first).id)"
    let ask = await bench.run("report", "--run", id)
    #expect(ask.status == .done && ask.output.contains("Not measured: each mask"))
    #expect(ask.output.contains("Used 3 calls") && ask.output.contains("oracle"))
    #expect(oracle.counters.completedCalls == calls)
    let schema = try JSONSerialization.jsonObject(
      with: Data((await bench.run("report", "--schema")).output.utf8))
    let check = SchemaCheck(schema: try #require(schema as? [String: Any]))
    for arguments in [["mara"], ["--run", id]] {
      let json = await bench.run(["report"] + arguments + ["--format", "json"], isTerminal: false)
      let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
      #expect(check.problems(of: document) == [])
    }
  }

  @Test func anEstimateCallsNobody() async throws {
    let estimate = await run("fit", "mara", "--estimate")
    #expect(estimate.status == .done)
    #expect(estimate.output.contains("about "))
    #expect(oracle.calls.isEmpty)
    let free = await bench.run("fit", "mara", "--estimate")
    #expect(free.output.contains("nothing"))
    #expect(
      try await bench.run("users", "--json").json([UserDocument].self).allSatisfy {
        $0.model == nil
      })
  }

  @Test func anUnfittedUserIsNotAsked() async throws {
    let refused = await run("ask", "mara", "A thin plot again.")
    #expect(refused.status == .failed)
    #expect(
      refused.diagnostics.contains(
        "rationale fit 'Mara' --task 'books' --model 'oracle' --endpoint '\(oracle.url)'"))
    #expect(refused.diagnostics.contains("about "))
    #expect(oracle.calls.isEmpty)
  }

  @Test func anAnswerNamesWhatMadeIt() async throws {
    #expect(await run("fit", "mara").status == .done)
    let ask = await run("ask", "mara", "A thin plot again.")
    #expect(ask.status == .done, "\(ask.diagnostics)")
    #expect(ask.output.contains("oracle at \(host), version 1"))
    #expect(ask.output.contains("used "))
    #expect(!ask.output.contains("evidence"))
    let brief = await bench.run(
      ["ask", "mara", "Fine prose.", "--json"] + model, isTerminal: false)
    #expect(!brief.output.contains("\"messages\""))
    let answer = try brief.json(AnswerDocument.self)
    #expect(answer.identity.name == "oracle")
    #expect(answer.identity == answer.memory)
    #expect((answer.usage?.calls ?? 0) > 0)
    #expect(answer.exchanges?.isEmpty == false)
    let long = await bench.run(
      ["ask", "mara", "Fine prose.", "--json", "--exchanges"] + model, isTerminal: false)
    #expect(
      try long.json(AnswerDocument.self).exchanges?.first?.messages?.isEmpty == false)
  }

  @Test func aMemoryIsAskedThroughAnotherModel() async throws {
    #expect(await bench.run("fit", "mara").status == .done)
    let ask = await run("ask", "mara", "A thin plot again.")
    #expect(ask.status == .done, "\(ask.diagnostics)")
    #expect(
      ask.output.contains("memory by built-in, version 1, asked through oracle at \(host)"))
    // And the other way round.
    #expect(await run("fit", "omar").status == .done)
    let back = await bench.run(
      "ask", "omar", "More trams?", "--option", "Yes", "--option", "No", "--json")
    let answer = try back.json(AnswerDocument.self)
    #expect(answer.identity.name == "built-in")
    #expect(answer.memory.name == "oracle")
    #expect(answer.usage == nil)
  }

  @Test func theTextIsShownAsItComesOnATerminalOnly() async throws {
    #expect(await bench.run("fit", "mara").status == .done)
    let shown = await run("ask", "mara", "A thin plot again.", isTerminal: true)
    #expect(shown.diagnostics.contains("\nAnswer: "))
    let piped = await run("ask", "mara", "A thin plot again.")
    #expect(!piped.diagnostics.contains("\nAnswer: "))
  }

  @Test func aFitGoesOnAfterACancellation() async throws {
    oracle.behaviour.latency = 0.01
    let (context, _, diagnostics) = bench.context()
    guard case .command(let fit) = try Invocation(arguments: ["fit", "mara"] + model) else {
      return
    }
    let work = Task { await CommandRunner.outcome(of: fit, in: context) }
    while oracle.counters.completedCalls < 10, !work.isCancelled {
      try await Task.sleep(for: .milliseconds(5))
    }
    // Nothing may be on its way while the fit is cancelled: a reply that is dropped in that very
    // moment is paid for once more. What is asked for from here on never comes.
    oracle.behaviour.latency = 3600
    let library = try await bench.openLibrary()
    var settled = -1
    while true {
      let paid = oracle.counters.completedCalls
      let isKept = try await library.usage().calls == paid
      if isKept, settled == paid { break }
      settled = isKept ? paid : -1
      try await Task.sleep(for: .milliseconds(300))
    }
    work.cancel()
    #expect(await work.value == .interrupted)
    oracle.behaviour.latency = 0
    #expect(diagnostics().contains("goes on from there"))
    let paid = oracle.counters.completedCalls
    #expect(await run("fit", "mara").status == .done)
    #expect(oracle.counters.duplicates == 0)
    #expect(oracle.counters.completedCalls > paid)
  }

  @Test func aBudgetStopsAndTheNextRunGoesOn() async throws {
    let stopped = await run("fit", "mara", "--budget", "6k tokens")
    #expect(stopped.status == .budget, "\(stopped.output) \(stopped.diagnostics)")
    #expect(stopped.diagnostics.contains("goes on from there"))
    let paid = oracle.counters.completedCalls
    #expect(paid > 0)
    #expect(await run("fit", "mara").status == .done)
    #expect(oracle.counters.duplicates == 0)
    #expect(oracle.counters.completedCalls > paid)
  }

  @Test func whatStopsOneFitStopsThemAll() async throws {
    oracle.behaviour.outOfMoney = .always
    let all = await run("fit", "--all")
    #expect(all.status == .failed)
    #expect(all.diagnostics.contains("0 of 3 are fitted; stopped at Mara"))
    // Eight at once, and nobody tries again.
    #expect(oracle.counters.calls <= 8)
  }

  @Test func neededMeansByThisModel() async throws {
    #expect(await bench.run("fit", "--all").status == .done)
    #expect(await run("fit", "omar").status == .done)
    let needed = await run("fit", "--all", "--needed", "--json")
    #expect(try needed.jsonLines(FitDocument.self).map(\.user) == ["Mara", "Ana"])
    let none = await bench.run("fit", "--all", "--needed")
    #expect(none.diagnostics.contains("nobody to fit"))
  }

  @Test func anEvaluationIsBookedAndStopsAtItsBudget() async throws {
    let people = bench.folder + "/people.jsonl"
    let report = await run("eval", people, "--methods", "rpm")
    #expect(report.status == .done, "\(report.diagnostics)")
    #expect(report.output.contains("books: 1 person, 1 test item"))
    #expect(report.diagnostics.contains("used "))
    let calls = oracle.counters.completedCalls
    let usage = try await bench.run("usage", "--json").json(UsageDocument.self)
    #expect(usage.total.calls == calls)
    let stopped = await run("eval", people, "--methods", "rpm", "--fresh", "--budget", "3k tokens")
    #expect(stopped.status == .budget, "\(stopped.output)")
    #expect(stopped.output.isEmpty)
  }

  // MARK: Keys

  private static let planted = "sk-planted-0123456789abcdef"

  @Test func theKeyIsNowhere() async throws {
    let key = ["OPENAI_API_KEY": Self.planted]
    oracle.behaviour.requiredKey = Self.planted
    var outcomes = [
      await run("fit", "mara", environment: key),
      await run("ask", "mara", "A thin plot again.", isTerminal: true, environment: key),
      await run("ask", "mara", "Fine prose.", "--json", "--exchanges", environment: key),
    ]
    for outcome in outcomes { #expect(outcome.status == .done, "\(outcome.diagnostics)") }
    #expect(oracle.calls.allSatisfy { $0.key == Self.planted })
    // A server that repeats the key it was sent.
    oracle.behaviour.requiredKey = "another"
    outcomes += [
      await run("fit", "omar", environment: key), await run("fit", "--all", environment: key),
      await run("ask", "mara", "Something new.", environment: key),
      await bench.run(
        "models", "oracle", "--endpoint", oracle.url.absoluteString, environment: key),
    ]
    for outcome in outcomes.suffix(4) { #expect(outcome.status == .failed) }
    outcomes += [
      await bench.run("export"), await bench.run("asks", "mara", "--json"),
      await bench.run("usage", "--json"),
      await bench.run("version", "--json"),
    ]
    for outcome in outcomes {
      #expect(!(outcome.output + outcome.diagnostics).contains(Self.planted))
    }
    #expect(try filesHolding(Self.planted) == [])
  }

  /// The files of the bench whose bytes hold a text.
  private func filesHolding(_ text: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: bench.folder)
    #expect(names.contains { $0.hasSuffix("library.sqlite") })
    return names.filter { name in
      FileManager.default.contents(atPath: "\(bench.folder)/\(name)")
        .map { $0.range(of: Data(text.utf8)) != nil } ?? false
    }
  }

  @Test func anEndpointOfTheConfigHasItsOwnKey() async throws {
    try FileManager.default.createDirectory(
      atPath: bench.folder + "/.config/rationale", withIntermediateDirectories: true)
    let file = try bench.write(
      """
      [endpoints.here]
      url = "\(oracle.url)"
      key_command = "echo sk-own"
      model = "oracle"

      [prices.oracle]
      input = 1000
      output = 1000
      as_of = "2026-01-01"
      """, to: ".config/rationale/config.toml")
    oracle.behaviour.requiredKey = "sk-own"
    let fit = await bench.run(
      "fit", "omar", "--endpoint", "here", environment: ["OPENAI_API_KEY": Self.planted])
    #expect(fit.status == .done, "\(fit.diagnostics)")
    #expect(fit.output.contains("$"))
    #expect(oracle.calls.allSatisfy { $0.key == "sk-own" })
    // A mistake is told before anything is called; what runs no model does not mind.
    oracle.reset()
    try bench.write("[endpoints.here]\nurl = 3\n", to: ".config/rationale/config.toml")
    let refused = await bench.run("fit", "omar", "--endpoint", "here")
    #expect(refused.status == .badData)
    #expect(refused.diagnostics.contains("\(file):2: "))
    #expect(await bench.run("users").status == .done)
    #expect(oracle.calls.isEmpty)
  }

  @Test func aKeyThatIsNotThereEndsTheRun() async throws {
    try bench.write(
      "[endpoints.here]\nurl = \"\(oracle.url)\"\nkey_env = \"NOBODY_SET_THIS\"\n", to: "c.toml")
    let fit = await bench.run(
      "fit", "mara", "--endpoint", "here", "--model", "oracle",
      environment: ["RATIONALE_CONFIG": "c.toml"])
    #expect(fit.status == .failed)
    #expect(fit.diagnostics.contains("NOBODY_SET_THIS"))
    #expect(oracle.calls.isEmpty)
  }

  // MARK: models, usage, prompts

  @Test func theModelsOfAnEndpointAreListed() async throws {
    oracle.behaviour.models = ["oracle", "other\u{1B}[31m"]
    let list = await bench.run(
      ["models", "--endpoint", oracle.url.absoluteString], isTerminal: true)
    #expect(list.status == .done, "\(list.diagnostics)")
    #expect(list.output.contains("built-in"))
    #expect(list.output.contains("oracle"))
    #expect(!list.output.contains("\u{1B}"))
    let check = await bench.run("models", "oracle", "--endpoint", oracle.url.absoluteString)
    #expect(check.status == .done, "\(check.diagnostics)")
    #expect(check.output.contains("json_schema"))
    let alone = await bench.run("models")
    #expect(alone.status == .done)
    #expect(alone.output.contains("built-in"))
  }

  @Test func anEndpointThatIsNotThereIsAnError() async throws {
    oracle.stop()
    let list = await bench.run("models", "--endpoint", oracle.url.absoluteString)
    #expect(list.status == .failed)
    #expect(list.diagnostics.contains(host))
  }

  @Test func usageAddsUp() async throws {
    #expect(await bench.run("usage").diagnostics.contains("nothing"))
    let fit = try await bench.run(["fit", "mara", "--json"] + model, isTerminal: false)
      .json(FitDocument.self)
    for by in ["day", "model", "stage", "user"] {
      let usage = await bench.run("usage", "--by", by)
      #expect(usage.status == .done, "\(usage.diagnostics)")
      #expect(usage.output.contains("\(fit.usage?.calls ?? -1)"))
    }
    #expect(await bench.run("usage", "--by", "user").output.contains("Mara"))
    #expect(await bench.run("usage", "--by", "moon").status == .usage)
  }

  @Test func promptsAreShownAndTakenFromAFolder() async throws {
    let all = await bench.run("prompts")
    #expect(all.output.contains("# extract, version 2"))
    #expect(await bench.run("prompts", "nonsense").status == .usage)
    #expect(await bench.run("prompts", "--write", "own").status == .done)
    #expect(await bench.run("prompts", "extract", "--write", "own").status == .failed)
    try bench.write("[prompts]\nfolder = \"./own\"\n", to: "c.toml")
    let own = await bench.run("prompts", "extract", environment: ["RATIONALE_CONFIG": "c.toml"])
    #expect(own.output.contains("# extract, version own"))
    try bench.write("no slot at all\n", to: "own/extract.md")
    let bad = await bench.run("prompts", environment: ["RATIONALE_CONFIG": "c.toml"])
    #expect(bad.status == .badData)
    #expect(bad.diagnostics.contains("extract.md"))
  }
}
