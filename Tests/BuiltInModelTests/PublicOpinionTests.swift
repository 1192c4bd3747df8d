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
}
