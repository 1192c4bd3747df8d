/// What one stage of a fit or an ask took and what came of it: kept with the run.
public struct StageRecord: Sendable, Hashable, Codable {
  /// How it ended.
  public enum State: String, Sendable, Hashable, Codable {
    /// With a result.
    case finished
    /// Its result was taken over from an earlier run.
    case reused
    /// Not at all: the run was cancelled meanwhile.
    case cancelled
    /// The run failed in it.
    case failed
  }

  /// The stage.
  public var stage: Stage
  /// How it ended.
  public var state: State
  /// Wall time in seconds, up to the moment when the run ended.
  public var seconds: Double
  /// What came of it, in a few words; empty unless it has a result.
  public var outcome: String
  /// What its calls of a language model used.
  public var usage: Usage
  /// Wall time of the calls that were paid for, in seconds; calls at the same time count each.
  public var callSeconds: Double
  /// Seconds from the beginning of the stage to the first piece of text, `nil` without one.
  public var firstText: Double?
  /// How often requests were sent once more.
  public var retries: Int
  /// Replies that could not be used.
  public var unusable: Int
  /// Why the stage failed, or why a reply could not be used; `nil` where nothing went wrong.
  public var problem: String?

  /// Creates a record.
  public init(
    stage: Stage, state: State = .finished, seconds: Double = 0, outcome: String = "",
    usage: Usage = Usage(), callSeconds: Double = 0, firstText: Double? = nil, retries: Int = 0,
    unusable: Int = 0, problem: String? = nil
  ) {
    self.stage = stage
    self.state = state
    self.seconds = seconds
    self.outcome = outcome
    self.usage = usage
    self.callSeconds = callSeconds
    self.firstText = firstText
    self.retries = retries
    self.unusable = unusable
    self.problem = problem
  }
}

extension Collection<StageRecord> {
  /// The wall time of all stages, in seconds.
  public var seconds: Double { reduce(0) { $0 + $1.seconds } }

  /// What all stages used.
  public var usage: Usage { reduce(Usage()) { $0 + $1.usage } }
}
