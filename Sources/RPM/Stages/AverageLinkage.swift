package import Embeddings

/// Agglomerative clustering by average linkage, cut at a distance.
///
/// The chain of nearest neighbours finds the same clusters as merging the closest pair again and
/// again, in time quadratic in the number of items. A cluster whose nearest neighbour lies beyond
/// the cut is finished, since merging others never brings them closer.
package enum AverageLinkage {
  /// Groups items.
  ///
  /// - Parameters:
  ///   - vectors: one row an item.
  ///   - cut: the largest mean Euclidean distance of two clusters that are merged.
  ///   - mayJoin: whether two items may be in one cluster; asked once a pair.
  ///   - checkCancellation: throws when the work is not wanted any more; called every row.
  /// - Returns: the clusters, members ascending, in the order of their first members.
  package static func clusters(
    of vectors: VectorMatrix, cut: Float,
    mayJoin: @Sendable (Int, Int) -> Bool = { _, _ in true },
    checkCancellation: @Sendable () throws -> Void = {}
  ) throws -> [[Int]] {
    let count = vectors.rows
    guard count > 1 else { return (0..<count).map { [$0] } }
    var distances = try DistanceTable(
      of: vectors, mayJoin: mayJoin, checkCancellation: checkCancellation)
    var members = (0..<count).map { [$0] }
    var active = Array(0..<count)
    var finished: [[Int]] = []
    var chain: [Int] = []
    while let fallback = active.first {
      try checkCancellation()
      if chain.isEmpty { chain.append(fallback) }
      let tip = chain[chain.count - 1]
      let previous = chain.count > 1 ? chain[chain.count - 2] : nil
      let (neighbour, distance) = distances.nearest(to: tip, among: active, preferring: previous)
      guard let neighbour, distance <= cut else {
        finished.append(members[tip])
        active.removeAll { $0 == tip }
        chain.removeLast()
        continue
      }
      guard neighbour == previous else {
        chain.append(neighbour)
        continue
      }
      chain.removeLast(2)
      let (kept, gone) = (min(tip, neighbour), max(tip, neighbour))
      active.removeAll { $0 == gone }
      distances.merge(
        gone, into: kept, sizes: (members[gone].count, members[kept].count), among: active)
      members[kept] += members[gone]
      members[gone] = []
    }
    return finished.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }
}

/// A square table of distances, both halves filled so that a row is read in one sweep.
private struct DistanceTable {
  private let count: Int
  private var values: [Float]

  init(
    of vectors: VectorMatrix, mayJoin: @Sendable (Int, Int) -> Bool,
    checkCancellation: @Sendable () throws -> Void
  ) throws {
    let count = vectors.rows
    self.count = count
    let rows = try Parallel.tryMap(Array(0..<count), minimumPerPiece: 8) { row in
      try checkCancellation()
      return (row + 1..<count).map { column in
        mayJoin(row, column)
          ? vectors.squaredDistance(row, column).squareRoot() : Float.infinity
      }
    }
    values = [Float](repeating: .infinity, count: count * count)
    for row in 0..<count {
      for (offset, distance) in rows[row].enumerated() {
        let column = row + 1 + offset
        values[row * count + column] = distance
        values[column * count + row] = distance
      }
    }
  }

  /// The nearest of the active clusters; of equals the preferred one, else the lowest.
  func nearest(to item: Int, among active: [Int], preferring favourite: Int?) -> (Int?, Float) {
    var best: Int?
    var least = Float.infinity
    if let favourite {
      best = favourite
      least = values[item * count + favourite]
    }
    for other in active where other != item {
      let distance = values[item * count + other]
      if distance < least { (best, least) = (other, distance) }
    }
    return (best, least)
  }

  /// Makes `kept` the union of both. A pair that may not join keeps the union apart as well.
  mutating func merge(_ gone: Int, into kept: Int, sizes: (Int, Int), among active: [Int]) {
    let (goneSize, keptSize) = (Float(sizes.0), Float(sizes.1))
    for other in active where other != kept {
      let mean =
        (goneSize * values[gone * count + other] + keptSize * values[kept * count + other])
        / (goneSize + keptSize)
      values[kept * count + other] = mean
      values[other * count + kept] = mean
    }
  }
}
