/// An entry of the memory that was retrieved for a query.
public struct RetrievedExample: Sendable, Hashable, Codable {
  /// The index of the interaction in the history.
  public var interaction: Int
  /// The cosine of the two retrieval texts, -1 to 1.
  public var similarity: Double
  /// The user's answer then.
  public var answer: String

  /// Creates an example.
  public init(interaction: Int, similarity: Double, answer: String) {
    self.interaction = interaction
    self.similarity = similarity
    self.answer = answer
  }
}

/// The result of asking: `r', a'` and everything they rest on.
public struct Answer: Sendable, Hashable, Codable {
  /// What was asked.
  public var query: String
  /// `a'`: a label, an option's letter, or free text.
  public var response: String
  /// The model's own probability of the answer, 0 to 1, `nil` where it gives none.
  public var confidence: Double?
  /// Whether hardly anything but the prior spoke.
  public var hasLittleEvidence: Bool
  /// `G_q'`.
  public var features: [Feature]
  /// `r'`.
  public var path: ReasoningPath
  /// The audit of the path.
  public var audit: AuditReport
  /// `S_ret`, most similar first.
  public var retrieved: [RetrievedExample]
  /// The sum that decided, where the model is one.
  public var evidence: Evidence?
  /// How long each stage took.
  public var timings: [StageTiming]
  /// The model that answered, `nil` for answers kept before this was noted: it was the built-in one.
  public var identity: ModelIdentity?
  /// The calls of a language model behind it, in order; `nil` where none was made.
  public var exchanges: [Exchange]?

  /// What the calls behind it used.
  public var usage: Usage { (exchanges ?? []).reduce(Usage()) { $0 + $1.usage } }

  /// Creates an answer.
  public init(
    query: String, response: String, confidence: Double?, hasLittleEvidence: Bool,
    features: [Feature], path: ReasoningPath, audit: AuditReport, retrieved: [RetrievedExample],
    evidence: Evidence?, timings: [StageTiming], identity: ModelIdentity? = nil,
    exchanges: [Exchange]? = nil
  ) {
    self.query = query
    self.response = response
    self.confidence = confidence
    self.hasLittleEvidence = hasLittleEvidence
    self.features = features
    self.path = path
    self.audit = audit
    self.retrieved = retrieved
    self.evidence = evidence
    self.timings = timings
    self.identity = identity
    self.exchanges = exchanges
  }
}

/// How long a stage took.
public struct StageTiming: Sendable, Hashable, Codable {
  /// The stage.
  public var stage: Stage
  /// Wall time in seconds.
  public var seconds: Double

  /// Creates a timing.
  public init(stage: Stage, seconds: Double) {
    self.stage = stage
    self.seconds = seconds
  }
}
