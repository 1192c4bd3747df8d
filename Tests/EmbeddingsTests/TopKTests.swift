internal import Testing

@testable internal import Embeddings

@Suite struct TopKTests {
  // Few distinct scores, so that most places are decided by a tie.
  private let scores = (0..<500).map { Float(($0 * 37) % 23) / 23 }

  @Test(arguments: [0, 1, 3, 23, 64, 65, 499, 500, 900])
  func agreesWithSortingAll(count: Int) {
    let order = scores.indices.sorted {
      scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1]
    }
    let expected = order.prefix(count).map { TopK.Match(index: $0, similarity: scores[$0]) }
    #expect(TopK.largest(scores, count: count) == expected)
  }

  @Test func equalsComeInTheOrderOfTheirRows() {
    let matrix = VectorMatrix([[0, 1], [1, 0], [1, 0], [0.6, 0.8], [1, 0]], dimensions: 2)
    let found = TopK.nearest(to: [1, 0], in: matrix, count: 4)
    #expect(found.map(\.index) == [1, 2, 4, 3])
    #expect(found.map(\.similarity) == [1, 1, 1, 0.6])
  }

  @Test(arguments: [2, 70])
  func whatIsNoNumberComesLast(count: Int) {
    var scores = [Float](repeating: .nan, count: 100)
    scores[98] = -4
    scores[99] = 2
    #expect(TopK.largest(scores, count: count).prefix(2).map(\.index) == [99, 98])
  }

  @Test func nothingIsFoundInNothing() {
    #expect(TopK.nearest(to: [1], in: VectorMatrix(dimensions: 1), count: 5).isEmpty)
    #expect(TopK.largest([1, 2], count: -1).isEmpty)
  }
}
