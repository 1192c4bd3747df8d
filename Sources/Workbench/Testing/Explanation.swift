internal import Evaluation
package import RPM

/// A test item that a method got wrong, and how the method of this program comes to its answer.
package struct Explanation: Sendable {
  /// The item.
  package var asked: Interaction
  /// What may be answered.
  package var answers: AnswerSpace
  /// How many answers were known then.
  package var known: Int
  /// The answer of this program, fitted anew on those, so that no true answer is known to it; `nil`
  /// where asking would cost money.
  package var own: (answer: Answer, model: UserModel)?
}

extension Session {
  /// Explains a test item; `nil` where it is not there any more.
  package func explanation(of item: EvaluatedItem) async throws -> Explanation? {
    let user = Split().applied(to: try await library.user(item.user))
    guard user.test.indices.contains(item.index) else { return nil }
    var explanation = Explanation(
      asked: user.test[item.index], answers: user.task.answers, known: user.history.count)
    guard !item.isPaid else { return explanation }
    let model = try await engine.fit(user).value
    let answer = try await engine.ask(
      explanation.asked.query, of: model, history: user.history
    ).value
    explanation.own = (answer, model)
    return explanation
  }
}
