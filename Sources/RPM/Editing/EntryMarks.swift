/// What a person said of a past interaction, and what edits of the model left undone there
/// (method, section 11).
public struct EntryMarks: Sendable, Hashable, Codable {
  /// Whether the interaction counts for nothing: it is in no statistic and never retrieved.
  public var isExcluded: Bool
  /// Whether it counts but is never retrieved as an example.
  public var isHeldBack: Bool
  /// Whether it comes before all other examples.
  public var isPinned: Bool
  /// Whether its features or their factors were edited after its retrieval key was made.
  public var isKeyOutdated: Bool
  /// Why its path no longer fits the model, `nil` while it does. Its answer is still an example; the
  /// path is shown to no model until it is rebuilt.
  public var staleness: Staleness?

  /// Creates marks; none by default.
  public init(
    isExcluded: Bool = false, isHeldBack: Bool = false, isPinned: Bool = false,
    isKeyOutdated: Bool = false, staleness: Staleness? = nil
  ) {
    self.isExcluded = isExcluded
    self.isHeldBack = isHeldBack
    self.isPinned = isPinned
    self.isKeyOutdated = isKeyOutdated
    self.staleness = staleness
  }

  /// Whether nothing is marked.
  public var isEmpty: Bool { self == EntryMarks() }
}

/// Why a stored path no longer fits the model that it belongs to.
public struct Staleness: Sendable, Hashable, Codable {
  /// What kind of change it was.
  public enum Reason: String, Sendable, Hashable, Codable {
    /// It cites a factor whose features are others now.
    case factorChanged
    /// It cites a factor that is gone.
    case factorGone
    /// It calls a factor by a name that the factor no longer has.
    case factorRenamed
    /// It quotes a number that is another now.
    case numberChanged
  }

  /// What kind of change it was.
  public var reason: Reason
  /// What changed: the factor's name, or the quote and what is stored now.
  public var detail: String

  /// Creates a reason.
  public init(_ reason: Reason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }

  /// The same for a person: `cites Story, which has other features now`.
  public var text: String {
    switch reason {
    case .factorChanged: "cites \(detail), which has other features now"
    case .factorGone: "cites \(detail), which is gone"
    case .factorRenamed: "calls a factor \(detail), which has another name now"
    case .numberChanged: "quotes \(detail)"
    }
  }
}
