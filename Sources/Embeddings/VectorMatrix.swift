internal import Dispatch

/// Vectors of one length, one a row, in one block of memory.
public struct VectorMatrix: Sendable, Hashable {
  /// The length of each row.
  public let dimensions: Int
  /// How many vectors there are.
  public private(set) var rows: Int
  /// The numbers, row after row: `rows * dimensions` of them.
  public private(set) var storage: [Float]

  /// Creates a matrix without rows.
  public init(dimensions: Int) {
    precondition(dimensions >= 0, "VectorMatrix: \(dimensions) dimensions")
    self.dimensions = dimensions
    rows = 0
    storage = []
  }

  /// Creates a matrix of the given vectors, each `dimensions` long.
  public init(_ vectors: [[Float]], dimensions: Int) {
    self.init(dimensions: dimensions)
    storage.reserveCapacity(vectors.count * dimensions)
    for vector in vectors { append(vector) }
  }

  /// Adds a vector as the last row.
  public mutating func append(_ vector: [Float]) {
    precondition(
      vector.count == dimensions,
      "VectorMatrix: a vector of \(vector.count) numbers in a matrix of \(dimensions) columns")
    storage += vector
    rows += 1
  }

  /// A copy of one row.
  public subscript(row: Int) -> [Float] {
    precondition(row >= 0 && row < rows, "VectorMatrix: row \(row) of \(rows)")
    return Array(storage[row * dimensions..<(row + 1) * dimensions])
  }

  /// The inner product of every row with a vector, by row; cosines where all are unit vectors.
  public func dots(with vector: [Float]) -> [Float] {
    precondition(
      vector.count == dimensions,
      "VectorMatrix: a vector of \(vector.count) numbers for a matrix of \(dimensions) columns")
    return eachRow { row, width in
      vector.withUnsafeBytes { rawDot(row, $0, count: width) }
    }
  }

  /// The squared Euclidean distance of every row to a vector, by row.
  public func squaredDistances(to vector: [Float]) -> [Float] {
    precondition(
      vector.count == dimensions,
      "VectorMatrix: a vector of \(vector.count) numbers for a matrix of \(dimensions) columns")
    return eachRow { row, width in
      vector.withUnsafeBytes { rawSquaredDistance(row, $0, count: width) }
    }
  }

  /// The squared Euclidean distance of two rows.
  public func squaredDistance(_ first: Int, _ second: Int) -> Float {
    precondition(
      first >= 0 && first < rows && second >= 0 && second < rows,
      "VectorMatrix: rows \(first) and \(second) of \(rows)")
    let stride = dimensions * MemoryLayout<Float>.stride
    return storage.withUnsafeBytes { bytes in
      rawSquaredDistance(
        UnsafeRawBufferPointer(rebasing: bytes[first * stride..<(first + 1) * stride]),
        UnsafeRawBufferPointer(rebasing: bytes[second * stride..<(second + 1) * stride]),
        count: dimensions)
    }
  }

  // Below this many numbers (32 MB) one core reads them about as fast as several.
  private static let numbersWorthSharing = 1 << 23

  @inline(__always)
  private func eachRow(
    _ value: @Sendable (UnsafeRawBufferPointer, Int) -> Float
  ) -> [Float] {
    let width = dimensions
    let stride = width * MemoryLayout<Float>.stride
    let count = rows
    return storage.withUnsafeBytes { bytes in
      [Float](unsafeUninitializedCapacity: count) { out, filled in
        // Each piece writes its own rows of `out` and all only read `bytes`.
        nonisolated(unsafe) let out = out
        nonisolated(unsafe) let bytes = bytes
        @Sendable func fill(_ range: Range<Int>) {
          for row in range {
            let slice = bytes[row &* stride..<(row &+ 1) &* stride]
            out.initializeElement(
              at: row, to: value(UnsafeRawBufferPointer(rebasing: slice), width))
          }
        }
        if bytes.count / MemoryLayout<Float>.stride < Self.numbersWorthSharing {
          fill(0..<count)
        } else {
          let pieces = 16
          DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            fill(count * piece / pieces..<count * (piece + 1) / pieces)
          }
        }
        filled = count
      }
    }
  }
}
