internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct BlindnessTests {
  private static let user = User(
    name: "Ada",
    task: TaskDefinition(
      name: "days", instruction: "", answers: .labels(["bad", "good"], ordered: true)),
    history: (0..<9).map {
      Interaction(query: "Day \($0) with rain", response: $0 < 6 ? "bad" : "good")
    })

  private func pair(
    _ index: Int = 0, place: Int = 0, _ first: String = "one", _ second: String = "two"
  ) -> RationalePair {
    RationalePair(
      task: "days", user: "Ada", place: place, index: index, query: "Day 4 in the rain",
      expected: "bad", first: .init(method: "factors", response: "bad", reasoning: first),
      second: .init(method: "rpm", response: "bad", reasoning: second))
  }

  @Test(arguments: [0, 1, 20, 21, 40])
  func eachSideAsOftenAsTheOther(count: Int) {
    let order = BlindOrder(of: count, seed: 7)
    #expect(order.places.map(\.pair).sorted() == Array(0..<count))
    let turned = order.places.count(where: \.isTurned)
    #expect(abs(2 * turned - count) == count % 2)
    #expect(BlindOrder(of: count, seed: 7) == order)
    if count > 10 {
      #expect(BlindOrder(of: count, seed: 8) != order)
      #expect(order.places.map(\.pair) != Array(0..<count))
    }
  }

  @Test func nothingSaysWhichMethodMadeWhat() {
    let sheet = BlindSheet(pair(), of: Self.user, isTurned: false)
    let turned = BlindSheet(pair(), of: Self.user, isTurned: true)
    #expect((sheet.left, sheet.right) == ("one", "two"))
    #expect((turned.left, turned.right) == ("two", "one"))
    for shown in [sheet, turned] {
      let text = "\(shown) \(shown.comparison)"
      #expect(!text.contains("rpm") && !text.contains("factors"))
    }
    #expect(sheet.usual.map(\.count) == [6, 3])
    #expect(sheet.past.count == BlindSheet.shown)
    #expect(sheet.past[0].query == "Day 4 with rain")
    #expect(sheet.comparison.turned.first == "two")
  }

  @Test func aChoiceIsOfAMethodAndNotOfASide() {
    let left = Rating(
      of: pair(), isTurned: true, choices: [.truer: .first, .grounded: .bad], why: "")
    // What stood left was the second method's.
    #expect(left.preferences == [.truer: .second, .grounded: .bad])
    #expect(left.choseLeft(.truer) == true && left.choseLeft(.grounded) == nil)
    let straight = Rating(of: pair(), isTurned: false, choices: [.truer: .first], why: "")
    #expect(straight.preferences == [.truer: .first])
  }

  @Test(arguments: [
    // The first method both times; the first place both times; and so on.
    (RationaleJudgement.Choice.first, RationaleJudgement.Choice.second, Preference.first, false),
    (.second, .first, .second, false), (.first, .first, .equal, true),
    (.second, .second, .equal, true), (.equal, .equal, .equal, false),
    (.neither, .neither, .bad, false), (.first, .equal, .equal, true),
    (.neither, .first, .equal, true),
  ])
  func aVerdictThatChangesWithTheSideIsEqual(
    straight: RationaleJudgement.Choice, turned: RationaleJudgement.Choice, settled: Preference,
    isChanged: Bool
  ) {
    let rating = Rating(
      of: pair(), by: .person, straight: .init(truer: straight, grounded: .equal),
      turned: .init(truer: turned, grounded: .equal))
    #expect(rating.preferences[.truer] == settled)
    #expect(rating.changed == (isChanged ? [.truer] : []))
    #expect(rating.isTurned == nil)
  }

  @Test func nearLengthsComeFirstAndPeopleInTurn() {
    let pairs = [
      pair(0, "a", "aaaaaaaa"), pair(1, "aa", "aaa"), pair(2, "aa", "aa"),
      pair(0, place: 1, "a", "aaaa"),
    ]
    let chosen = RationalePair.chosen(3, of: pairs)
    #expect(chosen.map(\.place) == [0, 1, 0])
    #expect(chosen.map(\.index) == [2, 0, 1])
    #expect(RationalePair.chosen(9, of: pairs).count == 4)
  }

  @Test func aKeyHoldsForTheSameTextsAlone() {
    let key = pair().key
    #expect(key.count == 16 && pair().key == key)
    #expect(pair(0, "one", "tw").key != key && pair(0, "onet", "wo").key != key)
  }

  @Test func aReportCountsSidesAndChanges() throws {
    let pairs = (0..<24).map { pair($0, "one \($0)", $0 < 12 ? "two" : "twelve and more \($0)") }
    let person = pairs.enumerated().map { index, pair in
      // The second method in 18 of 24.
      let prefersSecond = index % 4 != 0
      let isTurned = index.isMultiple(of: 2)
      return Rating(
        of: pair, isTurned: isTurned,
        choices: [.truer: prefersSecond == isTurned ? .first : .second, .grounded: .equal], why: "")
    }
    let judge = Rating.Rater(
      model: ModelIdentity(name: "m", version: "v"),
      prompt: .init(role: "rate", version: "1", hash: "h"))
    let judged = pairs.map { pair in
      Rating(
        of: pair, by: judge, straight: .init(truer: .second, grounded: .first),
        turned: .init(truer: .first, grounded: .first))
    }
    let report = RatingReport(
      pairs, methods: ("factors", "rpm"), ratings: [(.person, person), (judge, judged)], seed: 1)
    #expect(report.pairs == 24 && report.people == 1 && report.parts.count == 2)
    let truer = try #require(report.parts[0].findings[.truer])
    #expect(truer.preference.wins == 18 && truer.preference.losses == 6)
    // Of four pairs in a row the third alone has what was preferred on the left.
    #expect(truer.left == 6)
    #expect(truer.changed == nil && truer.atEqualLength != nil)
    let byJudge = report.parts[1].findings
    #expect(byJudge[.truer]?.preference.wins == 24 && byJudge[.truer]?.changed == 0)
    #expect(byJudge[.grounded]?.changed == 24 && byJudge[.grounded]?.preference.equal == 24)
    #expect(report.agreement[.truer]?.observed == 0.75)
    #expect(report.agreement[.grounded]?.observed == 1)
    // Ratings of other pairs are left out.
    let other = RatingReport(
      [pairs[0]], methods: ("factors", "rpm"), ratings: [(.person, person)], seed: 1)
    #expect(other.parts[0].pairs == 1 && other.agreement.isEmpty)
  }
}
