public import RPM

/// What a fit through a language model will take, before anything is called.
///
/// The prompts of extraction are rendered in full. What a model has yet to say is reckoned with
/// averages: five features a query, of which one in two is like none before, and the usual length of
/// replies. Repairs and second tries are left out, and so is what was kept from an earlier fit.
public struct FitEstimate: Sendable, Hashable {
  /// Features that a model finds in a query, on average.
  static let featuresPerQuery = 5
  /// How many of all features are distinct, on average, once there are a few queries.
  static let distinctShare = 0.6

  /// Calls by stage.
  public let calls: [Stage: Int]
  /// All that will be used.
  public let usage: Usage

  /// Estimates a fit.
  ///
  /// - Parameters:
  ///   - user: the user.
  ///   - prompts: the prompts that will be used.
  ///   - settings: how the model is asked.
  ///   - price: what its tokens cost, `nil` where that is not known.
  public init(
    of user: User, prompts: PromptLibrary = PromptLibrary(),
    settings: ChatModelSettings = ChatModelSettings(), price: Price?
  ) {
    let sketch = Sketch(user.task, prompts: prompts)
    let history = user.history.filter { !$0.query.allSatisfy(\.isWhitespace) }
    var tally = CallTally(price: price)
    let size = max(1, settings.extractionsPerCall)
    for start in stride(from: 0, to: history.count, by: size) {
      let queries = history[start..<min(history.count, start + size)].map(\.query)
      tally.add(
        .extract, input: sketch.extraction(of: queries),
        output: queries.count * TokenEstimate.expectedOutput(of: .extract))
    }
    if !history.isEmpty {
      let features = history.count * Self.featuresPerQuery
      let distinct = max(Self.featuresPerQuery, Int(Double(features) * Self.distinctShare))
      for chunk in sketch.clustering(distinct: distinct) {
        tally.add(.cluster, input: chunk.input, output: chunk.output)
      }
    }
    let factors = sketch.factors(of: history.count * Self.featuresPerQuery)
    for item in history {
      if !user.task.answers.hasPropensity {
        tally.add(
          .count, input: sketch.judging(item),
          output: TokenEstimate.expectedOutput(of: .count))
      }
      tally.add(
        .reason, input: sketch.reasoning(item, factors: factors),
        output: TokenEstimate.expectedOutput(of: .reason))
    }
    calls = tally.calls
    usage = tally.usage
  }

  /// In words: `about 129 calls, 41k tokens, $0.02`.
  public var text: String { CallTally.text(usage) }
}
