/// How far the present stage is, and how long each took.
struct StageProgress: Sendable {
  private var stage: Stage?
  private var done = 0
  private var total = 0
  private var started = 0.0
  private(set) var timings: [StageTiming] = []

  /// Whether every item of the stage is done.
  var isComplete: Bool { done == total }

  mutating func begin(_ stage: Stage, total: Int, at seconds: Double) -> EngineEvent.Kind {
    self.stage = stage
    (done, self.total, started) = (0, total, seconds)
    return .stageStarted(stage, total: total)
  }

  /// Counts one item; a report at every hundredth of the way, so that a large fit is not mostly
  /// reports.
  mutating func advance() -> EngineEvent.Kind? {
    done += 1
    guard let stage, done == total || done % max(1, total / 100) == 0 else { return nil }
    return .progress(stage, done: done, total: total)
  }

  mutating func end(_ stage: Stage, _ outcome: String, at seconds: Double) -> EngineEvent.Kind {
    timings.append(StageTiming(stage: stage, seconds: seconds - started))
    return .stageFinished(stage, seconds: seconds - started, outcome: outcome)
  }
}
