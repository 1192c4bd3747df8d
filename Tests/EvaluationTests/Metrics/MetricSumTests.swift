internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct MetricSumTests {
  private let scale = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)

  private func items(
    _ gold: [String], _ predicted: [String], in space: AnswerSpace, confidences: [Double?] = []
  ) -> ScoredItems {
    let user = User(
      name: "u", task: TaskDefinition(name: "t", instruction: "", answers: space), history: [],
      test: gold.map { Interaction(query: "q", response: $0) })
    let made = predicted.enumerated().map { index, response in
      var item = MethodItem()
      item.response = response
      item.confidence = confidences.indices.contains(index) ? confidences[index] : nil
      return item
    }
    return ScoredItems(made, of: user)
  }

  private func value(_ metric: Metric, _ items: ScoredItems) -> Double? {
    MetricSum(metric, of: items, labels: items.labels).value
  }

  @Test func ratingsThatCannotBeReadAreTheFarEnd() throws {
    let items = items(["5", "1", "3", "4", "2"], ["4", "bad", "", "4", "3"], in: scale)
    // 1, 4, 2, 0, 1
    #expect(value(.mae, items) == 8.0 / 5)
    #expect(value(.rmse, items) == (22.0 / 5).squareRoot())
    #expect(value(.invalidRate, items) == 2.0 / 5)
    #expect(value(.accuracy, items) == 1.0 / 5)
  }

  @Test func sumsOfUsersAreThoseOfTheirItems() throws {
    let labels = AnswerSpace.labels(["a", "b", "c"], ordered: false)
    let one = items(["a", "b", "c"], ["a", "a", "c"], in: labels, confidences: [0.95, 0.3, nil])
    let other = items(["b", "b"], ["b", "?"], in: labels, confidences: [0.9, 0.4])
    let all = ScoredItems([one, other])
    for metric in [Metric.accuracy, .macroF1, .invalidRate, .ece] {
      var sum = MetricSum(metric, of: one, labels: labels.labels)
      sum.add(MetricSum(metric, of: other, labels: labels.labels))
      #expect(sum.value == value(metric, all))
      var twice = MetricSum(metric, labels: 3)
      twice.add(MetricSum(metric, of: one, labels: labels.labels), times: 2)
      let doubled = try #require(twice.value)
      let single = try #require(value(metric, one))
      #expect(abs(doubled - single) < 1e-12)
    }
    #expect(
      value(.macroF1, all)
        == MacroF1.score(gold: all.gold, predicted: all.predicted, labels: labels.labels))
    #expect(value(.accuracy, all) == Accuracy.score(gold: all.gold, predicted: all.predicted))
  }

  @Test func withoutItemsThereIsNoValue() {
    for metric in Metric.allCases {
      #expect(MetricSum(metric, labels: 2).value == nil)
    }
  }

  @Test func metricsFollowTheAnswers() {
    func metrics(_ space: AnswerSpace, _ gold: [String]) -> [Metric] {
      ScoredItems.metrics(of: space, labels: space.labels, gold: gold)
    }
    #expect(metrics(scale, ["1"]).first == .mae)
    #expect(metrics(.labels(["low", "high"], ordered: true), ["low"]).first == .accuracy)
    #expect(metrics(.options, ["A"]) == [.accuracy, .invalidRate, .ece])
    #expect(metrics(.open, ["t"]) == [.rouge1, .rougeL, .invalidRate])
  }

  // MARK: Calibration

  @Test func confidenceIsComparedBinByBin() throws {
    let labels = AnswerSpace.labels(["a", "b"], ordered: false)
    let items = items(
      ["a", "a", "a", "b", "a"], ["a", "b", "a", "b", "x"], in: labels,
      confidences: [0.92, 0.98, 0.55, 1.0, 0.9])
    let calibration = try #require(Calibration(items))
    // The invalid answer has no confidence to speak of.
    #expect(calibration.count == 4)
    #expect(calibration.table.map(\.count) == [1, 3])
    #expect(calibration.table.map(\.low) == [0.5, 0.9])
    #expect(abs(calibration.table[1].accuracy - 2.0 / 3) < 1e-12)
    let distance = abs(0.55 - 1) + abs(2.9 - 2)
    #expect(abs(calibration.ece - distance / 4) < 1e-12)
    #expect(try abs(#require(value(.ece, items)) - calibration.ece) < 1e-12)
    #expect(calibration.sentence == "too few to tell, 20 answers are needed")
  }

  /// So many answers, half of them right.
  private func sentence(_ confidence: Double, of count: Int) throws -> String {
    let answers = items(
      (0..<count).map { _ in "a" }, (0..<count).map { $0 % 2 == 0 ? "a" : "b" },
      in: .labels(["a", "b"], ordered: false),
      confidences: [Double](repeating: confidence, count: count))
    return try #require(Calibration(answers)).sentence
  }

  @Test func calibrationSaysWhichWayItIsOff() throws {
    #expect(
      try sentence(0.9, of: 40) == "too sure of itself: confidence is 40 points above accuracy")
    #expect(try sentence(0.2, of: 40).contains("too modest: confidence is 30 points"))
    #expect(try sentence(0.52, of: 40).contains("at its word"))
    // Of 20 answers with .6, 12 ± 2.2 are right: 10 are nothing strange. Of 400 they are.
    #expect(
      try sentence(0.6, of: 20) == "it is 10 points above accuracy, which may be chance")
    #expect(try sentence(0.6, of: 400).contains("too sure of itself"))
    #expect(try sentence(0.9, of: 18).contains("too few to tell"))
  }

  @Test func binsThatAreOffByChanceAreNotHeldAgainstIt() throws {
    func sentence(_ each: Int) throws -> String {
      // Bins of .35 and .65 that are .5 right: level on the whole.
      let confidences = (0..<2 * each).map { $0 < each ? 0.35 : 0.65 }
      let answers = items(
        (0..<2 * each).map { _ in "a" }, (0..<2 * each).map { $0 % 2 == 0 ? "a" : "b" },
        in: .labels(["a", "b"], ordered: false), confidences: confidences)
      return try #require(Calibration(answers)).sentence
    }
    #expect(try sentence(20).contains("may be chance"))
    #expect(try sentence(200) == "right on the whole, but not bin by bin")
  }

  @Test func answersWithoutConfidenceHaveNone() {
    let labels = AnswerSpace.labels(["a", "b"], ordered: false)
    let silent = items(["a"], ["a"], in: labels)
    #expect(Calibration(silent) == nil)
  }
}
