/// A task as one user has it: the slot that makes the generic prompts fit (paper section 3.1).
///
/// Two users of the same task may have different labels, as with personal tags.
public struct TaskDefinition: Sendable, Hashable, Codable {
  /// A short name that groups users, such as `reviews`.
  public var name: String
  /// What the user is asked to do with a query, in a sentence.
  public var instruction: String
  /// What may be answered.
  public var answers: AnswerSpace

  /// Creates a definition.
  public init(name: String, instruction: String, answers: AnswerSpace) {
    self.name = name
    self.instruction = instruction
    self.answers = answers
  }
}
