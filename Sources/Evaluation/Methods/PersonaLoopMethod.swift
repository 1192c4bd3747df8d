internal import RPM

/// `persona-loop`: a persona in words, tried on recent answers and improved from its misses: the
/// loop of PersonaAgent (Zhang and others, 2025, arXiv:2506.06254) without its tools and memories.
///
/// The persona is made of the history and tried on the last eight answers, each asked with its K
/// nearest other answers. In at most three rounds the model writes a better one, knowing what the
/// one before it missed; the one that did best is kept, of equals the earliest. The rounds end early
/// when nothing is missed.
struct PersonaLoopMethod: PromptingMethod {
  let name = "persona-loop"
  let kind = MethodKind.elaborate

  /// How often the persona is improved at most.
  static let rounds = 3
  /// How many of the last answers it is tried on.
  static let tried = 8

  func summary(completes: Bool) -> String {
    "a persona in words, improved over three rounds from the recent answers that it missed"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model cannot take on a persona in words"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    // So long as the persona that is asked for.
    let persona = String(repeating: "you like it plain ", count: 45)
    func changed(_ question: inout PlainQuestion) { question.profile = persona }
    var calls = MethodCalls.questions(user, k: k, changed)
    calls.questions += Rehearsal.calls(
      for: user, count: Self.tried, neighbours: k, trials: 1 + Self.rounds, changed)
    let misses = user.history.suffix(Rehearsal.misses).map {
      AdviceRequest.Miss(item: $0, response: $0.response)
    }
    calls.portraits =
      [.persona(of: user.history)]
      + (0..<Self.rounds).map { _ in .betterPersona(than: persona, misses: misses) }
    return calls
  }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    let rehearsal = Rehearsal(
      bench: bench, completer: completer, search: try await QuerySearch.embedding(bench),
      count: Self.tried, neighbours: bench.k)
    let persona = try await Self.best(rehearsal)
    return PromptedPerson(completer: completer) { query in
      try await rehearsal.question(query) { $0.profile = persona }
    }
  }

  private static func best(_ rehearsal: Rehearsal) async throws -> String {
    var persona = try await rehearsal.completer.portrait(.persona(of: rehearsal.bench.history))
    var best = (persona: persona, score: -1.0)
    for round in 0...rounds {
      try Task.checkCancellation()
      let outcome = try await rehearsal.outcome { [persona] in $0.profile = persona }
      if outcome.score > best.score { best = (persona, outcome.score) }
      guard !outcome.misses.isEmpty, round < rounds else { break }
      do {
        persona = try await rehearsal.completer.portrait(
          .betterPersona(than: persona, misses: outcome.misses))
      } catch let failure as RoleFailure where !failure.endsRun {
        break
      }
    }
    return best.persona
  }
}
