/// What the people of one task of a file answer.
package struct TaskPlan: Sendable, Hashable {
  package let name: String
  /// `nil` where the file says none and the answers say what suits.
  package let instruction: String?
  /// What the answers are.
  package let form: AnswerForm
  package let people: Int
  package let answers: Int
  package let tests: Int
}
