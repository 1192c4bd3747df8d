package import RPM
internal import Workbench

extension EvidenceTrust {
  /// What was learned of this person, in sentences: what counts for how much, and why.
  ///
  /// - Parameter user: whose past it is; questions with options have no weights of their own.
  package func sentences(for user: User) -> [String] {
    change(in: user.history).map { [$0] + weights(for: user.task.answers) }
      ?? weights(for: user.task.answers)
  }

  /// Since when the same words are answered otherwise; `nil` where no change is believed.
  private func change(in history: [Interaction]) -> String? {
    guard let turn, turn.isTold, history.indices.contains(turn.interaction) else { return nil }
    let since = history[turn.interaction].date ?? "answer \(turn.interaction + 1)"
    return turn.isReversal
      ? "about \(since) answers turned round: what spoke for one before speaks against it now"
      : "about \(since) answers changed: what was said before counts for little now"
  }

  private func weights(for answers: AnswerSpace) -> [String] {
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
  package func short(for user: User) -> String? {
    let answers = user.task.answers
    if let turn, turn.isTold, user.history.indices.contains(turn.interaction) {
      let verb = turn.isReversal ? "turned round" : "changed"
      return "\(verb) \(user.history[turn.interaction].date ?? "in time")"
    }
    if habitsAlone >= Self.likely { return "the texts tell nothing" }
    guard usual < Self.likely, answers.hasPropensity, mistaken.total > 0 else { return nil }
    let tone = answers.isOrdered ? "tone" : "meaning"
    return "\(tone) \(times(words)), \(mistaken.count) of \(mistaken.total) wrong"
  }

  private static let likely = 0.5

  private func times(_ value: Double) -> String { "×\(Quotation.decimal(value, digits: 1))" }
}
