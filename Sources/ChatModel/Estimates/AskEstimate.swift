public import RPM

/// What one question through a language model will take : one extraction, one call that
/// puts what was found with factors, and one generation.
///
/// Factors, statistics and the query are those of the model; the examples are reckoned with the
/// average of the memory.
public struct AskEstimate: Sendable, Hashable {
  /// All that will be used.
  public let usage: Usage

  /// Estimates a question.
  ///
  /// - Parameters:
  ///   - query: the target query.
  ///   - model: the fitted model.
  ///   - history: the history that it was fitted on.
  ///   - k: how many examples are retrieved.
  ///   - prompts: the prompts that will be used.
  ///   - price: what its tokens cost, `nil` where that is not known.
  public init(
    _ query: String, of model: UserModel, history: [Interaction], k: Int = Engine.defaultK,
    prompts: PromptLibrary = PromptLibrary(), price: Price?
  ) {
    let sketch = Sketch(model.task, prompts: prompts)
    var tally = CallTally(price: price)
    for call in sketch.reading(query, of: model) {
      tally.add(.extract, input: call.input, output: call.output)
    }
    tally.add(
      .generate, input: sketch.generation(of: query, model: model, history: history, k: k),
      output: TokenEstimate.expectedOutput(of: .generate))
    usage = tally.usage
  }

  /// In words: `about 2 calls, 3.1k tokens, $0.0007`.
  public var text: String { CallTally.text(usage) }
}
