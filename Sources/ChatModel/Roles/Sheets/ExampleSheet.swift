internal import RPM

/// Retrieved examples as a model is shown them.
///
/// Each stands for itself: features by their names, answers in words, and reasons without the figures
/// and ids that belonged to another prompt.
struct ExampleSheet: Sendable {
  private let entries: [(query: String, answer: String, entry: MemoryEntry)]
  private let all: [Factor]
  private let answers: AnswerSpace
  /// The most characters that are shown of a text.
  private let most: Int

  /// Takes the first K of the ranking.
  init(_ request: GenerationRequest, most: Int = .max) {
    all = request.model.factors
    answers = request.model.task.answers
    self.most = most
    entries = request.ranking.prefix(max(0, request.k)).compactMap { example in
      guard request.history.indices.contains(example.interaction),
        request.model.memory.entries.indices.contains(example.interaction)
      else { return nil }
      return (
        request.history[example.interaction].query, example.answer,
        request.model.memory.entries[example.interaction]
      )
    }
  }

  /// The factors of their features.
  var factors: [Factor.ID] { entries.flatMap(\.entry.features).activeFactors }

  /// Past queries with features, reasoning and answer, most similar first; empty without any.
  var text: String {
    guard !entries.isEmpty else { return "" }
    let blocks = entries.enumerated().map { index, example in
      let features = example.entry.features.map { FeatureSheet.named($0, factors: all) }
        .joined(separator: "; ")
      // A path that no longer fits the model is withheld until it is rebuilt.
      let path = example.entry.marks.staleness == nil ? example.entry.path : nil
      let reasons = path.map { self.reasons($0, of: example.entry) } ?? []
      let parts = [
        "Text: \(DataText.shortened(example.query, most: most))",
        features.isEmpty ? nil : "Features: \(features)",
        reasons.isEmpty ? nil : "Reasoning: \(reasons.joined(separator: "; "))",
        "Answer: \(answer(example.answer, to: example.query, example.entry.stance))",
      ]
      return "Example \(index + 1)\n"
        + DataText.block(parts.compactMap(\.self).joined(separator: "\n"))
    }
    return "Similar texts that this person answered, the most similar first.\n\n"
      + blocks.joined(separator: "\n\n")
  }

  /// An option with its words and the side it takes; anything else as it is.
  private func answer(_ answer: String, to query: String, _ stance: Stance?) -> String {
    guard answers == .options else { return DataText.shortened(answer, most: most) }
    let question = SurveyQuestion(query: query)
    let words = question.index(of: answer).map { ". \(question.options[$0].text)" } ?? ""
    return answer + words + (stance.map { " (\($0.word))" } ?? "")
  }

  private func reasons(_ path: ReasoningPath, of entry: MemoryEntry) -> [String] {
    path.steps.compactMap { step in
      var effect = DataText.line(step.effect)
      for (index, feature) in entry.features.enumerated().reversed() {
        effect = effect.replacing("f\(index + 1) ", with: "\(DataText.line(feature.name)) ")
      }
      // Figures were counted over other answers, and would be copied.
      effect = effect.replacing(#/\s?\([+-][0-9.]+\)/#, with: "")
      let factor = step.factor.flatMap { all.indices.contains($0) ? all[$0].name : nil }
      let words = [factor.map(DataText.line), effect].compactMap(\.self).filter { !$0.isEmpty }
      return words.isEmpty ? nil : words.joined(separator: " - ")
    }
  }
}
