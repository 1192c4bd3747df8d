/// Exact search for the most similar vectors.
public enum TopK {
  /// A row and how similar it is.
  public struct Match: Sendable, Hashable {
    /// The row of the matrix.
    public var index: Int
    /// The inner product with the query: the cosine where both are unit vectors.
    public var similarity: Float

    /// Creates a match.
    public init(index: Int, similarity: Float) {
      self.index = index
      self.similarity = similarity
    }
  }

  /// The `count` rows most similar to a vector, best first; of equals, the lower row first.
  ///
  /// Fewer when the matrix has fewer rows. Rows and query should be unit vectors; their inner
  /// products are compared.
  public static func nearest(to query: [Float], in matrix: VectorMatrix, count: Int) -> [Match] {
    largest(matrix.dots(with: query), count: count)
  }

  /// The `count` largest scores, largest first; of equals, the lower index first.
  ///
  /// A score that is not a number counts as minus infinity.
  public static func largest(_ scores: [Float], count: Int) -> [Match] {
    let count = min(count, scores.count)
    guard count > 0 else { return [] }
    // Insertion suits the few that are wanted; with many, moving them costs more than sorting.
    return count <= 64 ? inserted(scores, count) : sorted(scores, count)
  }

  private static func inserted(_ scores: [Float], _ count: Int) -> [Match] {
    var best: [Match] = []
    best.reserveCapacity(count + 1)
    for index in scores.indices {
      let score = scores[index].isNaN ? -.infinity : scores[index]
      if best.count == count {
        // An equal that comes later has the higher index and stays out.
        if score <= best[count - 1].similarity { continue }
        best.removeLast()
      }
      var place = best.count
      while place > 0, best[place - 1].similarity < score { place -= 1 }
      best.insert(Match(index: index, similarity: score), at: place)
    }
    return best
  }

  private static func sorted(_ scores: [Float], _ count: Int) -> [Match] {
    let all = scores.indices.map {
      Match(index: $0, similarity: scores[$0].isNaN ? -.infinity : scores[$0])
    }
    let order = all.sorted {
      $0.similarity == $1.similarity ? $0.index < $1.index : $0.similarity > $1.similarity
    }
    return Array(order.prefix(count))
  }
}
