internal import Embeddings
internal import Foundation
internal import RPM

/// How near the past features of a factor are to a feature: what the kernel variant counts instead
/// of whole queries.
struct FeatureNearness: Sendable {
  private struct Past: Sendable {
    var interaction: Int
    var point: FeatureSpace.Point
    var vector: [Float]
  }

  private let space: FeatureSpace
  private let byFactor: [Factor.ID: [Past]]

  /// Beyond this squared distance a past feature says nothing.
  private static let reach: Float = 0.7
  /// How fast it says less before.
  private static let width: Float = 0.2

  /// Lists the features of a memory by factor; what a person excluded is not among them.
  init(memory: ReasoningMemory, space: FeatureSpace) {
    var byFactor: [Factor.ID: [Past]] = [:]
    var vectors: [FeatureSpace.Point: [Float]] = [:]
    for entry in memory.entries where !entry.marks.isExcluded {
      for feature in entry.features {
        guard let factor = feature.factor else { continue }
        let point = space.point(of: feature)
        let vector = vectors[point] ?? space.vector(of: point)
        vectors[point] = vector
        byFactor[factor, default: []].append(
          Past(interaction: entry.interaction, point: point, vector: vector))
      }
    }
    self.space = space
    self.byFactor = byFactor
  }

  /// The past queries with a near feature of the same factor, each with the nearness of its nearest
  /// one, in history order.
  func masses(of feature: Feature) -> [(interaction: Int, mass: Double)] {
    guard let past = feature.factor.flatMap({ byFactor[$0] }) else { return [] }
    let point = space.point(of: feature)
    let vector = space.vector(of: point)
    var masses: [Int: Float] = [:]
    for one in past where point.mayJoin(one.point) {
      // Names are near to themselves alone.
      let distance =
        point.isUnique && point.key == one.point.key ? 0 : squaredDistance(vector, one.vector)
      guard distance < Self.reach else { continue }
      masses[one.interaction] = max(masses[one.interaction] ?? 0, exp(-distance / Self.width))
    }
    return masses.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) }
  }
}
