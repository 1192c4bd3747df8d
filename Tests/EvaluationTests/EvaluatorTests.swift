internal import Foundation
internal import RPM
internal import Synchronization
internal import Testing

@testable import Evaluation

@Suite struct EvaluatorTests {
  private let names = ["prior", "rag-bm25", "rag-embedding", "factors", "rpm-query-keyed", "rpm"]

  private var methods: [any EvaluationMethod] {
    names.compactMap(MethodCatalog.method)
  }

  private func user(_ name: String, _ count: Int, prefix: String = "") -> User {
    User(
      name: name,
      task: TaskDefinition(
        name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false)),
      history: (0..<count).map { index in
        Interaction(
          query: "\(prefix)\(index.isMultiple(of: 2) ? "aa" : "bb") w\(index)",
          response: index.isMultiple(of: 2) ? "x" : "y")
      })
  }

  private func run(
    _ users: [User], with blackBox: any BlackBox = ParrotModel(), except: Set<Evaluator.Job> = [],
    width: Int = 2, concurrency: Int = 1
  ) async throws -> [Evaluator.Job: MethodRun] {
    let evaluator = Evaluator(
      blackBox: blackBox, embedder: LetterEmbedder(), methods: methods, width: width,
      concurrency: concurrency)
    let runs = Mutex<[Evaluator.Job: MethodRun]>([:])
    try await evaluator.run(users, except: except) { job, run in runs.withLock { $0[job] = run } }
    return runs.withLock(\.self)
  }

  /// What does not depend on the clock.
  private func answers(_ runs: [Evaluator.Job: MethodRun]) -> [Evaluator.Job: [String]] {
    runs.mapValues { $0.items.map(\.response) }
  }

  @Test func everyMethodIsAskedAboutEverybody() async throws {
    let users = [user("one", 12), user("two", 20)].map(Split().applied)
    let runs = try await run(users)
    #expect(runs.count == 12)
    for (job, run) in runs {
      #expect(run.method == job.method)
      #expect(run.items.count == users[job.user].test.count)
      #expect(run.failure == nil)
      // The parrot is silent without an example.
      #expect(
        run.items.allSatisfy {
          $0.failure == nil && $0.response.isEmpty == (job.method == "factors")
        })
    }
    #expect(runs[.init(user: 0, method: "rpm")]?.factors == 9)
    #expect(runs[.init(user: 0, method: "prior")]?.factors == nil)
  }

  @Test func answersAreTheSameWhateverTheWidth() async throws {
    let users = (0..<5).map { Split().applied(to: user("u\($0)", 10 + $0)) }
    let one = answers(try await run(users, width: 1))
    #expect(answers(try await run(users, width: 4, concurrency: 3)) == one)
  }

  @Test func whatIsDoneIsNotDoneAgain() async throws {
    let users = [user("one", 12), user("two", 12)].map(Split().applied)
    let done = Evaluator.Job(user: 1, method: "rpm")
    let runs = try await run(users, except: [done])
    #expect(runs.count == 11)
    #expect(runs[done] == nil)
  }

  @Test func theMethodItselfComesFirst() async throws {
    let order = Mutex<[String]>([])
    let evaluator = Evaluator(
      blackBox: ParrotModel(), embedder: LetterEmbedder(), methods: methods, width: 1)
    try await evaluator.run([Split().applied(to: user("one", 12))]) { job, _ in
      order.withLock { $0.append(job.method) }
    }
    #expect(order.withLock(\.self) == ["rpm"] + names.dropLast())
  }

  @Test func aFailureThatMeetsEverythingEndsIt() async throws {
    struct Offline: BlackBox {
      var identity: ModelIdentity { ModelIdentity(name: "off", version: "1") }
      func open(_ subject: Subject) async throws -> any BlackBoxSession {
        throw RoleFailure("nobody there", reach: .offline)
      }
    }
    await #expect(throws: RoleFailure.self) {
      try await run([Split().applied(to: user("one", 12))], with: Offline())
    }
  }

  @Test func aPersonWhoCannotBeFittedIsWrongThroughout() async throws {
    var sick = user("sick", 12)
    sick.history[0].query = "poison"
    let runs = try await run([Split().applied(to: sick)])
    #expect(runs[.init(user: 0, method: "rpm")]?.failure == "cannot fit")
    #expect(runs[.init(user: 0, method: "rpm")]?.items.count == 5)
    #expect(runs[.init(user: 0, method: "prior")]?.failure == nil)
  }

  // MARK: Leaks

  /// A model that writes down everything that it is shown.
  private final class Recorder: BlackBox {
    let identity = ModelIdentity(name: "recorder", version: "1")
    let seen = Mutex<[String]>([])

    func open(_ subject: Subject) async throws -> any BlackBoxSession {
      note(subject.history)
      return Session(recorder: self, inner: try await ParrotModel().open(subject))
    }

    func note(_ items: [Interaction]) {
      seen.withLock { $0 += items.flatMap { [$0.query, $0.response] } }
    }

    struct Session: BlackBoxSession {
      let recorder: Recorder
      let inner: any BlackBoxSession
      var concurrency: Int { 1 }
      var memoryBreadth: Int { 2 }

      func extract(_ request: ExtractionRequest) async throws -> [Feature] {
        if request.interaction != nil { recorder.note([.init(query: request.query, response: "")]) }
        return try await inner.extract(request)
      }
      func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal] {
        try await inner.cluster(request)
      }
      func judge(_ request: JudgementRequest) async throws -> ItemJudgement {
        recorder.note([request.item])
        return try await inner.judge(request)
      }
      func reason(_ request: ReasoningRequest) async throws -> ReasoningPath {
        recorder.note([request.item])
        return try await inner.reason(request)
      }
      func generate(
        _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
      ) async throws -> Generation {
        recorder.note(request.history)
        recorder.note(
          request.ranking.map {
            .init(query: request.history[$0.interaction].query, response: $0.answer)
          })
        return try await inner.generate(request, onText: onText)
      }
      func complete(
        _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
      ) async throws -> (UserStatistics, notes: Data) {
        try await inner.complete(
          statistics, factors: factors, features: features, stances: stances)
      }
    }
  }

  @Test func noAnswerOfTheTestIsShownToAMethod() async throws {
    var person = user("one", 20)
    // Each answer of the test is told apart from all others.
    person.task.answers = .labels(["x", "y"] + (15..<20).map { "secret\($0)" }, ordered: false)
    for index in 15..<20 { person.history[index].response = "secret\(index)" }
    // The history has a query of the test already, with its answer.
    person.history[3] = person.history[16]
    let split = Split().applied(to: person)
    #expect(split.test.map(\.response) == (15..<20).map { "secret\($0)" })
    let recorder = Recorder()
    let runs = try await run([split], with: recorder)
    #expect(runs.count == names.count)
    let seen = recorder.seen.withLock(\.self)
    #expect(seen.contains("aa w0"))
    let asked = Set(split.test.map(\.query))
    for text in seen {
      #expect(!text.hasPrefix("secret"))
      #expect(!asked.contains(text))
    }
    #expect(runs.values.allSatisfy { $0.items.allSatisfy { !$0.response.hasPrefix("secret") } })
  }

  @Test func aQueryThatTheHistoryHasIsNoExampleOfItself() async throws {
    // Without a split, as when somebody asks one query by several methods.
    let history = [
      Interaction(query: "aa", response: "x"), Interaction(query: "ab", response: "y"),
    ]
    let bench = PersonBench(
      Subject(
        task: TaskDefinition(
          name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false)),
        history: history), blackBox: ParrotModel(), embedder: LetterEmbedder(), k: 1)
    for name in ["rag-bm25", "rag-embedding", "utility-rerank", "rpm-query-keyed", "rpm"] {
      let method = try #require(MethodCatalog.method(named: name))
      let answer = try await method.prepare(bench).answer("aa")
      #expect(answer.examples.map(\.interaction) == [1], "\(name)")
      #expect(answer.response == "y", "\(name)")
    }
  }
}
