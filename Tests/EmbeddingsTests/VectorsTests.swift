internal import Testing

@testable internal import Embeddings

@Suite struct VectorsTests {
  // Lengths on both sides of the vector loops' steps.
  @Test(arguments: [0, 1, 7, 16, 31, 32, 33, 65])
  func sumsAgreeWithPlainLoops(length: Int) {
    let a = (0..<length).map { Float(($0 * 7) % 11) - 5 }
    let b = (0..<length).map { Float(($0 * 5) % 13) - 6 }
    // Small integers: every order of addition gives the same sum.
    #expect(dot(a, b) == zip(a, b).reduce(0) { $0 + $1.0 * $1.1 })
    #expect(
      squaredDistance(a, b) == zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
  }

  @Test func normalisingKeepsTheDirection() {
    #expect(normalised([3, 0, 4]) == [0.6, 0, 0.8])
    #expect(normalised([0, 0]) == [0, 0])
    #expect(normalised([]) == [])
  }

  @Test func aMatrixGivesItsRowsBack() {
    var matrix = VectorMatrix([[1, 2], [3, 4]], dimensions: 2)
    matrix.append([5, 6])
    #expect(matrix.rows == 3)
    #expect(matrix[1] == [3, 4])
    #expect(matrix.storage == [1, 2, 3, 4, 5, 6])
    #expect(matrix.dots(with: [1, 10]) == [21, 43, 65])
    #expect(matrix.squaredDistances(to: [1, 2]) == [0, 8, 32])
    #expect(matrix.squaredDistance(0, 2) == 32)
    #expect(VectorMatrix(dimensions: 3).dots(with: [1, 1, 1]).isEmpty)
  }

  @Test func aLargeMatrixIsSharedOutWithoutLosingARow() {
    // Enough numbers for several threads: row r holds r in its first column.
    let rows = 8_209
    let width = 1_024
    var matrix = VectorMatrix(dimensions: width)
    var row = [Float](repeating: 0, count: width)
    for index in 0..<rows {
      row[0] = Float(index)
      matrix.append(row)
    }
    var first = [Float](repeating: 0, count: width)
    first[0] = 1
    #expect(matrix.dots(with: first) == (0..<rows).map(Float.init))
  }
}
