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
        history: history), blackBox: model, embedder: LetterEmbedder(), k: k, others: others)
  }

  /// Five others; the first three write alike.
  private let others = ["aa", "aab", "aac", "zz", "qq"].map { text in
    (0..<2).map { Interaction(query: "\(text) \($0)", response: text) }
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

  // MARK: Past answers without a search

  @Test func pastAnswersStandInTheirOrder() async throws {
    let model = PuppetModel()
    let recent = try await ask("recent-k", "aa", with: model)
    #expect(recent.examples.map(\.interaction) == [2, 3])
    #expect(
      try await ask("all-history", "dd ff", with: model).examples.map(\.interaction) == [0, 1, 2])
    let questions = model.questions.withLock(\.self)
    #expect(questions[0].examples == [history[2], history[3]] && questions[0].order == .time)
    // What reads the same is never shown.
    #expect(questions[1].examples == Array(history[..<3]) && questions[1].order == .time)
  }

  @Test func chanceIsTheSameForTheSamePersonAndQuery() async throws {
    func shown(_ query: String, k: Int = 2) async throws -> [Int] {
      let model = PuppetModel()
      let answer = try await ask("random-k", query, with: model, k: k)
      let question = try #require(model.questions.withLock(\.self).first)
      #expect(question.order == .none)
      #expect(question.examples == answer.examples.map { history[$0.interaction] })
      return answer.examples.map(\.interaction)
    }
    let queries = (0..<12).map { "q\($0)" }
    var places: Set<[Int]> = []
    for query in queries {
      let once = try await shown(query)
      #expect(try await shown(query) == once)
      #expect(Set(once).count == 2)
      places.insert(once)
    }
    #expect(places.count > 3)
    #expect(Set(try await shown("dd ff", k: 9)) == [0, 1, 2])
  }

  @Test func pastAnswersThatDidNotFitAreNoExamples() async throws {
    struct Narrow: Completing {
      func answer(_ question: PlainQuestion) async throws -> PlainAnswer {
        PlainAnswer(response: "x", omitted: 3)
      }
      func portrait(_ request: PortraitRequest) async throws -> String { "" }
      func rationale(for item: Interaction) async throws -> String { "" }
      func advice(_ request: AdviceRequest) async throws -> [String] { [] }
    }
    let person = try await PastMethod(.all).asking(bench(PuppetModel()), Narrow())
    #expect(try await person.answer("zz").examples.map(\.interaction) == [3])
  }

  @Test func withoutALanguageModelPastAnswersVote() async throws {
    let bench = PersonBench(
      Subject(
        task: TaskDefinition(
          name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false)),
        history: history + [Interaction(query: "gg", response: "x")]),
      blackBox: ParrotModel(), embedder: LetterEmbedder(), k: 3)
    let recent = try await PastMethod(.recent).prepare(bench).answer("aa")
    #expect(recent.response == "y" && recent.confidence == 2.0 / 3)
    #expect(recent.examples.map(\.interaction) == [4, 3, 2])
    let all = try await PastMethod(.all).prepare(bench).answer("aa")
    #expect(all.response == "x" && all.confidence == 0.6)
    let random = try await PastMethod(.random).prepare(bench).answer("aa")
    #expect(random.examples.count == 3 && Set(random.examples.map(\.interaction)).count == 3)
  }

  // MARK: A chain of thought

  @Test(arguments: [
    ("fewshot-cot", "recent-k"), ("rag-cot", "rag-embedding"), ("pag-cot", "pag"),
    ("fermi-cot", "fermi"), ("utility-rerank-cot", "utility-rerank"),
  ])
  func aChainAsksTheSameAndThinksFirst(chain: String, plain: String) async throws {
    func asked(_ name: String) async throws -> [PlainQuestion] {
      let model = PuppetModel(advising: { _ in ["once more"] })
      let answer = try await ask(name, "dd gg", with: model)
      #expect(answer.reasoning == (name == chain ? "because" : ""))
      return model.questions.withLock(\.self)
    }
    var (chained, wanted) = (try await asked(chain), try await asked(plain))
    // Only the query of the test is thought about.
    #expect(chained.map(\.thinksFirst) == wanted.dropLast().map { _ in false } + [true])
    wanted[wanted.count - 1].thinksFirst = true
    #expect(chained.count == wanted.count)
    chained = chained.filter { !wanted.contains($0) }
    #expect(chained.isEmpty)
    let method = try #require(MethodCatalog.method(named: chain))
    #expect(method.kind == MethodCatalog.method(named: plain)?.kind)
    #expect(method.absence(for: .open, completes: false) != nil)
  }

  @Test func aProfileIsMadeOnceOfTheHistory() async throws {
    let model = PuppetModel()
    let prepared = try await ProfileMethod().prepare(bench(model))
    _ = try await prepared.answer("aa")
    _ = try await prepared.answer("dd")
    #expect(model.portrayed.withLock(\.self) == [.summary(of: history)])
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

  // MARK: Portraits

  @Test func hypothesesOnAFewAnswersAreFollowedWithoutExamples() async throws {
    let model = PuppetModel(portraying: { _ in "- likes aa" })
    _ = try await ask("hyperalign", "zz", with: model)
    #expect(
      model.portrayed.withLock(\.self) == [
        .hypotheses(of: history, count: HypothesesMethod.count)
      ])
    #expect(
      model.questions.withLock(\.self) == [PlainQuestion(query: "zz", advice: "- likes aa")])
    #expect(Array(0..<20).spread(8) == [0, 2, 5, 7, 10, 12, 15, 17])
    #expect(Array(0..<3).spread(8) == [0, 1, 2])
  }

  @Test(arguments: ["dpl", "drp"])
  func aPersonIsComparedWithThreeWhoStandForAll(name: String) async throws {
    let model = PuppetModel(portraying: { _ in "- milder" })
    let answer = try await ask(name, "aa dd", with: model)
    guard
      case .differences(let own, let chosen, let respects) = model.portrayed.withLock(\.self).first
    else {
      Issue.record("no comparison")
      return
    }
    #expect(own == history && chosen.count == 3)
    // Of the three who write alike one is enough.
    #expect(chosen.count { $0[0].query.hasPrefix("a") } == 1)
    #expect(respects.isEmpty == (name == "drp"))
    let question = try #require(model.questions.withLock(\.self).first)
    #expect(question.profile == "- milder" && question.examples.count == 2)
    #expect(answer.examples.count == 2)
  }

  @Test func withoutOthersThereIsNothingToCompare() async throws {
    let method = DifferenceMethod(.given)
    let labels = AnswerSpace.labels(["x"], ordered: false)
    #expect(method.absence(for: labels, completes: true, hasOthers: true) == nil)
    #expect(method.absence(for: labels, completes: true, hasOthers: false) == Company.nobody)
    #expect(method.absence(for: labels, completes: false, hasOthers: true) != nil)
    let alone = PersonBench(
      bench(PuppetModel()).subject, blackBox: PuppetModel(), embedder: LetterEmbedder())
    await #expect(throws: RoleFailure.self) { try await method.prepare(alone) }
  }

  @Test func thePersonaThatDidBestIsKept() async throws {
    let model = PuppetModel(
      portraying: { request in
        guard case .betterPersona(let than, _) = request else { return "first" }
        return than == "first" ? "second" : "third"
      },
      answering: { question in
        switch question.profile {
        // The second is right about half of them.
        case "second": "x"
        default: "neither"
        }
      })
    let answer = try await ask("persona-loop", "zz", with: model)
    #expect(answer.response == "x")
    let asked = model.portrayed.withLock(\.self)
    #expect(asked.count == 1 + PersonaLoopMethod.rounds)
    #expect(asked[0] == .persona(of: history))
    #expect(
      asked[2]
        == .betterPersona(
          than: "second", misses: history[2...].map { .init(item: $0, response: "x") }))
    for question in model.questions.withLock(\.self) {
      #expect(!question.examples.contains { $0.query == question.query })
    }
  }

  @Test func aPersonaThatMissesNothingIsLeftAlone() async throws {
    let model = PuppetModel(answering: { $0.query.hasPrefix("dd") ? "y" : "x" })
    _ = try await ask("persona-loop", "zz", with: model)
    #expect(model.portrayed.withLock(\.self) == [.persona(of: history)])
    #expect(model.questions.withLock(\.self).count == history.count + 1)
  }

  @Test func aPlainAnswerIsRewrittenTowardsThePerson() async throws {
    let model = PuppetModel(answering: { $0.draft.isEmpty ? "plain" : "x" })
    #expect(try await ask("rpo-untrained", "ee ff ff", with: model).response == "x")
    #expect(
      model.questions.withLock(\.self) == [
        PlainQuestion(query: "ee ff ff"),
        PlainQuestion(query: "ee ff ff", examples: [history[3], history[2]], draft: "plain"),
      ])
  }

  // MARK: Advice

  @Test func aQueryGetsTheAdviceThatDidBestNearIt() {
    func trial(_ advice: String, _ scores: [Double]) -> FermiMethod.Trial {
      .init(advice: advice, outcome: .init(scores: scores))
    }
    let kept = [
      trial("overall", [1, 1, 1, 0, 0, 0]), trial("late", [0, 0, 0, 1, 1, 0]),
      trial("also late", [0, 0, 0, 1, 1, 0]),
    ]
    func advice(_ places: [Int]) -> String {
      FermiMethod.advice(
        among: kept,
        for: places.map { RetrievedExample(interaction: $0, similarity: 0, answer: "") },
        tried: 4..<10)
    }
    // The nearest that were tried decide; the first four were not.
    #expect(advice([0, 8, 1, 7, 9, 4, 5, 6]) == "late")
    #expect(advice([4, 5, 8, 7]) == "overall")
    #expect(advice([0, 1]) == "overall" && advice([9]) == "overall")
  }

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

  /// What is shown of a query and of examples without a part of the method.
  private func generation(
    without name: String, k: Int = 2
  ) async throws -> (request: GenerationRequest, examples: [Int]) {
    let model = PuppetModel()
    let answer = try await ask(name, "aa bb bb", with: model, k: k)
    return (
      try #require(model.generations.withLock(\.self).last), answer.examples.map(\.interaction)
    )
  }

  @Test func withoutAPartTheRestIsShown() async throws {
    let whole = try await generation(without: "rpm").request
    #expect(whole.model.statistics.interactions == 4 && !whole.model.factors.isEmpty)
    #expect(whole.features.allSatisfy { $0.factor != nil })

    let uncounted = try await generation(without: "rpm-without-statistics").request
    #expect(uncounted.model.factors == whole.model.factors)
    #expect(uncounted.features == whole.features)
    #expect(uncounted.model.statistics.interactions == 0)
    #expect(uncounted.model.statistics.answers == [0, 0])
    #expect(
      uncounted.model.statistics.factors.allSatisfy { $0.support == 0 && $0.answers == [0, 0] })

    let factorless = try await generation(without: "rpm-without-factors").request
    #expect(factorless.model.factors.isEmpty && factorless.model.statistics.factors.isEmpty)
    #expect(factorless.model.statistics.answers == whole.model.statistics.answers)
    #expect(factorless.features.map(\.name) == whole.features.map(\.name))
    let entries = factorless.model.memory.entries
    #expect(
      (factorless.features + entries.flatMap(\.features)).allSatisfy { $0.factor == nil })

    let pathless = try await generation(without: "rpm-without-paths").request
    for example in pathless.ranking.prefix(pathless.k) {
      let entry = pathless.model.memory.entries[example.interaction]
      #expect(entry.path == nil && entry.features.count == 2)
    }
    #expect(pathless.model.statistics == whole.model.statistics)
  }

  @Test func examplesAreFoundByTheirKeys() async throws {
    let byFactors = try await generation(without: "rpm-factor-keyed")
    // It shares both factors with the first, one with the second, none with the others.
    #expect(byFactors.examples == [0, 1])
    #expect(abs(byFactors.request.ranking[0].similarity - 1) < 1e-12)
    #expect(abs(byFactors.request.ranking[1].similarity - 0.5) < 1e-12)
    #expect(try await generation(without: "rpm-feature-keyed").examples.first == 0)
    let random = try await generation(without: "rpm-random-keyed").examples
    #expect(Set(random).count == 2)
    #expect(try await generation(without: "rpm-random-keyed").examples == random)
    #expect(try await Set(generation(without: "rpm-random-keyed", k: 4).examples) == [0, 1, 2, 3])
  }

  @Test func whatTheBuiltInModelCannotLackSaysSo() {
    let labels = AnswerSpace.labels(["x"], ordered: false)
    for name in ["rpm-without-statistics", "rpm-without-paths", "rpm-feature-keyed"] {
      #expect(MethodCatalog.method(named: name)?.absence(for: labels, completes: false) != nil)
      #expect(MethodCatalog.method(named: name)?.absence(for: labels, completes: true) == nil)
    }
    for name in ["rpm-query-keyed", "rpm-factor-keyed", "rpm-random-keyed"] {
      #expect(MethodCatalog.method(named: name)?.absence(for: labels, completes: false) == nil)
    }
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
    for name in [
      "zero-shot", "zero-shot-cot", "recent-k", "random-k", "all-history", "fewshot-cot",
      "rag-bm25",
      "rag-cot", "pag", "pag-cot", "hyperalign", "dpl", "drp", "persona-loop", "rpo-untrained",
      "utility-rerank", "utility-rerank-cot",
    ] {
      // Nothing is ever right, so that every round is made.
      let model = PuppetModel(answering: { _ in "neither" })
      let method = try #require(MethodCatalog.method(named: name))
      let calls = method.calls(for: user, k: 2)
      let prepared = try await method.prepare(bench(model))
      for item in user.test { _ = try await prepared.answer(item.query) }
      let asked = model.questions.withLock(\.self)
      #expect(calls.questions.reduce(0) { $0 + $1.times } == asked.count, "\(name)")
      #expect(
        calls.questions.reduce(0) { $0 + ($1.question.thinksFirst ? $1.times : 0) }
          == asked.count { $0.thinksFirst }, "\(name)")
      #expect(calls.portraits.count == model.portrayed.withLock(\.self).count)
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
