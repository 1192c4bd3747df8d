public import Foundation

/// The black-box model `M` that fills every role of the method (paper section 3).
///
/// A black box is opened for one subject and gives a session, whose calls share what the model
/// needs to know of that user. Its parameters are never touched.
public protocol BlackBox: Sendable {
  /// Which model this is.
  var identity: ModelIdentity { get }

  /// Whether its sessions are `Completing`: they follow prompts that fit no role.
  var completes: Bool { get }

  /// Opens the model for a user.
  func open(_ subject: Subject) async throws -> any BlackBoxSession
}

extension BlackBox {
  /// A model that follows free prompts says so itself.
  public var completes: Bool { false }
}

/// What a black box may know of a user before it is asked anything: the queries and answers of the
/// history, and what it kept from an earlier fit.
public struct Subject: Sendable {
  /// The task.
  public var task: TaskDefinition
  /// The history. When asking it is the one the model was fitted on.
  public var history: [Interaction]
  /// The model's own notes from the fit, `nil` during a fit.
  public var notes: Data?

  /// Creates a subject.
  public init(task: TaskDefinition, history: [Interaction], notes: Data? = nil) {
    self.task = task
    self.history = history
    self.notes = notes
  }
}

/// The roles of `M` for one user.
///
/// Every call may run at the same time as others, ends early with `CancellationError` when its task
/// is cancelled, and throws `RoleFailure` when the model cannot do what is asked.
public protocol BlackBoxSession: Sendable {
  /// How many calls are worth making at once.
  var concurrency: Int { get }

  /// How many memory entries `generate` wants to see ranked, at least K.
  var memoryBreadth: Int { get }

  /// Whether `generate` reads the reasoning of examples, so that a path which rests on nothing makes
  /// a worse example. A sum of evidence weighs them by similarity alone.
  var readsReasoning: Bool { get }

  /// 1a and 3a. Reads a query, never its answer. With `factors`, each feature may name one of them
  /// or none.
  func extract(_ request: ExtractionRequest) async throws -> [Feature]

  /// How many queries may share one call of `extract(_:)` during a fit.
  var extractionsPerCall: Int { get }

  /// 1a for several queries at once: one list of features each, in order; empty where nothing was
  /// found.
  func extract(_ requests: [ExtractionRequest]) async throws -> [[Feature]]

  /// 1b. Groups the distinct features of all queries. One that no group has belongs to no factor.
  func cluster(_ request: ClusteringRequest) async throws -> [FactorProposal]

  /// Which features of a past query influenced its answer, and how, and which side the answer took;
  /// for answers without a closed label set.
  func judge(_ request: JudgementRequest) async throws -> ItemJudgement

  /// 2. Works back from the true answer to a path.
  func reason(_ request: ReasoningRequest) async throws -> ReasoningPath

  /// 3c. Reasons, then answers.
  func generate(
    _ request: GenerationRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> Generation

  /// Whether the answer a person gave was for, against, or in between; `nil` where that means
  /// nothing. Only for questions with options.
  func stance(of item: Interaction) -> Stance?

  /// The answer that a sum of evidence decides for, `nil` where the model is no sum.
  func decision(on evidence: Evidence, of model: UserModel) -> String?

  /// The text whose embedding is the retrieval key of features.
  func retrievalText(of features: [Feature], in factors: [Factor]) -> String

  /// What the model did beside the counts that RPM makes of every factor: gains, chance, stances,
  /// and its own notes. Called once a fit, after judging.
  ///
  /// - Parameter stances: the side each past answer took, where one is known.
  func complete(
    _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
  ) async throws -> (UserStatistics, notes: Data)
}

extension BlackBoxSession {
  /// `true`: only a sum of evidence has no use for it.
  public var readsReasoning: Bool { true }

  /// One: more in a call are cheaper and read less well.
  public var extractionsPerCall: Int { 1 }

  /// One after the other.
  public func extract(_ requests: [ExtractionRequest]) async throws -> [[Feature]] {
    var features: [[Feature]] = []
    for request in requests { features.append(try await extract(request)) }
    return features
  }

