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
    #expect(difference.low == 0 && difference.high == 0.25 && difference.mayBeChance)
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
