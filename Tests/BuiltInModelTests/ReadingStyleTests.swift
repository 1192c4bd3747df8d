internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct ReadingStyleTests {
  private func style(_ queries: [String], _ answers: AnswerSpace) throws -> ReadingStyle {
    let subject = Subject(
      task: TaskDefinition(name: "t", instruction: "", answers: answers),
      history: queries.map { Interaction(query: $0, response: "1") })
    return try SessionContext(
      subject, knowledge: HandMadeWords(dimensions: 1), direction: .none(1)
    ).notes.style
  }

  private let judging = [
    "A dull and predictable story, but the cast is superb.",
    "Wonderful from start to end, I loved the music.",
  ]
  private let describing = [
    "A detective from Boston looks for a stolen painting in the harbour district of Lisbon.",
    "Two brothers cross the desert with a caravan and find an inn that nobody remembers.",
  ]

  @Test func judgingTextsOnAScaleAreReviews() throws {
    #expect(try style(judging, .labels(["1", "2"], ordered: true)) == .reviews)
    #expect(try style(describing, .labels(["1", "2"], ordered: true)) == .descriptions)
    #expect(try style(judging, .labels(["1", "2"], ordered: false)) == .descriptions)
  }

  @Test func otherAnswersHaveTheirOwnStyle() throws {
    #expect(try style(judging, .options) == .questions)
    #expect(try style(judging, .open) == .passages)
  }

  @Test func noTextIsADescription() throws {
    #expect(try style([""], .labels(["1"], ordered: true)) == .descriptions)
    #expect(try style([], .labels(["1"], ordered: true)) == .descriptions)
  }
}
