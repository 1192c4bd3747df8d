internal import Embeddings
internal import Foundation
internal import Testing

@testable import BuiltInModel

@Suite struct OwnWordsFitTests {
  /// Texts on a line, answered by where they lie, with evidence that says nothing.
  private static func items(_ count: Int) -> [OwnWordsFit.Item] {
    (0..<count).map { index in
      OwnWordsFit.Item(
        prior: [0, 0], words: [0, 0], rest: [0, 0], label: index < count / 2 ? 0 : 1)
    }
  }

  private static func kernel(_ places: [Int]) -> SymmetricMatrix {
    SymmetricMatrix(size: places.count) { row, column in
      exp(-abs(Double(places[row] - places[column])) / 4)
    }
  }

  @Test func whatIsSaidWithoutAnAnswerIsWhatAFitWithoutItSays() {
    let places = Array(0..<12)
    let items = Self.items(12)
    let all = OwnWordsFit(items: items, kernel: Self.kernel(places), ordered: false).result {}
    for left in places {
      let others = places.filter { $0 != left }
      let fit = OwnWordsFit(
        items: others.map { items[$0] }, kernel: Self.kernel(others), ordered: false
      ).result {}
      for label in 0..<2 {
        let said = zip(others, fit.weights).reduce(0) { sum, row in
          sum + exp(-abs(Double(row.0 - left)) / 4) * row.1[label]
        }
        // The readings are weighed a little otherwise without it.
        #expect(abs(said - all.leftOut[left][label]) < 0.2 + 0.2 * abs(said), "\(left) \(label)")
      }
    }
  }

  @Test func evidenceThatIsAlwaysRightIsTrusted() {
    let items = (0..<30).map { index in
      let label = index % 2
      let words = label == 0 ? [0.5, -0.5] : [-0.5, 0.5]
      return OwnWordsFit.Item(prior: [0, 0], words: words, rest: [0, 0], label: label)
    }
    let result = OwnWordsFit(
      items: items, kernel: SymmetricMatrix(size: 30) { $0 == $1 ? 1 : 0 }, ordered: true
    ).result {}
    #expect(result.mean.words > 0.9)
  }

  @Test func evidenceThatIsAlwaysWrongIsTurnedRound() {
    let items = (0..<30).map { index in
      let label = index % 2
      let words = label == 0 ? [-0.5, 0.5] : [0.5, -0.5]
      return OwnWordsFit.Item(prior: [0, 0], words: words, rest: [0, 0], label: label)
    }
    let result = OwnWordsFit(
      items: items, kernel: SymmetricMatrix(size: 30) { $0 == $1 ? 1 : 0 }, ordered: true
    ).result {}
    #expect(result.mean.words < 0)
  }

  @Test func beliefsAreShares() {
    for ordered in [true, false] {
      let beliefs = EvidenceReading.beliefs(ordered: ordered)
      #expect(beliefs.count == EvidenceReading.all(ordered: ordered).count)
      #expect(abs(beliefs.reduce(0, +) - 1) < 1e-12)
      #expect(EvidenceReading.all(ordered: ordered).first == .usual)
    }
  }

  /// People who answer by where a text lies, left or right, and change their mind at a row.
  private static func changing(
    at turn: Int, of count: Int, mayTurn: Bool = true
  ) -> OwnWordsFit.Result {
    let places = (0..<count).map { $0 * 7 % 10 }
    let items = places.enumerated().map { row, place in
      OwnWordsFit.Item(
        prior: [0, 0, 0], words: [0, 0, 0], rest: [0, 0, 0],
        label: (place < 5) == (row < turn) ? 0 : 2)
    }
    return OwnWordsFit(items: items, kernel: kernel(places), ordered: true, mayTurn: mayTurn)
      .result {}
  }

  @Test(arguments: [16, 20, 24]) func aChangeOfMindIsFoundAndWhatHoldsNowIsSaid(turn: Int) throws {
    let result = Self.changing(at: turn, of: 40)
    let found = try #require(result.turn)
    #expect(found.belief > 0.9 && abs(found.turn.start - turn) <= 3, "\(found)")
    // A text on the left is answered as on the left lately.
    var said: [Double] = [0, 0, 0]
    for (row, weights) in result.weights.enumerated() {
      let likeness = exp(-abs(Double(row * 7 % 10 - 1)) / 4)
      for label in 0..<3 { said[label] += likeness * weights[label] }
    }
    #expect(said[2] > said[0])
  }

  @Test func whoStaysTheSameIsNotCalledChanged() throws {
    #expect(try #require(Self.changing(at: 40, of: 40).turn).belief < 0.1)
    // Without an order in time nothing can be told, nor of few answers.
    #expect(Self.changing(at: 20, of: 40, mayTurn: false).turn == nil)
    #expect(Self.changing(at: 10, of: 20).turn == nil)
  }

  @Test func turnsShareWhatIsBelievedOfThem() {
    let turns = EvidenceReading.turns(of: 60)
    let beliefs = Turn.beliefs(turns.map(\.turn))
    #expect(beliefs.count == turns.count)
    #expect(abs(beliefs.reduce(0, +) - 2 * Turn.belief) < 1e-12)
    #expect(Turn.all(of: 24).map(\.start) == [12, 12])
    #expect(Set(Turn.all(of: 60).map(\.start)) == [12, 19, 26, 33, 40, 48])
  }

  @Test(arguments: [0.0, -1.0]) func theInverseOfATurnIsThatOfItsKernel(across: Double) throws {
    let kernel = Self.kernel((0..<14).map { $0 * 5 % 9 })
    let turn = Turn(start: 3, across: across)
    // Two rows an answer.
    let item = { (row: Int) in row / 2 }
    let quick = try #require(
      turn.inverse(
        of: kernel, whole: kernel.inverse(scale: 4, ridge: 2), scale: 4, ridge: 2, item: item))
    let slow = try #require(turn.kernel(kernel, item: item).inverse(scale: 4, ridge: 2))
    for row in 0..<14 {
      for column in 0..<14 { #expect(abs(quick[row, column] - slow[row, column]) < 1e-9) }
    }
  }
}
