internal import Testing

@testable import Embeddings

@Suite struct SymmetricMatrixTests {
  /// A kernel of points on a line: positive definite with a ridge.
  private static func matrix(_ size: Int) -> SymmetricMatrix {
    SymmetricMatrix(size: size) { row, column in 1 / (1 + Double(abs(row - column))) }
  }

  @Test(arguments: [0, 1, 2, 5, 16, 17, 33])
  func theInverseTakesTheMatrixBack(size: Int) throws {
    let matrix = Self.matrix(size)
    let inverse = try #require(matrix.inverse(scale: 3, ridge: 2))
    for column in 0..<size {
      let unit = (0..<size).map { $0 == column ? 1.0 : 0 }
      let solved = inverse.times(unit)
      let back = zip(matrix.times(solved), solved).map { 3 * $0 + 2 * $1 }
      for (value, wanted) in zip(back, unit) { #expect(abs(value - wanted) < 1e-9) }
    }
  }

  @Test func whatIsNotDefiniteHasNone() {
    #expect(SymmetricMatrix(size: 2) { $0 == $1 ? 1 : 2 }.inverse(scale: 1, ridge: 0) == nil)
  }
}
