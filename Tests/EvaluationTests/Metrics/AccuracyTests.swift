internal import Evaluation
internal import Testing

@Suite struct AccuracyTests {
  @Test func caseCounts() {
    let gold = ["comedy", "comedy", "action", "classic", "sci-fi", "romance"]
    let predicted = ["comedy", "action", "action", "classic", "Sci-Fi", "dark comedy"]
    #expect(Accuracy.score(gold: gold, predicted: predicted) == 0.5)
  }

  @Test func nothingToScoreIsZero() {
    #expect(Accuracy.score(gold: [], predicted: []) == 0)
  }
}
