public import RPM

/// A way to answer queries as a person would: a baseline, a part of the method, or all of it
/// (method, section 13).
public protocol EvaluationMethod: Sendable {
  /// The name that chooses it, such as `rag-bm25`.
  var name: String { get }

  /// Which role it has in a comparison.
  var kind: MethodKind { get }

  /// What it does with the model at hand, in one plain sentence.
  func summary(completes: Bool) -> String

  /// Why there is no honest result of it, in one plain sentence; `nil` where there is one.
  ///
  /// - Parameters:
  ///   - answers: what may be answered.
  ///   - completes: whether the model follows prompts, as language models do.
  func absence(for answers: AnswerSpace, completes: Bool) -> String?

  /// Whether it looks at other people of the task, so that there is nothing to it without any, and
  /// what it answers depends on who they are.
  var looksAtOthers: Bool { get }

  /// The calls that it makes of a language model for one person, before any is made.
  ///
  /// - Parameters:
  ///   - user: the person with the test.
  ///   - k: how many examples are retrieved; which ones does not matter.
  func calls(for user: User, k: Int) -> MethodCalls

  /// Learns what it needs from the history.
  ///
  /// - Throws: `RoleFailure` where it cannot, `CancellationError`.
  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod
}

extension EvaluationMethod {
  /// Nothing stands in the way.
  public func absence(for answers: AnswerSpace, completes: Bool) -> String? { nil }

  /// It looks at the person alone.
  public var looksAtOthers: Bool { false }

  /// Why there is no honest result of it; `nil` where there is one.
  ///
  /// - Parameter hasOthers: whether somebody else of the task is there.
  public func absence(for answers: AnswerSpace, completes: Bool, hasOthers: Bool) -> String? {
    absence(for: answers, completes: completes)
      ?? (looksAtOthers && !hasOthers ? Company.nobody : nil)
  }

  /// A method without a language model makes no call.
  public func calls(for user: User, k: Int) -> MethodCalls { MethodCalls() }
}

/// A method that knows a person and can be asked. Several calls may run at once.
///
/// What it uses of a language model is told to `UsageMeter`.
public protocol PreparedMethod: Sendable {
  /// How many factors were found; `nil` for a method without factors.
  var factors: Int? { get }

  /// Answers a query.
  ///
  /// - Throws: `RoleFailure` where it cannot, `CancellationError`.
  func answer(_ query: String) async throws -> MethodAnswer
}

extension PreparedMethod {
  /// No factors.
  public var factors: Int? { nil }
}
