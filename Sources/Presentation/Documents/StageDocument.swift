package import RPM

/// What a stage of a run took, as `--json` prints it.
package struct StageDocument: Codable, Hashable {
  package var stage: Stage
  /// `finished`, `reused`, `cancelled` or `failed`.
  package var state: StageRecord.State
  package var seconds: Double
  package var outcome: String
  /// Calls of a language model that were paid for, and replies that were kept.
  package var calls: Int
  package var replayed: Int
  package var inputTokens: Int
  package var outputTokens: Int
  /// US dollars, for the tokens whose price is known.
  package var cost: Double
  /// Seconds to the first piece of text; missing without one.
  package var firstText: Double?
  package var retries: Int
  /// Replies that could not be used.
  package var unusable: Int
  /// What went wrong; missing where nothing did.
  package var problem: String?

  package init(_ record: StageRecord) {
    stage = record.stage
    state = record.state
    seconds = record.seconds
    outcome = record.outcome
    calls = record.usage.calls
    replayed = record.usage.replayed
    inputTokens = record.usage.inputTokens
    outputTokens = record.usage.outputTokens
    cost = record.usage.dollars
    firstText = record.firstText
    retries = record.retries
    unusable = record.unusable
    problem = record.problem
  }
}
