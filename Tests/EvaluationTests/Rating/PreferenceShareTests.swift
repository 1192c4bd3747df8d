internal import Testing

@testable import Evaluation

@Suite struct PreferenceShareTests {
  private func share(_ counts: [Preference: Int], people: Int = 1) -> PreferenceShare {
    let said = Preference.allCases.flatMap {
      [Preference](repeating: $0, count: counts[$0] ?? 0)
    }
    return PreferenceShare(
      said.enumerated().map { (person: $0.offset % people, preference: $0.element) },
      bootstrap: Bootstrap())
  }

  /// 14 of 20: z² = 3.841459, middle (.7 + z²/40) / (1 + z²/20) = .667775, half
  /// 1.959964 · √(.0105 + z²/1600) / (1 + z²/20) = .186747.
  @Test func wilsonByHand() throws {
    let preference = share([.second: 14, .first: 6, .equal: 3, .bad: 1])
    #expect(preference.share == 0.7 && preference.isEnough && !preference.isOverPeople)
    #expect(preference.equal == 3 && preference.bad == 1)
    let interval = try #require(preference.interval)
    #expect(abs(interval.low - 0.481028) < 1e-5 && abs(interval.high - 0.854522) < 1e-5)
  }

  @Test func endsStayShares() throws {
    let all = try #require(Bootstrap.Interval.wilson(10, of: 10))
    #expect(abs(all.high - 1) < 1e-9 && all.low > 0.6 && all.low < 1)
    #expect(Bootstrap.Interval.wilson(0, of: 0) == nil)
  }

  @Test func tiesAreNoPreference() {
    let none = share([.equal: 30, .bad: 2])
    #expect(none.share == nil && none.interval == nil && !none.isEnough)
    #expect(!share([.second: 19]).isEnough)
    #expect(share([.second: 10, .first: 10]).isEnough)
  }

  /// Where everybody says the same of all their pairs, a person is one voice and not ten: 5 of 10
  /// people make a wider interval than 50 of 100 pairs.
  @Test func peopleAreDrawnWhereThereAreMany() throws {
    let said = (0..<100).map { index in
      (person: index % 10, preference: index % 10 < 5 ? Preference.second : .first)
    }
    let drawn = PreferenceShare(said, bootstrap: Bootstrap())
    #expect(drawn.isOverPeople && drawn.share == 0.5)
    let interval = try #require(drawn.interval)
    let pairs = try #require(Bootstrap.Interval.wilson(50, of: 100))
    #expect(interval.high - interval.low > 1.5 * (pairs.high - pairs.low))
    #expect(interval == PreferenceShare(said, bootstrap: Bootstrap()).interval)
  }
}
