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

  /// Whether answers are a judgement, so that what sounds good and what sounds bad are opposites.
  /// A tag or a class says how a text is, not how good: its words sound good or bad by the way.
  var hasTone: Bool { self == .scale }

  init(_ answers: AnswerSpace) {
    self =
      switch answers {
      case .labels(_, let ordered): ordered ? .scale : .label
      case .options: .options
      case .open: .open
      }
  }
}
