internal import RPM

/// What kind of answers a task has, as prompts put it: each kind has words of its own.
enum AnswerKind: Sendable, Hashable {
  /// One of some labels.
  case label
  /// One of some labels in an order.
  case scale
  /// The letter of an option of the question.
  case options
  /// Free text.
  case open

  /// Whether what is said in a text sounds good or bad, so that opposites can be told apart by it.
  var hasTone: Bool { self == .label || self == .scale }

  init(_ answers: AnswerSpace) {
    self =
      switch answers {
      case .labels(_, let ordered): ordered ? .scale : .label
      case .options: .options
      case .open: .open
      }
  }
}
