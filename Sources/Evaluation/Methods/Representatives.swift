internal import Foundation

/// Few people who stand for many: medoids, found greedily (the first step of Kaufman and Rousseeuw's
/// PAM, 1990).
enum Representatives {
  /// The positions of the chosen, in the order in which they were: first the one to whom all others
  /// are nearest on the whole, then each time the one who brings them nearest; of equals the first.
  ///
  /// - Parameter vectors: one a person, of any length; the distance is one less the cosine.
  static func chosen(_ count: Int, among vectors: [[Float]]) -> [Int] {
    let lengths = vectors.map { vector in vector.reduce(0.0) { $0 + Double($1) * Double($1) } }
    func distance(_ one: Int, _ other: Int) -> Double {
      guard one != other else { return 0 }
      let scale = (lengths[one] * lengths[other]).squareRoot()
      guard scale > 0 else { return 1 }
      let dot = zip(vectors[one], vectors[other]).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      return 1 - dot / scale
    }
    var chosen: [Int] = []
    var nearest = vectors.map { _ in Double.infinity }
    while chosen.count < min(count, vectors.count) {
      var best: (position: Int, nearest: [Double], sum: Double)?
      for position in vectors.indices where !chosen.contains(position) {
        let with = nearest.indices.map { min(nearest[$0], distance($0, position)) }
        let sum = with.reduce(0, +)
        if best.map({ sum < $0.sum - 1e-12 }) ?? true { best = (position, with, sum) }
      }
      guard let best else { break }
      chosen.append(best.position)
      nearest = best.nearest
    }
    return chosen
  }
}
