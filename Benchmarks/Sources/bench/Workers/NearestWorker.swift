internal import Embeddings

/// The exact search by itself: the three rows of a matrix that are most like a vector.
struct NearestWorker {
  /// How many rows the matrix has.
  let entries: Int

  /// The time of a search.
  func figures() async -> [Figure] {
    let dimensions = StaticTable.shared.dimensions
    var generator = SeededGenerator(seed: InventedPerson.seed)
    var matrix = VectorMatrix(dimensions: dimensions)
    for _ in 0..<entries { matrix.append(generator.unitVector(dimensions)) }
    let query = generator.unitVector(dimensions)
    let built = matrix
    return await SearchFigures(
      what: "exact top 3 of a matrix", entries: entries, dimensions: dimensions
    ).measure {
      let found = TopK.nearest(to: query, in: built, count: 3)
      precondition(found.count == min(3, entries), "NearestWorker: too few rows")
    }
  }
}
