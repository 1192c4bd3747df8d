internal import Testing

@testable import Evaluation

@Suite struct CohenKappaTests {
  /// 50 things: 20 and 15 the same, 5 and 10 not. By chance .5 · .6 + .5 · .4 = .5 would be the same,
  /// so kappa is (.7 - .5) / .5.
  @Test func byHand() throws {
    let said: [(Preference, Preference, Int)] = [
      (.first, .first, 20), (.first, .second, 5), (.second, .first, 10), (.second, .second, 15),
    ]
    let pairs = said.flatMap { one, other, count in
      [(Preference, Preference)](repeating: (one, other), count: count)
    }
    let kappa = try #require(CohenKappa(pairs))
    #expect(kappa.count == 50)
    #expect(abs(kappa.observed - 0.7) < 1e-12 && abs(kappa.expected - 0.5) < 1e-12)
    let value = try #require(kappa.value)
    #expect(abs(value - 0.4) < 1e-12)
  }

  /// All four words: the same in 3 of 6; by chance (2·3 + 2·1 + 1·1 + 1·1) / 36 = 10/36.
  @Test func allWords() throws {
    let kappa = try #require(
      CohenKappa([
        (.first, .first), (.first, .first), (.second, .second), (.second, .first),
        (.equal, .bad), (.bad, .equal),
      ]))
    #expect(abs(kappa.observed - 0.5) < 1e-12)
    #expect(abs(kappa.expected - 10.0 / 36) < 1e-12)
    // (18/36 - 10/36) / (26/36)
    let value = try #require(kappa.value)
    #expect(abs(value - 0.307692) < 1e-6)
  }

  @Test func nothingBeyondChance() throws {
    #expect(CohenKappa([]) == nil)
    let same = try #require(CohenKappa([(.equal, .equal), (.equal, .equal)]))
    #expect(same.value == nil && same.observed == 1)
    let opposed = try #require(CohenKappa([(.first, .second), (.second, .first)]))
    #expect(opposed.value == -1)
  }
}
