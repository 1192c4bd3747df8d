internal import RPM

/// What a stage of a run took, as `--json` prints it.
struct StageDocument: Codable, Hashable {
  var stage: Stage
  /// `finished`, `reused`, `cancelled` or `failed`.
  var state: StageRecord.State
  var seconds: Double
  var outcome: String
  /// Calls of a language model that were paid for, and replies that were kept.
  var calls: Int
  var replayed: Int
  var inputTokens: Int
  var outputTokens: Int
  /// US dollars, for the tokens whose price is known.
  var cost: Double
  /// Seconds to the first piece of text; missing without one.
  var firstText: Double?
  var retries: Int
  /// Replies that could not be used.
  var unusable: Int
  /// What went wrong; missing where nothing did.
  var problem: String?

  init(_ record: StageRecord) {
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
