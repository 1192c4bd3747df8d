internal import Evaluation
internal import Testing

@Suite struct RougeTests {
  @Test(arguments: [
    ("Attention is all you need", "All you need is attention", 1.0, 0.6),
    (
      "A survey of deep-learning methods for graphs",
      "Deep Learning Methods for Graphs: A Survey", 0.933333, 0.666667
    ),
    ("the cat the cat", "the cat", 0.666667, 0.666667),
    ("", "empty prediction", 0, 0),
    ("only signs", "?!", 0, 0),
  ])
  func vector(gold: String, predicted: String, one: Double, longest: Double) {
    let score = Rouge(gold: gold, predicted: predicted)
    #expect(abs(score.rouge1 - one) < 1e-6)
    #expect(abs(score.rougeL - longest) < 1e-6)
  }

  @Test func everythingButAsciiWordsSeparates() {
    #expect(Rouge.words("Café-Ünï 3.5x") == ["caf", "n", "3", "5x"])
    #expect(Rouge.words("大阪 Osaka") == ["osaka"])
  }
}
