public import RPM

/// What came of one method with one person.
public struct MethodRun: Sendable, Hashable, Codable {
  /// The method's name.
  public var method: String
  /// How many factors were found, `nil` for a method without factors.
  public var factors: Int?
  /// How long it took to prepare, in seconds; what was taken over from another method counts.
  public var preparationSeconds = 0.0
  /// What the preparation used of a language model, counted the same way.
  public var preparationUsage = Usage()
  /// One item for each test item, in order.
  public var items: [MethodItem] = []
  /// Why it could not be prepared, `nil` where that went well.
  public var failure: String?

  /// Creates an empty run.
  public init(method: String) {
    self.method = method
  }

  /// Whether it holds the reasoning of every answer.
  public var hasReasoning: Bool {
    failure != nil || items.allSatisfy { $0.reasoning != nil || $0.failure != nil }
  }

  /// What all of it used.
  public var usage: Usage { items.reduce(preparationUsage) { $0 + $1.usage } }
}

/// What a method made of one test item. Neither the query nor the person's answer is in it, but the
/// reasoning may quote them.
public struct MethodItem: Sendable, Hashable, Codable {
  /// The response, as the method gave it; empty where it failed.
  public var response = ""
  /// The method's probability of its answer, where it gives one.
  public var confidence: Double?
  /// The steps of the path, or what was thought before the answer; empty where the method gives
  /// none, `nil` where it failed and in results that were kept before reasoning was.
  public var reasoning: String?
  /// Whether hardly anything but the prior spoke.
  public var hasLittleEvidence = false
  /// How much the audit of the reasoning path found wrong.
  public var auditFindings = 0
  /// Wall time of the ask in seconds.
  public var seconds = 0.0
  /// What was used of a language model.
  public var usage = Usage()
  /// Why there is no answer, `nil` where there is one.
  public var failure: String?

  /// Creates an item that nobody answered.
  public init() {}

  /// The length of the reasoning in characters.
  public var reasoningLength: Int { reasoning?.count ?? 0 }
}
