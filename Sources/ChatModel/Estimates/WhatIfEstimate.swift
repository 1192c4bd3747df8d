public import RPM

/// What a what-if through a language model will take: one generation for each mask, one
/// extraction for each edited text, and an ask where the first answer is not there yet.
public struct WhatIfEstimate: Sendable, Hashable {
  /// All that will be used.
  public let usage: Usage

  /// Estimates a what-if.
  ///
  /// - Parameters:
  ///   - query: the target query.
  ///   - model: the fitted model.
  ///   - history: the history that it was fitted on.
  ///   - masks: how many masks are run again.
  ///   - edits: how many of them edit a text.
  ///   - asksFirst: whether the first answer is asked for too.
  ///   - k: how many examples are retrieved.
  ///   - prompts: the prompts that will be used.
  ///   - price: what its tokens cost, `nil` where that is not known.
  public init(
    _ query: String, of model: UserModel, history: [Interaction], masks: Int, edits: Int = 0,
    asksFirst: Bool, k: Int = Engine.defaultK, prompts: PromptLibrary = PromptLibrary(),
    price: Price?
  ) {
    let sketch = Sketch(model.task, prompts: prompts)
    var tally = CallTally(price: price)
    let reading = sketch.reading(query, of: model)
    for _ in 0..<edits + (asksFirst ? 1 : 0) {
      for call in reading { tally.add(.extract, input: call.input, output: call.output) }
    }
    let answering = sketch.generation(of: query, model: model, history: history, k: k)
    for _ in 0..<masks + (asksFirst ? 1 : 0) {
      tally.add(
        .generate, input: answering, output: TokenEstimate.expectedOutput(of: .generate))
    }
    usage = tally.usage
  }

  /// In words: `about 9 calls, 12k tokens, $0.003`.
  public var text: String { CallTally.text(usage) }
}
