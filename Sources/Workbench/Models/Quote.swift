internal import ChatModel
package import RPM

/// What something takes of a language model, reckoned before it is begun. Whoever hands it back has
/// agreed to it.
package struct Quote: Hashable, Sendable {
  package var usage: Usage
  /// How long it takes, where a machine nearby is asked.
  package var time: LocalTime?

  package init(_ usage: Usage, time: LocalTime? = nil) {
    self.usage = usage
    self.time = time
  }

  /// In words: `about 129 calls, 41k tokens, $0.02`, or at a machine nearby `about 129 calls, 41k
  /// tokens, about 6 minutes at 31 tokens/s`.
  package var text: String {
    var usage = usage
    // The word says that it is an estimate; a mark at each number would say it again.
    usage.isEstimated = false
    return (["about \(UsageText.summary(usage))"] + (time.map { [$0.text] } ?? []))
      .joined(separator: ", ")
  }

  /// Whether agreeing to this agrees to another one as well, since that takes no more.
  package func covers(_ other: Quote) -> Bool {
    other.usage.calls <= usage.calls && other.usage.tokens <= usage.tokens
      && other.usage.dollars <= usage.dollars
  }
}

/// Something was not begun, since it takes more than anybody agreed to.
package struct Unagreed: Error, Hashable, Sendable {
  /// What would be done, and how often.
  package enum Work: Hashable, Sendable {
    /// Past answers asked for, each with and without its factors.
    case pastAnswers(Int)
    /// A query asked as so many people.
    case people(Int)
    /// A query asked by so many methods; what they take is the least.
    case methods(Int)
    /// Methods with people that an evaluation lacks.
    case runs(EvaluationCost)
    /// Stale paths made anew.
    case paths(Int)
    /// A query asked again without something.
    case masks(Int)
  }

  package var work: Work
  /// The model that would be asked.
  package var model: ModelChoice
  package var quote: Quote
}

extension Session {
  /// What a usage takes, `nil` where no language model is asked.
  package func quote(_ usage: Usage?, at model: ModelChoice) async -> Quote? {
    guard let usage else { return nil }
    return Quote(usage, time: await time(for: usage, at: model))
  }

  /// Goes on where something takes nothing, or no more than somebody agreed to.
  ///
  /// - Throws: `Unagreed`.
  func settle(
    _ usage: Usage?, for work: Unagreed.Work, at model: ModelChoice, agreed: Quote?
  ) async throws(Unagreed) {
    guard let quote = await quote(usage, at: model), agreed?.covers(quote) != true else { return }
    throw Unagreed(work: work, model: model, quote: quote)
  }
}
