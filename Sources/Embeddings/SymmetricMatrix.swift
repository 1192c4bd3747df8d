/// A symmetric matrix of some hundred rows, in one block of memory.
public struct SymmetricMatrix: Sendable, Hashable {
  /// How many rows and columns there are.
  public let size: Int
  /// The numbers, row after row.
  private var storage: [Double]

  /// A matrix by its values; each pair of a row and a column is asked for once.
  public init(size: Int, _ value: (_ row: Int, _ column: Int) -> Double) {
    precondition(size >= 0, "SymmetricMatrix: \(size) rows")
    self.size = size
    storage = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let value = value(row, column)
        storage[row * size + column] = value
        storage[column * size + row] = value
      }
    }
  }

  /// The number of a row and a column.
  public subscript(row: Int, column: Int) -> Double { storage[row * size + column] }

  /// The product with a vector.
  public func times(_ vector: [Double]) -> [Double] {
    precondition(
      vector.count == size, "SymmetricMatrix: \(vector.count) numbers for \(size) columns")
    return storage.withUnsafeBufferPointer { matrix in
      vector.withUnsafeBufferPointer { vector in
        (0..<size).map { row in
          product(matrix.baseAddress.map { $0 + row * size }, vector.baseAddress, size)
        }
      }
    }
  }

  /// `(scale · self + ridge · I)⁻¹`, by Cholesky.
  ///
  /// - Returns: `nil` where that matrix is not positive definite.
  public func inverse(scale: Double, ridge: Double) -> SymmetricMatrix? {
    let size = size
    // Lower triangle, row by row.
    var lower = [Double](repeating: 0, count: size * size)
    // The columns of its inverse, one a row.
    var columns = lower
    let isDefinite = lower.withUnsafeMutableBufferPointer { lower -> Bool in
      columns.withUnsafeMutableBufferPointer { columns -> Bool in
        guard let l = lower.baseAddress, let c = columns.baseAddress else { return true }
        for row in 0..<size {
          for column in 0...row {
            let wanted =
              scale * storage[row * size + column] + (row == column ? ridge : 0)
              - product(l + row * size, l + column * size, column)
            if row == column {
              guard wanted > 0 else { return false }
              l[row * size + row] = wanted.squareRoot()
            } else {
              l[row * size + column] = wanted / l[column * size + column]
            }
          }
        }
        for column in 0..<size {
          let solved = c + column * size
          solved[column] = 1 / l[column * size + column]
          for row in column + 1..<max(column + 1, size) {
            let known = product(l + row * size + column, solved + column, row - column)
            solved[row] = -known / l[row * size + row]
          }
        }
        return true
      }
    }
    guard isDefinite else { return nil }
    return columns.withUnsafeBufferPointer { columns in
      SymmetricMatrix(size: size) { row, column in
        product(
          columns.baseAddress.map { $0 + row * size + row },
          columns.baseAddress.map { $0 + column * size + row }, size - row)
      }
    }
  }
}

/// The inner product of two runs of numbers. Four sums at once: one would wait for its own last
/// addition.
private func product(
  _ a: UnsafePointer<Double>?, _ b: UnsafePointer<Double>?, _ count: Int
) -> Double {
  guard let a, let b else { return 0 }
  var s0 = SIMD4<Double>()
  var s1 = SIMD4<Double>()
  var s2 = SIMD4<Double>()
  var s3 = SIMD4<Double>()
  var at = 0
  func lanes(_ pointer: UnsafePointer<Double>, _ at: Int) -> SIMD4<Double> {
    UnsafeRawPointer(pointer + at).loadUnaligned(as: SIMD4<Double>.self)
  }
  while at &+ 16 <= count {
    s0 += lanes(a, at) * lanes(b, at)
    s1 += lanes(a, at &+ 4) * lanes(b, at &+ 4)
    s2 += lanes(a, at &+ 8) * lanes(b, at &+ 8)
    s3 += lanes(a, at &+ 12) * lanes(b, at &+ 12)
    at &+= 16
  }
  var sum = ((s0 + s1) + (s2 + s3)).sum()
  while at < count {
    sum += a[at] * b[at]
    at &+= 1
  }
  return sum
}
