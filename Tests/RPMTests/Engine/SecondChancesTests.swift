internal import Testing

@testable import RPM

@Suite struct SecondChancesTests {
  private static let item = RoleFailure("unreadable")
  private static let gone = RoleFailure("gone", reach: .offline, isCertain: false)
  private static let ended = RoleFailure("gone", reach: .offline)

  @Test func anItemIsAskedAgainAtTheEndAndThenStands() {
    var chances = SecondChances<Int>()
    #expect(chances.failed(1, Self.item, isItem: true) == .later)
    #expect(!chances.isSecond(2) && chances.isSecond(1))
    #expect(chances.takeWaiting() == [1])
    #expect(chances.waiting.isEmpty)
    #expect(chances.failed(1, Self.item, isItem: true) == .stands)
    #expect(chances.waiting.isEmpty)
  }

  @Test(arguments: [RoleFailure.Reach.refused, .budget, .unusable, .offline])
  func whatIsCertainEndsAtOnce(_ reach: RoleFailure.Reach) {
    var chances = SecondChances<Int>()
    let failure = RoleFailure("no", reach: reach)
    #expect(chances.failed(1, failure, isItem: true) == .ends(failure))
  }

  @Test func threeInARowAreTheServers() {
    var chances = SecondChances<Int>()
    #expect(chances.failed(1, Self.gone, isItem: true) == .later)
    #expect(chances.failed(2, Self.gone, isItem: true) == .later)
    #expect(chances.failed(3, Self.gone, isItem: true) == .ends(Self.ended))
  }

  @Test func anAnswerBetweenStartsTheCountAnew() {
    var chances = SecondChances<Int>()
    for round in 0..<4 {
      #expect(chances.failed(10 * round, Self.gone, isItem: true) == .later)
      #expect(chances.failed(10 * round + 1, Self.gone, isItem: true) == .later)
      // A reply that cannot be read is an answer too.
      if round % 2 == 0 {
        chances.succeeded()
      } else {
        #expect(chances.failed(100 + round, Self.item, isItem: true) == .later)
      }
    }
    // The server answered others since: these are bad items, however many.
    for ticket in chances.takeWaiting() {
      let failure = ticket < 100 ? Self.gone : Self.item
      #expect(chances.failed(ticket, failure, isItem: true) == .stands)
    }
  }

  @Test func fewItemsAndNobodyThereEndsAsWell() {
    var chances = SecondChances<Int>()
    #expect(chances.failed(1, Self.gone, isItem: true) == .later)
    #expect(chances.takeWaiting() == [1])
    #expect(chances.failed(1, Self.gone, isItem: true) == .ends(Self.ended))
  }

  @Test func whatIsNoItemGetsNoSecondChance() {
    var chances = SecondChances<Int>()
    #expect(chances.failed(1, Self.gone, isItem: false) == .ends(Self.ended))
    #expect(chances.failed(2, Self.item, isItem: false) == .stands)
  }
}
