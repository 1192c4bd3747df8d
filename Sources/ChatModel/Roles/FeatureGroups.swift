internal import Embeddings
internal import RPM

/// The features of a history by their names, and what lies near what: which of them a model is asked
/// to name together, and which factors it is offered for each.
///
/// Nearness only saves a model from long lists, on which a small one tires. Opposites lie near each
/// other too: what sounds good is never put with what sounds bad, and the rest the model tells apart.
struct FeatureGroups: Sendable {
  /// A name of features, case apart, as it sounds.
  struct Entry: Sendable {
    /// One of the features that have it.
    var feature: Feature
    /// How many texts have a feature of this name.
    var count: Int
    /// All features that have it, as positions in the request.
    var items: [Int]
  }

  /// The names, commonest first.
  let entries: [Entry]
  /// Groups of at least two texts, those with most texts first; positions in `entries`, what lies in
  /// the middle of its group first.
  let groups: [[Int]]
  private let vectors: [[Float]]
  /// The middle of each group.
  private let middles: [[Float]]

  /// The largest mean distance within a group; for unit vectors a cosine of about .4. Wider than a
  /// factor, since the model splits what does not belong together.
  private static let cut: Float = 1.1
  /// Of more names only the commonest are compared each with each.
  private static let mostCompared = 2_500
  /// What the words behind a feature weigh beside its name.
  private static let (nameWeight, quoteWeight): (Float, Float) = (0.7, 0.5)
  /// A factor that is further from a feature than this cosine is not offered.
  private static let leastNearness: Float = 0.3

  /// - Parameter most: how many groups there are at most.
  init(_ items: [ClusteringRequest.Item], most: Int) throws {
    var places: [String: Int] = [:]
    var entries: [Entry] = []
    for (index, item) in items.enumerated() {
      let key = "\(Self.tone(item.feature)) \(item.feature.name.lowercased())"
      if let place = places[key] {
        entries[place].count += item.count
        entries[place].items.append(index)
      } else {
        places[key] = entries.count
        entries.append(Entry(feature: item.feature, count: item.count, items: [index]))
      }
    }
    let sorted = entries.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
    self.entries = sorted
    let vectors = sorted.map { Self.vector(of: $0.feature) }
    self.vectors = vectors
    // A zero vector is near to everything and means nothing.
    let compared = sorted.indices.prefix(Self.mostCompared).filter {
      vectors[$0].contains { $0 != 0 }
    }
    let clusters = try AverageLinkage.clusters(
      of: VectorMatrix(compared.map { vectors[$0] }, dimensions: StaticTable.shared.dimensions),
      cut: Self.cut,
      mayJoin: {
        Self.tone(sorted[compared[$0]].feature) * Self.tone(sorted[compared[$1]].feature) >= 0
      }, checkCancellation: { try Task.checkCancellation() })
    groups = Array(
      clusters.map { Self.centred($0.map { compared[$0] }, vectors) }
        .map { (group: $0, texts: $0.reduce(0) { $0 + sorted[$1].count }) }
        .filter { $0.texts > 1 }
        .sorted { ($1.texts, $0.group[0]) < ($0.texts, $1.group[0]) }
        .prefix(most).map(\.group))
    middles = groups.map { normalised(Self.sum($0.map { vectors[$0] })) }
  }

  /// Whether a name that a model gave to a group lies as near to it as to every other group that it
  /// named with it: a small one mixes them up.
  func means(_ name: String, group: Int, among named: Range<Int>) -> Bool {
    let vector = StaticTable.shared.vector(of: name)
    let own = dot(vector, middles[group])
    return named.allSatisfy { dot(vector, middles[$0]) <= own }
  }

  /// The name of a group in its own words: that of the feature in its middle.
  func middleName(ofGroup group: Int) -> String { entries[groups[group][0]].feature.name }

  /// Where a factor lies that was named for groups.
  func place(ofFactor name: String, groups named: [[Int]]) -> Place {
    let members = named.flatMap(\.self)
    return Place(
      vector: Self.vector(ofName: name, members: members.map { vectors[$0] }),
      tone: members.reduce(0) { $0 + Self.tone(entries[$1].feature) }.signum())
  }

  /// The factors to choose from for a name, nearest first.
  func nearest(to entry: Int, among factors: [Place], most: Int) -> [Int] {
    Self.nearest(
      to: Place(vector: vectors[entry], tone: Self.tone(entries[entry].feature)), among: factors,
      most: most)
  }

  // MARK: Nearness

  /// Where a feature or a factor lies: its meaning, and whether it sounds good (1), bad (-1) or
  /// neither.
  struct Place: Sendable {
    var vector: [Float]
    var tone: Int
  }

  private static func tone(_ feature: Feature) -> Int {
    feature.valence.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 } ?? 0
  }

  /// A group, what lies nearest to its middle first.
  private static func centred(_ group: [Int], _ vectors: [[Float]]) -> [Int] {
    let middle = sum(group.map { vectors[$0] })
    let near = group.map { dot(vectors[$0], middle) }
    return group.indices.sorted { (near[$1], $0) < (near[$0], $1) }.map { group[$0] }
  }

  private static func sum(_ vectors: [[Float]]) -> [Float] {
    vectors.dropFirst().reduce(vectors.first ?? []) { zip($0, $1).map(+) }
  }

  /// Where a factor lies: half its name, half the middle of its members.
  private static func vector(ofName name: String, members: [[Float]]) -> [Float] {
    let own = StaticTable.shared.vector(of: name)
    let middle =
      members.isEmpty ? [Float](repeating: 0, count: own.count) : normalised(sum(members))
    return normalised(zip(own, middle).map(+))
  }

  private static func vector(of feature: Feature) -> [Float] {
    let name = StaticTable.shared.vector(of: feature.name)
    let quote = StaticTable.shared.vector(of: feature.quote ?? feature.context)
    return normalised(zip(name, quote).map { nameWeight * $0 + quoteWeight * $1 })
  }

  private static func nearest(to feature: Place, among factors: [Place], most: Int) -> [Int] {
    let near = factors.map { dot($0.vector, feature.vector) }
    return near.indices
      .filter { near[$0] >= leastNearness && factors[$0].tone * feature.tone >= 0 }
      .sorted { (near[$1], $0) < (near[$0], $1) }.prefix(most).map(\.self)
  }

  /// The factors of a model to choose from for each feature of a query, nearest first.
  ///
  /// - Parameter memory: where the factors' features tell how they sound.
  static func nearest(
    to features: [Feature], among factors: [Factor], of memory: ReasoningMemory, most: Int
  ) -> [[Factor.ID]] {
    var tones = [Int](repeating: 0, count: factors.count)
    for feature in memory.entries.flatMap(\.features) {
      if let factor = feature.factor, tones.indices.contains(factor) {
        tones[factor] += tone(feature)
      }
    }
    let places = factors.map { factor in
      Place(
        vector: vector(
          ofName: factor.name,
          members: factor.members.prefix(20).map { StaticTable.shared.vector(of: $0.name) }),
        tone: tones[factor.id].signum())
    }
    return features.map {
      nearest(to: Place(vector: vector(of: $0), tone: tone($0)), among: places, most: most)
    }
  }
}
