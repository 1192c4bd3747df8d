internal import Foundation
internal import RPM

/// `zero-shot`: the query alone, without anything of the person.
///
/// A language model is asked for the answer. The built-in model says what it can of a text without
/// a history: how near each label's gloss is, which option people choose in general, or which words
/// make a title. On a scale it can say no more than the middle: whether a text judges, so that its
/// tone counts, it learns from the history.
struct ZeroShotMethod: PromptingMethod {
  let name = "zero-shot"
  let kind = MethodKind.simple

  func summary(completes: Bool) -> String {
    completes
      ? "the query alone, without anything of the person"
      : "what the text alone says: nearness to each label, or title words; on a scale the middle"
  }

  func calls(for user: User, k: Int) -> MethodCalls { .questions(user, k: 0) }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    PromptedPerson(completer: completer) { (PlainQuestion(query: $0), []) }
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    if bench.blackBox.completes { return try await asking(bench, bench.completer()) }
    return Strangers(bench: bench)
  }

  private struct Strangers: PreparedMethod {
    let bench: PersonBench

    func answer(_ query: String) async throws -> MethodAnswer {
      let answers = bench.answers
      let nobody = UserModel(
        task: bench.subject.task, identity: bench.blackBox.identity, fitted: .distantPast,
        factors: [],
        statistics: UserStatistics(
          interactions: 0, answers: answers.labels.map { _ in 0 },
          stances: answers == .options ? .zero : []),
        memory: ReasoningMemory(entries: []))
      return MethodAnswer(try await bench.ask(query, of: nobody, history: []), of: nobody)
    }
  }
}
