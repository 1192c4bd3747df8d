internal import RPM

/// `fermi`: advice that is improved from the answers it missed (Kim and Yang, 2024).
///
/// Ten rounds. In each the model proposes four pieces of advice, knowing the five best so far with
/// what each of them missed; every one is scored on past answers of the person, at most the last 12,
/// each asked with its three nearest other answers. The best advice is kept and used with the three
/// nearest answers of the query. The rounds end early when nothing is missed.
struct FermiMethod: EvaluationMethod {
  let name = "fermi"
  let kind = MethodKind.elaborate

  /// T, the number of rounds.
  static let rounds = 10
  /// K, how many proposals a round has.
  static let proposals = 4
  /// L, how many of the best are shown.
  static let shown = 5
  /// How many nearest answers stand beside the advice.
  static let neighbours = 3
  /// At most so many past answers are asked to score advice: it is what costs.
  static let scored = 12
  /// At most so many misses are shown with each.
  static let misses = 3

  func summary(completes: Bool) -> String {
    "advice improved over ten rounds from the past answers that it missed"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model takes no advice in words"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    let advice = String(repeating: "mind the plain ", count: 35)
    func advised(_ question: inout PlainQuestion) { question.advice = advice }
    var calls = MethodCalls.questions(user, k: Self.neighbours, advised)
    let trials = 1 + Self.rounds * Self.proposals
    let past = user.history.suffix(Self.scored)
    let neighbours = Array(user.history.suffix(Self.neighbours))
    calls.questions += past.map { item in
      MethodCalls.Repeated(
        question: PlainQuestion(query: item.query, examples: neighbours, advice: advice),
        times: trials)
    }
    let misses = past.prefix(Self.misses).map {
      AdviceRequest.Miss(item: $0, response: $0.response)
    }
    calls.advice = AdviceRequest(
      trials: (0..<Self.shown).map { _ in .init(advice: advice, score: 0.5, misses: misses) },
      count: Self.proposals)
    calls.rounds = Self.rounds
    return calls
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    let trainer = Trainer(
      bench: bench, completer: try await bench.completer(),
      search: try await QuerySearch.embedding(bench))
    return Prepared(trainer: trainer, advice: try await trainer.best())
  }

  private struct Prepared: PreparedMethod {
    let trainer: Trainer
    let advice: String

    func answer(_ query: String) async throws -> MethodAnswer {
      let (answer, examples) = try await trainer.answer(query, advice: advice)
      return MethodAnswer(answer, examples: examples)
    }
  }

  private struct Trainer: Sendable {
    let bench: PersonBench
    let completer: any Completing
    let search: QuerySearch

    /// The advice that did best, of equals the earliest.
    func best() async throws -> String {
      var trials = [try await trial("")]
      for _ in 0..<FermiMethod.rounds {
        try Task.checkCancellation()
        if trials[0].misses.isEmpty { break }
        let request = AdviceRequest(
          trials: Array(trials.prefix(FermiMethod.shown)), count: FermiMethod.proposals)
        let known = Set(trials.map(\.advice))
        let proposals: [String]
        do {
          proposals = try await completer.advice(request).filter { !known.contains($0) }
        } catch let failure as RoleFailure where !failure.endsRun {
          // A round that failed brings nothing; what was found stays.
          continue
        }
        for advice in proposals.prefix(FermiMethod.proposals) {
          trials.append(try await trial(advice))
        }
        trials = trials.enumerated().sorted { one, other in
          one.element.score == other.element.score
            ? one.offset < other.offset : one.element.score > other.element.score
        }.map(\.element)
      }
      return trials[0].advice
    }

    func answer(
      _ query: String, advice: String
    ) async throws -> (PlainAnswer, [RetrievedExample]) {
      let examples = Array(try await search.ranking(for: query).prefix(FermiMethod.neighbours))
      let question = PlainQuestion(
        query: query, examples: examples.map { bench.history[$0.interaction] },
        advice: advice)
      return (try await completer.answer(question), examples)
    }

    private func trial(_ advice: String) async throws -> AdviceRequest.Trial {
      let items = Array(bench.history.suffix(FermiMethod.scored))
      let responses = try await Concurrent.map(items, limit: bench.concurrency) { item in
        do {
          return try await answer(item.query, advice: advice).0.response
        } catch let failure as RoleFailure where !failure.endsRun {
          return ""
        }
      }
      var scores: [Double] = []
      var misses: [AdviceRequest.Miss] = []
      for (item, response) in zip(items, responses) {
        let score = AnswerMatch.score(
          response, for: item.response, to: item.query, in: bench.answers)
        scores.append(score)
        if score < 1 { misses.append(.init(item: item, response: response)) }
      }
      let mean = scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
      return .init(advice: advice, score: mean, misses: Array(misses.prefix(FermiMethod.misses)))
    }
  }
}
