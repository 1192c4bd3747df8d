internal import RPM
internal import Testing

@testable import Evaluation

/// Methods with a model that follows prompts: what each shows it.
@Suite struct PromptedMethodTests {
  private let history = ["aa bb", "aa cc", "dd ee", "dd ff"].enumerated().map {
    Interaction(query: $1, response: $0 < 2 ? "x" : "y")
  }

  private func bench(_ model: PuppetModel, k: Int = 2) -> PersonBench {
    PersonBench(
      Subject(
        task: TaskDefinition(
          name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false)),
        history: history), blackBox: model, embedder: LetterEmbedder(), k: k)
  }

  @discardableResult
  private func ask(
    _ name: String, _ query: String, with model: PuppetModel, k: Int = 2
  ) async throws -> MethodAnswer {
    let method = try #require(MethodCatalog.method(named: name))
    return try await method.prepare(bench(model, k: k)).answer(query)
  }

  @Test func zeroShotShowsNothingOfThePerson() async throws {
    let model = PuppetModel()
    #expect(try await ask("zero-shot", "aa", with: model).response == "x")
    #expect(try await ask("zero-shot-cot", "aa", with: model).reasoning == "because")
    #expect(
      model.questions.withLock(\.self) == [
        PlainQuestion(query: "aa"), PlainQuestion(query: "aa", thinksFirst: true),
      ])
  }

  @Test(arguments: ["rag-bm25", "rag-embedding"])
  func retrievalShowsTheNearestFirst(name: String) async throws {
    let model = PuppetModel()
    let answer = try await ask(name, "ee ff ff", with: model)
    let question = try #require(model.questions.withLock(\.self).first)
    #expect(question.examples == [history[3], history[2]])
    #expect(answer.examples.map(\.interaction) == [3, 2])
    #expect(question.profile.isEmpty && question.advice.isEmpty)
  }

  @Test func aProfileIsMadeOnceOfTheHistory() async throws {
    let model = PuppetModel()
    let prepared = try await ProfileMethod().prepare(bench(model))
    _ = try await prepared.answer("aa")
    _ = try await prepared.answer("dd")
    #expect(model.profiled.withLock(\.self) == [history])
    let questions = model.questions.withLock(\.self)
    #expect(questions.map(\.profile) == ["a summary", "a summary"])
    #expect(questions.map(\.examples.count) == [2, 2])
  }

  @Test func whatHelpsIsShownFirst() async throws {
    // Only the first interaction helps anybody.
    let model = PuppetModel(answering: { question in
      question.examples == [Interaction(query: "aa bb", response: "x")] ? "right" : "wrong"
    })
    var right = history
    for index in right.indices { right[index].response = "right" }
    right[0].response = "x"
    let bench = PersonBench(
      Subject(
        task: TaskDefinition(
          name: "t", instruction: "", answers: .labels(["x", "right", "wrong"], ordered: false)),
        history: right), blackBox: model, embedder: LetterEmbedder(), k: 2)
    let prepared = try await UtilityRerankMethod().prepare(bench)
    // Four are judged without an example and with two neighbours each.
    #expect(model.questions.withLock(\.self).count == 12)
    let answer = try await prepared.answer("aa cc cc")
    #expect(answer.examples.first?.interaction == 0)
  }

  // MARK: Advice

  @Test func theAdviceThatDidBestIsKept() async throws {
    let model = PuppetModel(
      advising: { request in
        request.trials.count == 1 ? ["say x", "say nothing"] : ["tell them apart", "say x"]
      },
      answering: { question in
        switch question.advice {
        case "tell them apart": question.query.hasPrefix("aa") ? "x" : "y"
        case "say x": "x"
        default: "neither"
        }
      })
    let prepared = try await FermiMethod().prepare(bench(model))
    let requests = model.requests.withLock(\.self)
    // The second round misses nothing any more.
    #expect(requests.count == 2)
    #expect(requests[0].trials.map(\.advice) == [""])
    #expect(requests[0].trials[0].score == 0 && requests[0].trials[0].misses.count == 3)
    #expect(requests[0].count == 4)
    #expect(requests[1].trials.map(\.advice) == ["say x", "", "say nothing"])
    #expect(requests[1].trials[0].score == 0.5)
    #expect(requests[1].trials[0].misses.map(\.item) == [history[2], history[3]])
    // Advice that was tried is not tried again: four pieces, four past answers each.
    #expect(model.questions.withLock(\.self).count == 16)
    _ = try await prepared.answer("dd")
    let question = try #require(model.questions.withLock(\.self).last)
    #expect(question.advice == "tell them apart" && question.examples.count == 3)
  }

  @Test func adviceEndsAfterTenRounds() async throws {
    let model = PuppetModel(
      advising: { request in (0..<9).map { "advice \(request.trials.count) \($0)" } },
      answering: { _ in "neither" })
    _ = try await FermiMethod().prepare(bench(model))
    let requests = model.requests.withLock(\.self)
    #expect(requests.count == FermiMethod.rounds)
    #expect(requests.allSatisfy { $0.trials.count <= FermiMethod.shown })
    let most = (1 + FermiMethod.rounds * FermiMethod.proposals) * history.count
    #expect(model.questions.withLock(\.self).count <= most)
  }

  @Test func aPastAnswerIsNeverShownForItself() async throws {
    let model = PuppetModel(advising: { _ in ["once more"] }, answering: { _ in "neither" })
    _ = try await FermiMethod().prepare(bench(model))
    _ = try await UtilityRerankMethod().prepare(bench(model))
    for question in model.questions.withLock(\.self) {
      #expect(!question.examples.contains { $0.query == question.query })
    }
  }

  // MARK: Parts of the method

  @Test func whatAnExampleShowsDependsOnTheRow() async throws {
    func shown(_ name: String) async throws -> [(paths: [String], features: [Int])] {
      let model = PuppetModel()
      let answer = try await ask(name, "aa bb bb", with: model)
      #expect(answer.answer?.features.map(\.name) == ["aa", "bb", "bb"].uniqued)
      let request = try #require(model.generations.withLock(\.self).last)
      return request.ranking.prefix(request.k).map { example in
        let entry = request.model.memory.entries[example.interaction]
        return (entry.path?.steps.map(\.effect) ?? [], [entry.features.count])
      }
    }
    #expect(try await shown("factors").isEmpty)
    let plain = try await shown("factors+retrieved")
    #expect(plain.count == 2 && plain.allSatisfy { $0.paths.isEmpty && $0.features == [0] })
    let chain = try await shown("factors+retrieved+cot")
    #expect(chain.map(\.paths) == [["why aa bb"], ["why aa cc"]])
    let own = try await shown("rpm")
    #expect(own.allSatisfy { $0.paths == ["personal"] && $0.features == [2] })
    #expect(try await shown("rpm-query-keyed").allSatisfy { $0.paths == ["personal"] })
  }

  @Test func anExampleIsExplainedOnce() async throws {
    let model = PuppetModel()
    let prepared = try await FactorsChainMethod().prepare(bench(model))
    _ = try await prepared.answer("aa bb bb")
    _ = try await prepared.answer("aa cc cc")
    #expect(model.explained.withLock(\.self).count == 2)
  }

  // MARK: Cost

  @Test func callsAreAsManyAsAreMade() async throws {
    let user = User(
      name: "u", task: bench(PuppetModel()).subject.task, history: history,
      test: [
        Interaction(query: "aa gg", response: "x"), Interaction(query: "dd gg", response: "y"),
      ])
    for name in ["zero-shot", "zero-shot-cot", "rag-bm25", "pag", "utility-rerank"] {
      let model = PuppetModel()
      let method = try #require(MethodCatalog.method(named: name))
      let calls = method.calls(for: user, k: 2)
      let prepared = try await method.prepare(bench(model))
      for item in user.test { _ = try await prepared.answer(item.query) }
      #expect(
        calls.questions.reduce(0) { $0 + $1.times } == model.questions.withLock(\.self).count,
        "\(name)")
      #expect(calls.profiles == model.profiled.withLock(\.self).count)
    }
    #expect(MethodCatalog.method(named: "prior")?.calls(for: user, k: 2) == MethodCalls())
    #expect(RPMMethod().calls(for: user, k: 2).needsFit)
    let fermi = FermiMethod().calls(for: user, k: 2)
    #expect(fermi.questions.reduce(0) { $0 + $1.times } == 2 + 4 * 41)
  }
}

extension [String] {
  /// Each once, in the order of their first place.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
