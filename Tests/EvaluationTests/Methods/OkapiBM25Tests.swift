internal import Testing

@testable import Evaluation

@Suite struct OkapiBM25Tests {
  private let documents = [
    "a young wizard goes to school", "a detective solves a murder case in the city",
    "two friends open a bakery in the city", "a robot learns to love in a dystopian city",
  ]

  @Test func theVectorOfTheMethod() {
    let scores = OkapiBM25(documents.map(OkapiBM25.words))
      .scores(OkapiBM25.words("a robot detective in the city"))
    let expected = [0.1296438, 1.17805922, 0.34517662, 1.17805922]
    for (score, value) in zip(scores, expected) { #expect(abs(score - value) < 1e-7) }
  }

  @Test func caseIsKeptAndWordsPartAtWhiteSpace() {
    let index = OkapiBM25(["Robot city.", "robot\tcity"].map(OkapiBM25.words))
    let scores = index.scores(["robot"])
    #expect(scores[0] == 0 && scores[1] != 0 || scores == [0, 0])
    #expect(OkapiBM25.words("Robot\tcity. \n a") == ["Robot", "city.", "a"])
  }

  @Test func nothingMatchesNothing() {
    #expect(OkapiBM25([]).scores(["a"]).isEmpty)
    #expect(OkapiBM25([["a"], []]).scores([]) == [0, 0])
  }
}
