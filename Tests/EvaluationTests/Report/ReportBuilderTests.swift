internal import Foundation
internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct ReportBuilderTests {
  private let task = TaskDefinition(
    name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false))

  private func user(_ name: String, _ answers: String, task: TaskDefinition? = nil) -> User {
    User(
      name: name, task: task ?? self.task,
      history: [Interaction(query: "h", response: "x")],
      test: answers.enumerated().map { Interaction(query: "q\($0)", response: String($1)) })
  }

  private func run(_ method: String, _ answers: String, confidence: Double? = nil) -> MethodRun {
    var run = MethodRun(method: method)
    run.items = answers.map { answer in
      var item = MethodItem()
      item.response = String(answer)
      item.confidence = confidence
      item.usage = Usage(calls: 1, inputTokens: 10)
      return item
    }
    return run
  }

  private let configuration = EvaluationConfiguration(
    model: ModelIdentity(name: "m", version: "1"), embedder: "e", k: 3, split: Split(),
    bootstrap: Bootstrap(seed: 3, draws: 200))

  private func report(
    _ users: [User], _ runs: [(Int, MethodRun)],
    methods: [String] = ["prior", "rag-bm25", "pag", "rpm"]
  ) throws -> EvaluationReport {
    try ReportBuilder(
      users: users, methods: methods.compactMap(MethodCatalog.method), completes: false,
      configuration: configuration,
      runs: Dictionary(
        uniqueKeysWithValues: runs.map { (.init(user: $0, method: $1.method), $1) })
    ).report()
  }

  private var pair: [User] { [user("one", "xxyy"), user("two", "xx"), user("none", "")] }

  private var complete: [(Int, MethodRun)] {
    [
      (0, run("prior", "xxxx")), (1, run("prior", "xx")), (0, run("rag-bm25", "xyyx")),
      (1, run("rag-bm25", "yy")), (0, run("rpm", "xxyx", confidence: 0.9)),
      (1, run("rpm", "xx", confidence: 0.9)),
    ]
  }

  @Test func scoresAndDifferencesAreThoseOfTheItems() throws {
    let report = try report(pair, complete)
    #expect(report.isComplete)
    let summary = try #require(report.tasks.first)
    #expect(summary.users == 3 && summary.usersWithoutTest == 1 && summary.items == 6)
    #expect(summary.unit == .users)
    #expect(summary.baselines[.accuracy] == "prior")
    let prior = report.results[0]
    let own = report.results[3]
    #expect(report.results.map(\.method) == ["prior", "rag-bm25", "pag", "rpm"])
    #expect(prior.metrics[.accuracy]?.micro == 4.0 / 6)
    #expect(prior.metrics[.accuracy]?.perUser == 0.75)
    #expect(prior.metrics[.accuracy]?.difference == nil)
    #expect(own.metrics[.accuracy]?.micro == 5.0 / 6)
    let score = try #require(own.metrics[.accuracy])
    #expect(score.low == 0.75 && score.high == 1)
    let difference = try #require(score.difference)
    #expect(difference.to == "prior")
    #expect(abs(difference.value - 1.0 / 6) < 1e-12)
    // Only the first person tells the two apart: by .25 where she alone is drawn, by 0 where not.
    #expect(difference.low == 0 && difference.high == 0.25)
    // Two people are too few to say so of others.
    #expect(difference.claim == Claim(verdict: .tooFew))
    #expect(report.results[1].metrics[.accuracy]?.difference?.claim == nil)
    #expect(own.metrics[.macroF1]?.difference.map { $0.claim == nil } == true)
    #expect(summary.isTooFew && summary.tested == 0 && summary.asked == 2)
    #expect(own.people.map(\.user) == ["one", "two"])
    #expect(own.people[0].wrong == [3])
    #expect(own.usage.calls == 6)
    let calibration = try #require(own.calibration)
    #expect(calibration.count == 6 && abs(calibration.confidence - 0.9) < 1e-12)
    #expect(prior.calibration == nil)
    #expect(own.metrics[.ece] != nil && prior.metrics[.ece] == nil)
  }

  @Test func aMethodWithoutAnHonestResultSaysWhy() throws {
    let result = try report(pair, complete).results[2]
    #expect(result.unavailable?.contains("cannot sum up") == true)
    #expect(result.metrics.isEmpty)
  }

  @Test func whatIsMissingIsMarked() throws {
    let partial = try report(pair, Array(complete.dropLast()))
    #expect(!partial.isComplete)
    let own = partial.results[3]
    #expect(!own.isComplete && own.users == 1)
    // Compared on those people only whom both were asked about.
    #expect(own.metrics[.accuracy]?.difference?.value == 0.25)
    #expect(own.metrics[.accuracy]?.difference?.claim?.verdict == .incomplete)
    // A baseline that was not asked about everybody is none.
    let few = try report(pair, complete.filter { $0.1.method != "prior" || $0.0 == 0 })
    #expect(few.tasks[0].baselines[.accuracy] == "rag-bm25")
  }

  @Test func theOnlyPersonsItemsAreDrawn() throws {
    let report = try report([user("one", "xxyy")], [(0, run("prior", "xxxx"))])
    #expect(report.tasks[0].unit == .items)
    let score = try #require(report.results[0].metrics[.accuracy])
    #expect(score.low < 0.5 && score.high > 0.5)
  }

  @Test func theSameRunsGiveTheSameReport() throws {
    let first = try report(pair, complete)
    #expect(try report(pair, complete.reversed()) == first)
    let data = try JSONEncoder().encode(first)
    #expect(try JSONDecoder().decode(EvaluationReport.self, from: data) == first)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("\"accuracy\":{"))
    #expect(!text.contains("q0"))
  }

  @Test func tasksStayApart() throws {
    let scale = TaskDefinition(
      name: "s", instruction: "", answers: .labels(["1", "2", "3"], ordered: true))
    let report = try report(
      [user("one", "xx"), user("two", "13", task: scale)],
      [(0, run("prior", "xx")), (1, run("prior", "22"))], methods: ["prior"])
    #expect(report.tasks.map(\.task) == ["t", "s"])
    #expect(report.results(of: "s").first?.metrics[.mae]?.micro == 1)
  }

  @Test func reasonsOfFailuresAreKept() throws {
    var sick = MethodRun(method: "prior")
    sick.failure = "no fit"
    sick.items = [MethodItem(), MethodItem()]
    let report = try report([user("one", "xx")], [(0, sick)], methods: ["prior"])
    #expect(report.results[0].failures == .init(items: 2, first: "no fit"))
    #expect(report.results[0].metrics[.invalidRate]?.micro == 1)
  }

  // MARK: Claims

  /// One item each, which is `x`; a method is right about those people whose letter is x.
  private func claims(_ answers: KeyValuePairs<String, String>) throws -> EvaluationReport {
    let people = answers.first?.value.count ?? 0
    return try report(
      (0..<people).map { user("u\($0)", "x") },
      answers.flatMap { method, letters in
        letters.enumerated().map { ($0.offset, run(method, String($0.element))) }
      }, methods: answers.map(\.key))
  }

  private func difference(
    _ method: String, _ report: EvaluationReport
  ) throws -> EvaluationReport.Difference {
    let result = try #require(report.results.first { $0.method == method })
    return try #require(result.metrics[.accuracy]?.difference)
  }

  @Test func betterIsBetterThanEachSimpleOne() throws {
    let report = try claims([
      "prior": "yyyyyyyyyy", "rag-bm25": "xxyyyyyyyy", "rpm": "xxxxxxxxxx",
    ])
    let difference = try difference("rpm", report)
    #expect(difference.to == "rag-bm25" && abs(difference.value - 0.8) < 1e-12)
    // 2 of 1024 against the one, 2 of 256 against the other.
    #expect(difference.claim == Claim(verdict: .better, p: 2.0 / 256))
    #expect(report.tasks[0].tested == 1 && !report.tasks[0].isTooFew)
  }

  @Test func worseIsATestForEachThatMightHaveBeenBest() throws {
    let report = try claims([
      "prior": "xxxxxxxxxx", "rag-bm25": "xxxxxxxxxx", "rpm": "yyyyyyyyyy",
    ])
    #expect(try difference("rpm", report).claim == Claim(verdict: .worse, p: 4.0 / 1024))
  }

  @Test func eachMethodThatIsComparedIsATest() throws {
    let report = try claims([
      "prior": "yyyyyyyyyy", "factors": "xxxxxxxyyy", "rpm": "xxxxxxxxxx",
    ])
    #expect(report.tasks[0].tested == 2)
    #expect(try difference("rpm", report).claim?.p == 4.0 / 1024)
    // The larger one is the last step.
    #expect(try difference("factors", report).claim == Claim(verdict: .better, p: 2.0 / 128))
    // Six alike of ten would do alone, and does not beside seven others.
    let many = try claims([
      "prior": "yyyyyyyyyy", "factors": "xxxxxxyyyy", "rpm-query-keyed": "yxyxyxyxyx",
      "rpm": "xxxxxxyyyy",
    ])
    #expect(try difference("rpm", many).claim?.verdict == .mayBeChance)
  }

  @Test func aDrawTakesItsOwnBestBaseline() throws {
    // Whoever prior is right about, rpm is too: held against prior alone it would never be behind.
    let report = try claims([
      "prior": "xxxxxyyyyy", "rag-bm25": "yyyyyxxxxx", "rpm": "xxxxxxyyyy",
    ])
    let difference = try difference("rpm", report)
    #expect(difference.to == "prior" && abs(difference.value - 0.1) < 1e-12)
    #expect(difference.low < 0)
    #expect(difference.claim?.verdict == .mayBeChance && difference.claim?.p == 1)
    let other = try #require(report.tasks[0].otherBest)
    #expect(other > 0.2 && other < 0.6)
    // A simple one is held against the best of each draw as well, and is never above it.
    #expect(try self.difference("rag-bm25", report).high == 0)
  }

  @Test func thereIsNoVerdictOnTooFew() throws {
    let nine = try claims(["prior": "yyyyyyyyy", "rpm": "xxxxxxxxx"])
    #expect(try difference("rpm", nine).claim == Claim(verdict: .tooFew))
    for (items, isTold) in [(19, false), (20, true)] {
      let gold = String(repeating: "x", count: items)
      let wrong = String(repeating: "y", count: items)
      let report = try report(
        [user("one", gold)], [(0, run("prior", wrong)), (0, run("rpm", gold))],
        methods: ["prior", "rpm"])
      #expect(report.tasks[0].isTooFew == !isTold)
      #expect(try difference("rpm", report).claim?.verdict == (isTold ? .better : .tooFew))
    }
  }

  // MARK: Configuration

  @Test func keysChangeWithWhatAnswersDependOn() throws {
    let key = try configuration.key(method: "prior", user: pair[0])
    #expect(key.count == 16)
    #expect(try configuration.key(method: "prior", user: pair[0]) == key)
    #expect(try configuration.key(method: "rpm", user: pair[0]) != key)
    #expect(try configuration.key(method: "prior", user: pair[1]) != key)
    #expect(try configuration.key(method: "prior", user: pair[0], edition: "2") != key)
    var other = configuration
    other.bootstrap.seed = 99
    #expect(try other.key(method: "prior", user: pair[0]) == key)
    other.k = 5
    #expect(try other.key(method: "prior", user: pair[0]) != key)
    #expect(
      try configuration.hash(methods: ["prior"], users: pair)
        != configuration.hash(methods: ["prior", "rpm"], users: pair))
  }
}
