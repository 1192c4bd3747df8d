internal import RPM

/// Gold answers beside cleaned predictions.
struct ScoredItems: Sendable {
  /// The gold answers.
  var gold: [String] = []
  /// The cleaned predictions; empty where there was no valid one.
  var predicted: [String] = []
  /// The confidences, where there are any.
  var confidences: [Double?] = []
  /// The labels that macro-F1 is taken over: those of every user, first come first.
  var labels: [String] = []
  /// How many predictions were not valid.
  var invalid = 0
  /// What may be answered.
  var space = AnswerSpace.open

  /// How many items there are.
  var count: Double { Double(gold.count) }

  /// Cleans what a method answered to a person's test.
  init(_ items: [MethodItem], of user: User) {
    space = user.task.answers
    labels = space.labels
    for (item, asked) in zip(items, user.test) {
      let answer = AnswerCleaning.answer(item.response, to: asked.query, in: space)
      gold.append(asked.response)
      predicted.append(answer ?? "")
      confidences.append(answer == nil ? nil : item.confidence)
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
      confidences += user.confidences
      invalid += user.invalid
      labels += user.labels.filter { known.insert($0).inserted }
    }
  }

  /// One item of them.
  subscript(index: Int) -> ScoredItems {
    var item = self
    item.gold = [gold[index]]
    item.predicted = [predicted[index]]
    item.confidences = [confidences[index]]
    item.invalid = predicted[index].isEmpty ? 1 : 0
    return item
  }

  /// What is computed of such items, the leading metric first; what was asked of a method comes
  /// before how well it knows itself.
  ///
  /// A scale whose labels are not numbers is scored as labels are.
  static func metrics(of space: AnswerSpace, labels: [String], gold: [String]) -> [Metric] {
    switch space {
    case .labels(_, let ordered):
      let isNumeric = gold.allSatisfy { RatingScale.number($0) != nil }
      return ordered && isNumeric && RatingScale(labels: labels) != nil
        ? [.mae, .rmse, .accuracy, .invalidRate, .ece]
        : [.accuracy, .macroF1, .invalidRate, .ece]
    case .options: return [.accuracy, .invalidRate, .ece]
    case .open: return [.rouge1, .rougeL, .invalidRate]
    }
  }
}
