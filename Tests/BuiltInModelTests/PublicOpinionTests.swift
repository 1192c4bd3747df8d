internal import Testing

@testable import BuiltInModel

@Suite struct PublicOpinionTests {
  @Test func theRuleWithMostWordsDecides() throws {
    let problem = try #require(PublicOpinion.stance(on: "How big a problem is this?"))
    let crime = try #require(PublicOpinion.stance(on: "Is crime a big problem here?"))
    #expect(crime > problem && problem > 0)
  }

  @Test func spellingsOfTheUnitedStatesAreOne() {
    #expect(
      PublicOpinion.stance(on: "Have you a favorable opinion of the U.S.?")
        == PublicOpinion.stance(on: "Have you a favorable opinion of the United States?"))
  }

  @Test func whatNoRuleKnowsHasNoStance() {
    #expect(PublicOpinion.stance(on: "Is the lane wide?") == nil)
    #expect(PublicOpinion.stance(on: "") == nil)
  }

  @Test func everyRuleIsReadAndStaysOnTheScale() {
    let lines = PublicOpinion.list.split(separator: "\n")
    #expect(PublicOpinion.count == lines.count)
    for line in lines {
      let words = line.prefix { $0 != "=" }.split { $0 == " " || $0 == "/" }
      let stance = PublicOpinion.stance(on: words.joined(separator: " "))
      #expect(stance.map { abs($0) <= 1 } == true, "\(line)")
    }
  }
}
