package import RPM
internal import Workbench

extension EvidenceTrust {
  /// What was learned of this person, in sentences: what counts for how much, and why.
  ///
  /// - Parameter answers: what may be answered; questions with options have no weights of their own.
  package func sentences(for answers: AnswerSpace) -> [String] {
    if habitsAlone >= Self.likely {
      return ["nothing in the texts tells this person's answers: the usual answer is given"]
    }
    if usual >= Self.likely { return ["evidence counts as it does for everybody"] }
    guard answers.hasPropensity else {
      return ["answers to questions worded alike say what the sum for everybody does not"]
    }
    let tone = answers.isOrdered ? "tone" : "what words mean"
    var sentences = [
      "usual answers \(times(habits)), \(tone) \(times(words)), factors and similar items "
        + times(factors)
    ]
    if mistaken.count > 0 {
      sentences.append(
        "\(tone) took sides in \(Count.of(mistaken.total, "past text")) and pointed the wrong way "
          + "in \(mistaken.count)")
    }
    return sentences
  }

  /// The same in a few words for a narrow place; `nil` where there is nothing to say.
  package func short(for answers: AnswerSpace) -> String? {
    if habitsAlone >= Self.likely { return "the texts tell nothing" }
    guard usual < Self.likely, answers.hasPropensity, mistaken.total > 0 else { return nil }
    let tone = answers.isOrdered ? "tone" : "meaning"
    return "\(tone) \(times(words)), \(mistaken.count) of \(mistaken.total) wrong"
  }

  private static let likely = 0.5

  private func times(_ value: Double) -> String { "×\(Quotation.decimal(value, digits: 1))" }
}
