public import RPM

/// What judging rationales will take: each comparison both ways round.
public struct RatingEstimate {
  /// What it will take.
  public private(set) var usage = Usage()
  private let prompts: PromptLibrary
  private let price: Price?

  /// The words of a verdict.
  private static let output = 70

  /// Begins with nothing.
  ///
  /// - Parameters:
  ///   - prompts: the prompts that will be used.
  ///   - price: what the model's tokens cost, `nil` where that is not known.
  public init(prompts: PromptLibrary = PromptLibrary(), price: Price?) {
    self.prompts = prompts
    self.price = price
  }

  /// Adds a comparison.
  public mutating func add(_ comparison: RationaleComparison, of task: TaskDefinition) {
    let sketch = Sketch(task, prompts: prompts)
    let input = sketch.tokens(RoleCalls(task).rate(comparison, RateContract()))
    var tally = CallTally(price: price)
    for _ in 0..<2 { tally.add(.reason, input: input, output: Self.output) }
    usage += tally.usage
  }
}
