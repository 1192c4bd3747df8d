/// One past interaction with the reasoning that leads to its answer, `(q, G_q, r_q, a)`.
public struct MemoryEntry: Sendable, Hashable, Codable {
  /// The index of the interaction in the history the model was fitted on.
  public var interaction: Int
  /// `G_q`, with factors.
  public var features: [Feature]
  /// `r_q`, `nil` where none could be built.
  public var path: ReasoningPath?
  /// The audit of the path.
  public var audit: AuditReport
  /// The embedding of the retrieval text: a unit vector, or empty without features.
  public var key: [Float]
  /// What the model judged of the features, for answers without a closed label set.
  public var judgements: [Judgement]
  /// The stance of the chosen option, where options have one.
  public var stance: Stance?
  /// Why the entry is left out of retrieval; `nil` when it takes part.
  public var exclusion: Exclusion?
  /// What a person said of it, and what edits left undone.
  public var marks: EntryMarks

  /// Why an entry stays out of retrieval.
  public enum Exclusion: String, Sendable, Hashable, Codable, CaseIterable {
    /// Extraction found no feature, twice.
    case noFeatures
    /// The path failed its audit, twice.
    case auditFailed
    /// The model could not give a path.
    case pathFailed
  }

  /// Creates an entry.
  public init(
    interaction: Int, features: [Feature], path: ReasoningPath?, audit: AuditReport = AuditReport(),
    key: [Float] = [], judgements: [Judgement] = [], stance: Stance? = nil,
    exclusion: Exclusion? = nil, marks: EntryMarks = EntryMarks()
  ) {
    self.interaction = interaction
    self.features = features
    self.path = path
    self.audit = audit
    self.key = key
    self.judgements = judgements
    self.stance = stance
    self.exclusion = exclusion
    self.marks = marks
  }

  /// Whether it may be retrieved.
  public var takesPart: Bool { exclusion == nil && !marks.isExcluded && !marks.isHeldBack }

  /// Why it is not retrieved, in words; `nil` when it may be.
  public var absence: String? {
    if marks.isExcluded { return "excluded" }
    if marks.isHeldBack { return "excluded as an example" }
    switch exclusion {
    case .noFeatures: return "no features"
    case .auditFailed: return "its path failed the audit"
    case .pathFailed: return "no path"
    case nil: return nil
    }
  }
}

/// The reasoning memory `S_u`: one entry an interaction, in history order.
public struct ReasoningMemory: Sendable, Hashable, Codable {
  /// The entries.
  public var entries: [MemoryEntry]

  /// Creates a memory.
  public init(entries: [MemoryEntry]) {
    self.entries = entries
  }

  /// The memory with other keys, one an entry. An entry without a key gets none, since it is not to
  /// be found.
  package func rekeyed(_ keys: some Sequence<[Float]>) -> ReasoningMemory {
    var memory = self
    for (index, key) in keys.enumerated() where !memory.entries[index].key.isEmpty {
      memory.entries[index].key = key
    }
    return memory
  }
}
