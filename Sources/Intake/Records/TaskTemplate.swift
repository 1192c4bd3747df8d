/// What the people of a file are asked, and what they can answer.
package struct TaskTemplate: Sendable, Hashable {
  /// What can be answered.
  package enum Answers: Sendable, Hashable {
    /// Labels in order, lowest first.
    case scale([String])
    /// Labels without an order.
    case labels([String])
    /// Free text.
    case open
    /// Every query has its own.
    case options
    /// What the answers of the file show.
    case byContent
  }

  /// The name of the task; `nil` is the file's name.
  package var name: String?
  /// The instruction; `nil` is one that suits the answers.
  package var instruction: String?
  package var answers: Answers

  /// Creates a template.
  package init(name: String? = nil, instruction: String? = nil, answers: Answers = .byContent) {
    self.name = name
    self.instruction = instruction
    self.answers = answers
  }
}
