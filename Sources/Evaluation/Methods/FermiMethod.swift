internal import RPM

/// `fermi`: advice that is improved from the answers it missed (Kim and Yang, 2024,
/// arXiv:2406.18678).
///
/// Ten rounds. In each the model proposes four pieces of advice, knowing the five best so far with
/// what each of them missed; every one is scored on past answers of the person, at most the last 12,
/// each asked with its three nearest other answers. The five best are kept; a query gets the one
/// that did best on those of the 12 that are nearest to it, and stands with its three nearest
/// answers. The rounds end early when nothing is missed.
struct FermiMethod: PromptingMethod {
  let name = "fermi"
  let kind = MethodKind.elaborate

  /// T, the number of rounds.
  static let rounds = 10
  /// K, how many proposals a round has.
  static let proposals = 4
  /// L, how many of the best are shown, and kept in the end.
  static let shown = 5
  /// How many nearest answers stand beside the advice, and choose it.
  static let neighbours = 3
  /// At most so many past answers are asked to score advice.
  static let scored = 12

  func summary(completes: Bool) -> String {
    "advice improved over ten rounds from the past answers that it missed, chosen for each query"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model takes no advice in words"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    let advice = String(repeating: "mind the plain ", count: 35)
    func advised(_ question: inout PlainQuestion) { question.advice = advice }
    var calls = MethodCalls.questions(user, k: Self.neighbours, advised)
    calls.questions += Rehearsal.calls(
      for: user, count: Self.scored, neighbours: Self.neighbours,
      trials: 1 + Self.rounds * Self.proposals, advised)
    let misses = user.history.suffix(Self.scored).prefix(Rehearsal.misses).map {
      AdviceRequest.Miss(item: $0, response: $0.response)
    }
    calls.advice = AdviceRequest(
      trials: (0..<Self.shown).map { _ in .init(advice: advice, score: 0.5, misses: misses) },
      count: Self.proposals)
    calls.rounds = Self.rounds
    return calls
  }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    let rehearsal = Rehearsal(
      bench: bench, completer: completer, search: try await QuerySearch.embedding(bench),
      count: Self.scored, neighbours: Self.neighbours)
    let kept = try await Self.kept(rehearsal)
    return PromptedPerson(completer: completer) { query in
      let ranking = try await rehearsal.search.ranking(for: query)
      let advice = Self.advice(among: kept, for: ranking, tried: rehearsal.tried)
      return try await rehearsal.question(query) { $0.advice = advice }
    }
  }

  /// A piece of advice with what came of it.
  struct Trial: Sendable {
    var advice: String
    var outcome: Rehearsal.Outcome
  }

  /// The pieces that did best, best first, of equals the earliest.
  private static func kept(_ rehearsal: Rehearsal) async throws -> [Trial] {
    func trial(_ advice: String) async throws -> Trial {
      Trial(advice: advice, outcome: try await rehearsal.outcome { $0.advice = advice })
    }
    var trials = [try await trial("")]
    for _ in 0..<rounds {
      try Task.checkCancellation()
      if trials[0].outcome.misses.isEmpty { break }
      let request = AdviceRequest(
        trials: trials.prefix(shown).map {
          .init(advice: $0.advice, score: $0.outcome.score, misses: $0.outcome.misses)
        }, count: proposals)
      let known = Set(trials.map(\.advice))
      let proposed: [String]
      do {
        proposed = try await rehearsal.completer.advice(request).filter { !known.contains($0) }
      } catch let failure as RoleFailure where !failure.endsRun {
        // A round that failed brings nothing; what was found stays.
        continue
      }
      for advice in proposed.prefix(proposals) { trials.append(try await trial(advice)) }
      trials = trials.enumerated().sorted { one, other in
        (other.element.outcome.score, one.offset) < (one.element.outcome.score, other.offset)
      }.map(\.element)
    }
    return Array(trials.prefix(shown))
  }

  /// The advice that did best on the tried past answers nearest to a query; of equals the one that
  /// did better on all.
  ///
  /// - Parameters:
  ///   - kept: what there is, best first.
  ///   - ranking: the history, the nearest first.
  ///   - tried: the past answers that were scored.
  static func advice(
    among kept: [Trial], for ranking: [RetrievedExample], tried: Range<Int>
  ) -> String {
    let near = ranking.map(\.interaction).filter(tried.contains).prefix(neighbours)
    func score(_ trial: Trial) -> Double {
      near.reduce(0) { $0 + trial.outcome.scores[$1 - tried.lowerBound] }
    }
    let best = kept.enumerated().max { one, other in
      (score(one.element), other.offset) < (score(other.element), one.offset)
    }
    return best?.element.advice ?? ""
  }
}