  /// No stance.
  public func stance(of item: Interaction) -> Stance? { nil }

  /// `nil`, as for a language model.
  public func decision(on evidence: Evidence, of model: UserModel) -> String? { nil }

  /// `name: context [factor]`, in extraction order, joined by `; ` (method, section 7).
  public func retrievalText(of features: [Feature], in factors: [Factor]) -> String {
    features.map { feature in
      let factor = feature.factor.map { " [\(factors[$0].name)]" } ?? ""
      return "\(feature.name): \(feature.context)\(factor)"
    }.joined(separator: "; ")
  }

  /// Nothing beyond the counts.
  public func complete(
    _ statistics: UserStatistics, factors: [Factor], features: [[Feature]], stances: [Stance?]
  ) async throws -> (UserStatistics, notes: Data) {
    (statistics, Data())
  }
}

/// Why a role could not be filled. The item fails visibly; nothing is guessed.
public struct RoleFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// How far a failure reaches.
  public enum Reach: String, Sendable, Hashable, Codable {
    /// Only this item: the run goes on without it.
    case item
    /// The server cannot be reached.
    case offline
    /// The server wants a key, or another one; or money is needed.
    case refused
    /// The server asks for so much patience that it is better to come back.
    case rateLimited
    /// The budget is used up.
    case budget
    /// The call waits for an answer from a batch.
    case deferred
    /// Anything else that every further call would meet, such as a model that does not exist.
    case unusable
  }

  /// What happened and what can be done, in a sentence.
  public var description: String
  /// How far it reaches.
  public var reach: Reach
  /// Whether it is sure to reach so far. A server that breaks off may be gone, or may have stumbled
  /// over this one item: a run with many items goes on until it knows.
  public var isCertain: Bool

  /// Creates a failure; of one item unless it says otherwise.
  public init(_ description: String, reach: Reach = .item, isCertain: Bool = true) {
    self.description = description
    self.reach = reach
    self.isCertain = isCertain
  }

  /// Whether the run cannot go on, as far as this one call can tell.
  public var endsRun: Bool { reach != .item }
}

/// A query whose features are wanted.
public struct ExtractionRequest: Sendable {
  /// The query.
  public var query: String
  /// Its index in the history, `nil` for a target query.
  public var interaction: Int?
  /// `C_u`'s factors, for factor-aware extraction; `nil` while there are none.
  public var factors: [Factor]?
  /// The memory whose features a new feature may resemble; empty during a fit.
  public var memory: ReasoningMemory

  /// Creates a request.
  public init(
    query: String, interaction: Int?, factors: [Factor]? = nil,
    memory: ReasoningMemory = ReasoningMemory(entries: [])
  ) {
    self.query = query
    self.interaction = interaction
    self.factors = factors
    self.memory = memory
  }
}

/// All features of a history, to be grouped.
public struct ClusteringRequest: Sendable {
  /// A distinct feature by case-folded name and context, with how often it occurs.
  public struct Item: Sendable, Hashable {
    /// The feature; its id is its position.
    public var feature: Feature
    /// How many queries have it.
    public var count: Int

    /// Creates an item.
    public init(feature: Feature, count: Int) {
      self.feature = feature
      self.count = count
    }
  }

  /// The distinct features.
  public var items: [Item]
  /// The most factors wanted: `min(15, max(3, round(sqrt(distinct))))`, a request and no rule.
  public var ceiling: Int

  /// Creates a request.
  public init(items: [Item], ceiling: Int) {
    self.items = items
    self.ceiling = ceiling
  }
}

/// A factor as the model proposes it.
public struct FactorProposal: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// What holds it together.
  public var description: String
  /// Indices into the request's items.
  public var members: [Int]

  /// Creates a proposal.
  public init(name: String, description: String = "", members: [Int]) {
    self.name = name
    self.description = description
    self.members = members
  }
}

/// A past interaction whose features are to be judged.
public struct JudgementRequest: Sendable {
  /// The index in the history.
  public var interaction: Int
  /// The query and the user's answer.
  public var item: Interaction
  /// The features; a judgement's id is a position here.
  public var features: [Feature]

