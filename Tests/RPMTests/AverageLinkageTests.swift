internal import Embeddings
internal import RPM
internal import Testing

@testable import RPM

@Suite struct AverageLinkageTests {
  private func random(_ count: Int, dimensions: Int, seed: UInt64) -> VectorMatrix {
    var generator = SplitMix64(seed: seed)
    let rows = (0..<count).map { _ in
      normalised(
        (0..<dimensions).map { _ in Float(generator.next() % 2001) / 1000 - 1 })
    }
    return VectorMatrix(rows, dimensions: dimensions)
  }

  /// Merges the closest pair again and again, from the definition.
  private func slowly(
    _ vectors: VectorMatrix, cut: Float, mayJoin: (Int, Int) -> Bool = { _, _ in true }
  ) -> [[Int]] {
    var clusters = (0..<vectors.rows).map { [$0] }
    while true {
      var best: (Float, Int, Int)?
      for first in clusters.indices {
        for second in clusters.indices where second > first {
          let pairs = clusters[first].flatMap { a in clusters[second].map { (a, $0) } }
          guard pairs.allSatisfy({ mayJoin($0.0, $0.1) }) else { continue }
          let sum = pairs.reduce(Float(0)) {
            $0 + vectors.squaredDistance($1.0, $1.1).squareRoot()
          }
          let mean = sum / Float(pairs.count)
          if mean < best?.0 ?? .infinity { best = (mean, first, second) }
        }
      }
      guard let (mean, first, second) = best, mean <= cut else { break }
      clusters[first] = (clusters[first] + clusters[second]).sorted()
      clusters.remove(at: second)
    }
    return clusters.sorted { $0[0] < $1[0] }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func theChainFindsWhatTheDefinitionFinds(seed: UInt64) throws {
    let vectors = random(40, dimensions: 3, seed: seed)
    for cut: Float in [0.2, 0.6, 1.05, 3] {
      #expect(
        try AverageLinkage.clusters(of: vectors, cut: cut) == slowly(vectors, cut: cut))
    }
  }

  @Test(arguments: [7, 8, 9])
  func pairsThatMayNotJoinNeverDo(seed: UInt64) throws {
    let vectors = random(30, dimensions: 3, seed: seed)
    let apart: @Sendable (Int, Int) -> Bool = { ($0 % 3) == ($1 % 3) || $0 % 3 == 2 || $1 % 3 == 2 }
    let found = try AverageLinkage.clusters(of: vectors, cut: 1.05, mayJoin: apart)
    #expect(found == slowly(vectors, cut: 1.05, mayJoin: apart))
    for cluster in found {
      #expect(!(cluster.contains { $0 % 3 == 0 } && cluster.contains { $0 % 3 == 1 }))
    }
  }

  @Test func fewItemsNeedNoWork() throws {
    #expect(
      try AverageLinkage.clusters(of: VectorMatrix(dimensions: 2), cut: 1).isEmpty)
    #expect(try AverageLinkage.clusters(of: random(1, dimensions: 2, seed: 1), cut: 1) == [[0]])
  }

  @Test func equalVectorsAreOneCluster() throws {
    let vectors = VectorMatrix([[Float]](repeating: [1, 0], count: 50), dimensions: 2)
    #expect(try AverageLinkage.clusters(of: vectors, cut: 0.1) == [Array(0..<50)])
  }

  @Test func cancellationEndsIt() {
    #expect(throws: CancellationError.self) {
      _ = try AverageLinkage.clusters(
        of: random(20, dimensions: 2, seed: 1), cut: 1,
        checkCancellation: { throw CancellationError() })
    }
  }
}
