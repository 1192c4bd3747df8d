internal import RPM

/// Gold answers beside cleaned predictions, and the scores their task asks for.
struct ScoredItems {
  /// The gold answers.
  var gold: [String] = []
  /// The cleaned predictions; empty where there was no valid one.
  var predicted: [String] = []
  /// The labels that macro-F1 is taken over: those of every user, first come first.
  var labels: [String] = []
  /// How many predictions were not valid.
  var invalid = 0
  /// What may be answered.
  var space = AnswerSpace.open

  /// Cleans a user's predictions.
  init(_ run: UserRun) {
    space = run.task.answers
    labels = space.labels
    for item in run.items {
      let answer = AnswerCleaning.answer(item.response, to: item.query, in: space)
      gold.append(item.gold)
      predicted.append(answer ?? "")
      if answer == nil { invalid += 1 }
    }
  }

  /// Joins users of one task.
  init(_ users: [ScoredItems]) {
    space = users.first?.space ?? .open
    var known: Set<String> = []
    for user in users {
      gold += user.gold
      predicted += user.predicted
      invalid += user.invalid
      labels += user.labels.filter { known.insert($0).inserted }
    }
  }

  /// The scores, the leading one first; empty without items.
  ///
  /// A scale whose labels are not numbers is scored as labels are.
  var scores: [MeasurementReport.Score] {
    typealias Score = MeasurementReport.Score
    guard !gold.isEmpty else { return [] }
    let accuracy = Score(
      metric: .accuracy, value: Accuracy.score(gold: gold, predicted: predicted))
    switch space {
    case .labels(_, let ordered):
      let numbers = gold.compactMap(RatingScale.number)
      if ordered, let scale = RatingScale(labels: labels), numbers.count == gold.count {
        return [
          Score(
            metric: .mae,
            value: MeanAbsoluteError.score(gold: numbers, predicted: predicted, on: scale)),
          Score(
            metric: .rmse,
            value: RootMeanSquaredError.score(gold: numbers, predicted: predicted, on: scale)),
          accuracy,
        ]
      }
      return [
        accuracy,
        Score(
          metric: .macroF1,
          value: MacroF1.score(gold: gold, predicted: predicted, labels: labels)),
      ]
    case .options:
      return [accuracy]
    case .open:
      let overlaps = zip(gold, predicted).map { Rouge(gold: $0, predicted: $1) }
      let count = Double(overlaps.count)
      return [
        Score(metric: .rouge1, value: overlaps.reduce(0) { $0 + $1.rouge1 } / count),
        Score(metric: .rougeL, value: overlaps.reduce(0) { $0 + $1.rougeL } / count),
      ]
    }
  }
}
