/// Identifies one fit or ask while it runs.
public struct RunID: Sendable, Hashable {
  /// A number that no other run of the process has.
  public let value: UInt64

  /// Creates an id.
  public init(value: UInt64) {
    self.value = value
  }
}

/// What a run reports while it goes on.
public struct EngineEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// A stage began, over so many items.
    case stageStarted(Stage, total: Int)
    /// So many items of a stage are done.
    case progress(Stage, done: Int, total: Int)
    /// A stage ended after so many seconds; what came of it, in a few words.
    case stageFinished(Stage, seconds: Double, outcome: String)
    /// `G_q'` is known.
    case features([Feature])
    /// `S_ret` is known.
    case retrieved([RetrievedExample])
    /// A piece of the model's answer, as it streams in.
    case text(String)
    /// The text so far counts no more; what comes next begins anew.
    case textRestarted
    /// A call of a language model ended.
    case exchange(Exchange)
    /// Nothing can be done for so many seconds; why.
    case waiting(String, seconds: Double)
    /// A call of a language model, by its number, came to another phase.
    case call(UInt64, CallPhase)
    /// Something to know that stops nothing.
    case warning(String)
    /// The run failed; what, where and the way out, in a sentence.
    case failed(String)
    /// The run was cancelled.
    case cancelled
    /// The run ended well.
    case finished
  }

  /// The run.
  public var run: RunID
  /// What happened.
  public var kind: Kind

  /// Creates an event.
  public init(run: RunID, kind: Kind) {
    self.run = run
    self.kind = kind
  }
}