  /// Creates a request.
  public init(interaction: Int, item: Interaction, features: [Feature]) {
    self.interaction = interaction
    self.item = item
    self.features = features
  }
}

/// What was said of one feature.
public struct Judgement: Sendable, Hashable, Codable {
  /// Which way a feature pushed.
  public enum Polarity: String, Sendable, Hashable, Codable {
    /// For the answer.
    case positive
    /// Neither way.
    case neutral
    /// Against it.
    case negative
  }

  /// The feature's position in the request.
  public var feature: Int
  /// Whether it influenced the answer.
  public var isInfluential: Bool
  /// Which way.
  public var polarity: Polarity

  /// Creates a judgement.
  public init(feature: Int, isInfluential: Bool, polarity: Polarity) {
    self.feature = feature
    self.isInfluential = isInfluential
    self.polarity = polarity
  }
}

/// What was said of one past answer.
public struct ItemJudgement: Sendable, Hashable {
  /// The features of its query, each at most once.
  public var features: [Judgement]
  /// The side that the answer took of its question; `nil` where the session's `stance(of:)` knows,
  /// or where answers take no side.
  public var stance: Stance?

  /// Creates a judgement.
  public init(features: [Judgement] = [], stance: Stance? = nil) {
    self.features = features
    self.stance = stance
  }
}

/// A past interaction that wants its reasoning path.
public struct ReasoningRequest: Sendable {
  /// The index in the history.
  public var interaction: Int
  /// The query and the true answer.
  public var item: Interaction
  /// `G_q`, with factors.
  public var features: [Feature]
  /// `F(m)`.
  public var factors: [Factor]
  /// The statistics without this interaction: the only ones it may quote.
  public var statistics: UserStatistics
  /// What was wrong with the first try, `nil` on it.
  public var complaint: AuditReport?

  /// Creates a request.
  public init(
    interaction: Int, item: Interaction, features: [Feature], factors: [Factor],
    statistics: UserStatistics, complaint: AuditReport? = nil
  ) {
    self.interaction = interaction
    self.item = item
    self.features = features
    self.factors = factors
    self.statistics = statistics
    self.complaint = complaint
  }
}

/// A target query to be answered.
public struct GenerationRequest: Sendable {
  /// `q'`.
  public var query: String
  /// `G_q'`.
  public var features: [Feature]
  /// `C_u` and `S_u`.
  public var model: UserModel
  /// The memory ranked by similarity, the first `memoryBreadth` of it.
  public var ranking: [RetrievedExample]
  /// K: how many of the ranking are the retrieved examples.
  public var k: Int
  /// The history the model was fitted on.
  public var history: [Interaction]
  /// Features taken out of `G_q'` to see what they do. They and their words are to say
  /// nothing; what else the model weighs stays as if they were there. Empty but for a what-if.
  public var masked: [Feature]

  /// Creates a request.
  public init(
    query: String, features: [Feature], model: UserModel, ranking: [RetrievedExample], k: Int,
    history: [Interaction], masked: [Feature] = []
  ) {
    self.query = query
    self.features = features
    self.model = model
    self.ranking = ranking
    self.k = k
    self.history = history
    self.masked = masked
  }
}

/// What `generate` gives back.
public struct Generation: Sendable, Hashable {
  /// `r'`.
  public var path: ReasoningPath
  /// `a'`.
  public var response: String
  /// The model's probability of it, `nil` where it gives none.
  public var confidence: Double?
  /// Whether hardly anything but the prior spoke.
  public var hasLittleEvidence: Bool
  /// The sum that decided, where there is one.
  public var evidence: Evidence?

  /// Creates a result.
  public init(
    path: ReasoningPath, response: String, confidence: Double? = nil,
    hasLittleEvidence: Bool = false, evidence: Evidence? = nil
  ) {
    self.path = path
    self.response = response
    self.confidence = confidence
    self.hasLittleEvidence = hasLittleEvidence
    self.evidence = evidence
  }
}
