/// Makes of what a run reports the records of its stages: a pure value, so that a run that fails or
/// is cancelled leaves what it took, too.
struct StageRecorder: Sendable {
  /// The stages that began, in order.
  private(set) var records: [StageRecord] = []
  /// Stages whose result comes from an earlier run.
  var reused: Set<Stage> = []
  /// The stage under way, and when it began.
  private var current: (index: Int, began: Double)?

  /// Takes what the run reports.
  mutating func take(_ kind: EngineEvent.Kind, at seconds: Double) {
    switch kind {
    case .stageStarted(let stage, _):
      records.append(StageRecord(stage: stage))
      current = (records.count - 1, seconds)
    case .stageFinished(let stage, let took, let outcome):
      guard let index = records.lastIndex(where: { $0.stage == stage }) else { return }
      records[index].seconds = took
      records[index].outcome = outcome
      records[index].state = reused.contains(stage) ? .reused : .finished
      if current?.index == index { current = nil }
    case .text:
      guard let current, records[current.index].firstText == nil else { return }
      records[current.index].firstText = seconds - current.began
    case .exchange(let exchange): take(exchange)
    case .failed(let reason): stop(.failed, problem: reason, at: seconds)
    case .cancelled: stop(.cancelled, problem: nil, at: seconds)
    case .progress, .features, .retrieved, .textRestarted, .waiting, .call, .warning, .finished:
      break
    }
  }

  private mutating func take(_ exchange: Exchange) {
    // A call belongs to the stage that wanted it, which may have ended before the news came.
    guard
      let index = records.lastIndex(where: { $0.stage == exchange.stage }) ?? current?.index
    else { return }
    records[index].usage += exchange.usage
    if !exchange.isReplayed { records[index].callSeconds += exchange.seconds }
    records[index].retries += max(0, exchange.attempts - 1)
    guard let problem = exchange.problem else { return }
    records[index].unusable += 1
    records[index].problem = problem
  }

  private mutating func stop(_ state: StageRecord.State, problem: String?, at seconds: Double) {
    guard let current else { return }
    records[current.index].state = state
    records[current.index].seconds = seconds - current.began
    if let problem { records[current.index].problem = problem }
    self.current = nil
  }
}
