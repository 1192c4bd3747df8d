internal import Embeddings
internal import RPM

/// Finds the factor of a new feature: that of the nearest feature of the history.
struct FactorIndex: Sendable {
  private let space: FeatureSpace
  private let points: [FeatureSpace.Point]
  private let factors: [Factor.ID?]
  /// The points that others may be near to, and their vectors.
  private let comparable: [Int]
  private let vectors: VectorMatrix
  /// The first points with a name, so that an equal name needs no search.
  private let byName: [String: [Int]]

  /// Lists the distinct features of a memory. Those that a person took out of every factor stay in
  /// the list, so that a new feature like them has none either.
  init(memory: ReasoningMemory, space: FeatureSpace) {
    var points: [FeatureSpace.Point] = []
    var factors: [Factor.ID?] = []
    var seen: Set<FeatureSpace.Point> = []
    var byName: [String: [Int]] = [:]
    for entry in memory.entries {
      for feature in entry.features {
        let point = space.point(of: feature)
        guard seen.insert(point).inserted else { continue }
        byName[point.key, default: []].append(points.count)
        points.append(point)
        factors.append(feature.factor)
      }
    }
    // Names are found by their spelling alone and need no vector.
    let comparable = points.indices.filter { !points[$0].isUnique }
    let rows = Parallel.map(comparable.map { points[$0] }, space.vector(of:))
    self.comparable = comparable
    self.space = space
    self.points = points
    self.factors = factors
    self.byName = byName
    vectors = VectorMatrix(rows, dimensions: space.dimensions)
  }

  /// The factor of a feature, `nil` when no feature of the history is near enough.
  func factor(of feature: Feature) -> Factor.ID? {
    let point = space.point(of: feature)
    if let equal = equal(to: point) { return factors[equal] }
    guard !point.isUnique, !comparable.isEmpty else { return nil }
    let distances = vectors.squaredDistances(to: space.vector(of: point))
    var best: Int?
    var least = FactorFormation.reach
    for row in distances.indices
    where distances[row] < least && point.mayJoin(points[comparable[row]]) {
      (best, least) = (comparable[row], distances[row])
    }
    return best.flatMap { factors[$0] }
  }

  /// The point of the same name whose valence is nearest, and of the same sign.
  private func equal(to point: FeatureSpace.Point) -> Int? {
    byName[point.key]?.filter { points[$0].side * point.side >= 0 }
      .min { first, second in
        let (a, b) = (points[first].valence, points[second].valence)
        return (abs(a - point.valence), first) < (abs(b - point.valence), second)
      }
  }
}
