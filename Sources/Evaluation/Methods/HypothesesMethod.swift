internal import RPM

/// `hyperalign`: hypotheses on the person from a few past answers, and nothing else, which the model
/// then follows (Garbacea and Tan, 2025, arXiv:2505.00038).
struct HypothesesMethod: PromptingMethod {
  let name = "hyperalign"
  let kind = MethodKind.elaborate

  /// How many past answers are looked at, spread evenly over the history.
  static let examples = 8
  /// How many hypotheses are wanted at most.
  static let count = 5

  func summary(completes: Bool) -> String {
    "hypotheses on the person from eight past answers, then followed without examples"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model takes no hypotheses in words"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    let advice = String(repeating: "mind the plain ", count: 35)
    var calls = MethodCalls.questions(user, k: 0) { $0.advice = advice }
    calls.portraits = [Self.request(user.history)]
    return calls
  }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    let hypotheses = try await completer.portrait(Self.request(bench.history))
    return PromptedPerson(completer: completer) {
      (PlainQuestion(query: $0, advice: hypotheses), [])
    }
  }

  private static func request(_ history: [Interaction]) -> PortraitRequest {
    .hypotheses(of: history.spread(examples), count: count)
  }
}

extension Array {
  /// At most so many elements at even distances, in their order.
  func spread(_ most: Int) -> [Element] {
    count <= most ? self : (0..<most).map { self[$0 * count / most] }
  }
}
