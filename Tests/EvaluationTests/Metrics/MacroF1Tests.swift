internal import Evaluation
internal import Testing

@Suite struct MacroF1Tests {
  private let tags = [
    "sci-fi", "based on a book", "comedy", "action", "twist ending", "dystopia", "dark comedy",
    "classic", "psychology", "fantasy", "romance", "thought-provoking", "social commentary",
    "violence", "true story",
  ]

  @Test func absentLabelsStayInTheMean() {
    let gold = ["comedy", "comedy", "action", "classic", "sci-fi", "romance"]
    let predicted = ["comedy", "action", "action", "classic", "Sci-Fi", "dark comedy"]
    let score = MacroF1.score(gold: gold, predicted: predicted, labels: tags)
    #expect(abs(score - 0.155556) < 1e-6)
  }

  @Test func allRightIsOneOverTheLabelsPresent() {
    #expect(MacroF1.score(gold: ["a", "b"], predicted: ["a", "b"], labels: ["a", "b"]) == 1)
    #expect(MacroF1.score(gold: ["a"], predicted: ["a"], labels: ["a", "b"]) == 0.5)
    #expect(MacroF1.score(gold: ["a"], predicted: ["a"], labels: []) == 0)
  }
}
