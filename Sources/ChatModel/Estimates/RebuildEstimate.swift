public import RPM

/// What making stale paths anew through a language model will take: one call a path.
public struct RebuildEstimate: Sendable, Hashable {
  /// All that will be used.
  public let usage: Usage

  /// Estimates a rebuild.
  ///
  /// - Parameters:
  ///   - model: the edited model.
  ///   - history: the history that it was fitted on.
  ///   - prompts: the prompts that will be used.
  ///   - price: what its tokens cost, `nil` where that is not known.
  public init(
    of model: UserModel, history: [Interaction], prompts: PromptLibrary = PromptLibrary(),
    price: Price?
  ) {
    let sketch = Sketch(model.task, prompts: prompts)
    var tally = CallTally(price: price)
    for entry in model.stalePaths where history.indices.contains(entry.interaction) {
      tally.add(
        .reason,
        input: sketch.reasoning(history[entry.interaction], factors: model.factors),
        output: TokenEstimate.expectedOutput(of: .reason))
    }
    usage = tally.usage
  }

  /// In words: `about 12 calls, 9.2k tokens, $0.002`.
  public var text: String { CallTally.text(usage) }
}
