internal import RPM

/// How well one answer stands for another, 0 to 1: what methods that learn from their own mistakes
/// go by.
enum AnswerMatch {
  /// Labels and options match or do not; on a scale nearer is better; free text by its words.
  static func score(
    _ response: String, for expected: String, to query: String, in answers: AnswerSpace
  ) -> Double {
    let cleaned = AnswerCleaning.answer(response, to: query, in: answers)
    switch answers {
    case .labels(let labels, ordered: true):
      guard let given = cleaned.flatMap(labels.firstIndex(of:)),
        let wanted = labels.firstIndex(of: expected), labels.count > 1
      else { return 0 }
      return 1 - Double(abs(given - wanted)) / Double(labels.count - 1)
    case .labels, .options:
      return cleaned == expected ? 1 : 0
    case .open:
      return Rouge(gold: expected, predicted: cleaned ?? "").rouge1
    }
  }
}
