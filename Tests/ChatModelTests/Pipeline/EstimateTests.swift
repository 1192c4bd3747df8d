internal import RPM
internal import Testing

@testable import ChatModel

@Suite struct EstimateTests {
  private let price = Price(input: 0.15, output: 0.6, asOf: "2026-11-21")

  @Test func theCallsOfAFitAreKnownBeforehand() async throws {
    for (user, size) in [
      (People.stars, 1), (People.stars, 4), (People.titles, 1), (People.survey, 3),
    ] {
      let settings = ChatModelSettings(extractionsPerCall: size)
      let estimate = FitEstimate(of: user, settings: settings, price: price)
      let model = try await Bench(settings: settings).engine.fit(user).value
      let usage = try #require(model.usage)
      // How many groups there will be is a guess; all else is known.
      #expect(abs(estimate.usage.calls - usage.calls) <= 2, "\(user.name)")
      #expect(estimate.calls.values.reduce(0, +) == estimate.usage.calls)
      // The prompts are real; the features are longer, and the calls a few more, than the oracle's.
      let ratio = Double(estimate.usage.inputTokens) / Double(usage.inputTokens)
      #expect((0.75...1.75).contains(ratio), "\(user.name): \(ratio)")
    }
  }

  @Test func aLongHistoryIsClusteredInChunks() {
    var user = People.stars
    user.history = (0..<130).map { Interaction(query: "text \($0)", response: "1") }
    // 130 × 5 × 0.6 = 390 distinct features: 30 groups in 5 calls, and 26 calls of 15 features.
    let estimate = FitEstimate(of: user, price: nil)
    #expect(estimate.calls == [.extract: 130, .cluster: 31, .reason: 130])
    #expect(estimate.text.hasPrefix("about 291 calls, "))
    #expect(estimate.text.hasSuffix(" tokens, price unknown"))
    #expect(estimate.usage.unpricedTokens == estimate.usage.tokens)
  }

  @Test func aKnownPriceIsSaid() {
    let text = FitEstimate(of: People.stars, price: price).text
    #expect(text.contains(/^about 15 calls, [\d.]+k tokens, \$0\.00\d+$/), "\(text)")
    var user = People.stars
    user.history = []
    #expect(FitEstimate(of: user, price: price).usage.isEmpty)
  }

  @Test func aQuestionTakesThreeCalls() async throws {
    let bench = Bench()
    let model = try await bench.engine.fit(People.stars).value
    let estimate = AskEstimate(
      "great music", of: model, history: People.stars.history, price: price)
    let answer = try await bench.engine.ask(
      "great music", of: model, history: People.stars.history
    ).value
    #expect(estimate.usage.calls == 3)
    let ratio = Double(estimate.usage.inputTokens) / Double(answer.usage.inputTokens)
    #expect((0.75...1.5).contains(ratio), "\(ratio)")
    #expect(estimate.text.hasPrefix("about 3 calls, "))
  }
}
