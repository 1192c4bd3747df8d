internal import RPM

/// Retrieved examples as a model is shown them (ours).
struct ExampleSheet: Sendable {
  private let entries: [(query: String, answer: String, entry: MemoryEntry)]
  private let all: [Factor]

  /// Takes the first K of the ranking.
  init(_ request: GenerationRequest) {
    all = request.model.factors
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
      let features = example.entry.features.map { FeatureSheet.line($0, factors: all) }
        .joined(separator: "; ")
      let parts = [
        "Text: \(example.query)",
        features.isEmpty ? nil : "Features: \(features)",
        // A path that no longer fits the model is withheld until it is rebuilt.
        example.entry.marks.staleness != nil
          ? nil : example.entry.path.map { "Reasoning: \(self.text($0))" },
        "Answer: \(example.answer)",
      ]
      return "Example \(index + 1)\n"
        + DataText.block(parts.compactMap(\.self).joined(separator: "\n"))
    }
    return "Similar texts that this person answered, the most similar first.\n\n"
      + blocks.joined(separator: "\n\n")
  }

  private func text(_ path: ReasoningPath) -> String {
    path.steps.map { step in
      let factor = step.factor.flatMap { all.indices.contains($0) ? all[$0].name : nil }
      return [factor, step.evidence, step.effect].compactMap(\.self).map(DataText.line)
        .filter { !$0.isEmpty }.joined(separator: " - ")
    }.joined(separator: "; ")
  }
}
