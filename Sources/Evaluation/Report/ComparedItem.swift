public import RPM

/// A test item with what methods made of it: what stands behind the cells of a report. It holds
/// texts and answers of a person, which a report does not.
public struct ComparedItem: Sendable, Hashable, Codable {
  /// What one method made of it.
  public struct Answer: Sendable, Hashable, Codable {
    /// The method's name.
    public var method: String
    /// The response, as the method gave it; empty where it failed.
    public var response: String
    /// The answer that is read from it; `nil` where it is none that may be given.
    public var answer: String?
    /// Whether it is the person's own; `nil` for free text, which is never right or wrong.
    public var isRight: Bool?
    /// The reasoning, see `MethodItem.reasoning`.
    public var reasoning: String?
    /// Its length in characters.
    public var reasoningLength: Int
    /// Why there is no answer.
    public var failure: String?

    /// Creates what a method made of an item.
    public init(
      method: String, response: String, answer: String? = nil, isRight: Bool? = nil,
      reasoning: String?, failure: String? = nil
    ) {
      self.method = method
      self.response = response
      self.answer = answer
      self.isRight = isRight
      self.reasoning = reasoning
      reasoningLength = reasoning?.count ?? 0
      self.failure = failure
    }
  }

  /// The task's name.
  public var task: String
  /// The person's name.
  public var user: String
  /// The position among the person's test items, from 0, as in a report's `wrong`.
  public var index: Int
  /// What was asked.
  public var query: String
  /// The person's own answer.
  public var expected: String
  /// One a method, in the order of the table.
  public var answers: [Answer]

  /// Whether its methods gave different answers.
  public var isDisputed: Bool { Set(answers.map(\.answer)).count > 1 }

  /// The items that methods were asked about, person by person.
  ///
  /// - Parameters:
  ///   - users: the people, split already.
  ///   - methods: the names of the methods; who was not asked by all of them is left out.
  ///   - runs: what came of them.
  public static func all(
    of users: [User], methods: [String], runs: [Evaluator.Job: MethodRun]
  ) -> [ComparedItem] {
    users.enumerated().flatMap { place, user -> [ComparedItem] in
      let asked = methods.compactMap { runs[.init(user: place, method: $0)] }
      guard !methods.isEmpty, asked.count == methods.count else { return [] }
      let scored = asked.map { ScoredItems($0.items, of: user) }
      return user.test.enumerated().map { index, item in
        ComparedItem(
          task: user.task.name, user: user.name, index: index, query: item.query,
          expected: item.response,
          answers: zip(asked, scored).map { run, scored in
            let made = run.items[index]
            let answer = scored.predicted[index]
            return Answer(
              method: run.method, response: made.response, answer: answer.isEmpty ? nil : answer,
              isRight: scored.space == .open ? nil : answer == scored.gold[index],
              reasoning: made.reasoning, failure: made.failure ?? run.failure)
          })
      }
    }
  }
}
