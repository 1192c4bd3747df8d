internal import ChatModel
internal import RPM
internal import Testing

@testable import Workbench

@Suite struct QuoteTests {
  private static func quote(_ calls: Int, _ tokens: Int, _ dollars: Double = 0) -> Quote {
    Quote(Usage(calls: calls, inputTokens: tokens, outputTokens: 0, dollars: dollars))
  }

  @Test func whoeverAgreedToMoreAgreedToLess() {
    let agreed = Self.quote(10, 4000, 0.02)
    #expect(agreed.covers(agreed))
    #expect(agreed.covers(Self.quote(3, 900, 0.01)))
  }

  @Test(arguments: [quote(11, 4000, 0.02), quote(10, 4001, 0.02), quote(10, 4000, 0.03)])
  func whateverGrewIsAskedForAgain(grown: Quote) {
    #expect(!Self.quote(10, 4000, 0.02).covers(grown))
  }

  @Test func timeIsNoPartOfIt() {
    var slower = Self.quote(10, 4000)
    slower.time = LocalTime(for: slower.usage, pace: (tokens: 1, seconds: 1))
    #expect(Self.quote(10, 4000).covers(slower))
  }
}
