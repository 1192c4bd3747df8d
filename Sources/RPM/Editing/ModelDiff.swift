/// What is different between two models of one user.
///
/// Factors are matched by name, then by the features that they hold: a renamed factor has those of
/// one that is gone, a merged one those of several, and one that was split off some of a factor
/// that stays. Items are indices into the history of the models and are compared only where both
/// have the same number of entries.
public struct ModelDiff: Sendable, Hashable, Codable {
  /// What became of a factor.
  public struct FactorChange: Sendable, Hashable, Codable {
    /// What happened.
    public enum Kind: String, Sendable, Hashable, Codable {
      /// It is new.
      case added
      /// It is gone; its features are elsewhere or belong to none.
      case removed
      /// It has another name.
      case renamed
      /// It is made of several.
      case merged
      /// It was part of another.
      case split
      /// It has another description.
      case described
    }

    /// What happened.
    public var kind: Kind
    /// Its name now; where it is gone, its name then.
    public var factor: String
    /// The factors it comes from, by their names then.
    public var from: [String]
  }

  /// A feature in another factor.
  public struct FeatureMove: Sendable, Hashable, Codable {
    /// The feature's name.
    public var feature: String
    /// The factors that had it, `nil` for none.
    public var from: String?
    /// The factor that has it, `nil` for none.
    public var to: String?
    /// How many occurrences went that way.
    public var occurrences: Int
  }

  /// A statistic with another value.
  public struct StatisticChange: Sendable, Hashable, Codable {
    /// The factor, by its name now; `nil` for what holds of the whole history.
    public var factor: String?
    /// What is counted: `support`, `P(5)`, `influence`, `gain`, …
    public var statistic: String
    /// Its value before, as it is quoted.
    public var before: String
    /// Its value now.
    public var after: String
  }

  /// A path that no longer fits the model.
  public struct StalePath: Sendable, Hashable, Codable {
    /// The item.
    public var item: Int
    /// Why.
    public var staleness: Staleness

    /// Creates an entry.
    public init(item: Int, staleness: Staleness) {
      self.item = item
      self.staleness = staleness
    }
  }

  /// An item with another mark.
  public struct MarkChange: Sendable, Hashable, Codable {
    /// What is so now.
    public enum Mark: String, Sendable, Hashable, Codable {
      /// It counts for nothing.
      case excluded
      /// It counts again.
      case included
      /// It comes first among the examples.
      case pinned
      /// It does no longer.
      case unpinned
      /// It is never an example.
      case excludedExample
      /// It may be one again.
      case includedExample
    }

    /// The item.
    public var item: Int
    /// What is so now.
    public var mark: Mark
  }

  /// Factors, in the order of the newer model, those that are gone last.
  public var factors: [FactorChange]
  /// Features, by name.
  public var moves: [FeatureMove]
  /// Statistics: of the whole history, then factor by factor.
  public var statistics: [StatisticChange]
  /// Items whose marks changed.
  public var marks: [MarkChange]
  /// Paths that are stale now and were not.
  public var stale: [StalePath]
  /// Items whose path was made anew.
  public var rebuilt: [Int]

  /// Whether nothing is different.
  public var isEmpty: Bool {
    factors.isEmpty && moves.isEmpty && statistics.isEmpty && marks.isEmpty && stale.isEmpty
      && rebuilt.isEmpty
  }

  /// Compares two models.
  public init(from old: UserModel, to new: UserModel) {
    let matching = FactorMatching(old: old.factors, new: new.factors)
    factors = matching.changes
    moves = Self.moves(old, new, matching)
    statistics = StatisticComparison(old: old, new: new).changes(matching.pairs)
    marks = []
    stale = []
    rebuilt = []
    guard old.memory.entries.count == new.memory.entries.count else { return }
    for (before, after) in zip(old.memory.entries, new.memory.entries) {
      let item = after.interaction
      marks += Self.marks(before.marks, after.marks).map { MarkChange(item: item, mark: $0) }
      if let staleness = after.marks.staleness, before.marks.staleness == nil {
        stale.append(StalePath(item: item, staleness: staleness))
      }
      if before.marks.staleness != nil, after.marks.staleness == nil,
        before.path != after.path || after.path != nil
      {
        rebuilt.append(item)
      }
    }
  }

  private static func marks(_ old: EntryMarks, _ new: EntryMarks) -> [MarkChange.Mark] {
    var marks: [MarkChange.Mark] = []
    if old.isExcluded != new.isExcluded { marks.append(new.isExcluded ? .excluded : .included) }
    if old.isHeldBack != new.isHeldBack {
      marks.append(new.isHeldBack ? .excludedExample : .includedExample)
    }
    if old.isPinned != new.isPinned { marks.append(new.isPinned ? .pinned : .unpinned) }
    return marks
  }

  /// Which features are elsewhere, apart from what renaming and merging already say.
  private static func moves(
    _ old: UserModel, _ new: UserModel, _ matching: FactorMatching
  ) -> [FeatureMove] {
    guard old.memory.entries.count == new.memory.entries.count else { return [] }
    struct Way: Hashable {
      var feature: String
      var from: Factor.ID?
      var to: Factor.ID?
    }
    var ways: [Way: Int] = [:]
    for (before, after) in zip(old.memory.entries, new.memory.entries) {
      // A refit reads features anew: only those that both have can have moved.
      guard before.features.map(\.name) == after.features.map(\.name) else { continue }
      for (was, now) in zip(before.features, after.features) {
        guard was.factor.map({ matching.successor[$0] }) != now.factor.map(Optional.some) else {
          continue
        }
        ways[Way(feature: now.name, from: was.factor, to: now.factor), default: 0] += 1
      }
    }
    return ways.map { way, count in
      FeatureMove(
        feature: way.feature, from: way.from.map { old.factors[$0].name },
        to: way.to.map { new.factors[$0].name }, occurrences: count)
    }.sorted {
      ($0.feature, $0.from ?? "", $0.to ?? "") < ($1.feature, $1.from ?? "", $1.to ?? "")
    }
  }
}
