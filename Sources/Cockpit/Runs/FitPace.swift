internal import RPM

/// How fast a fit goes, and how long it will still take.
///
/// Extracting and reasoning, and judging where that counts influence, go through the whole history
/// item by item and take nearly all of the time; an item counts the same in each. What a model
/// answered before comes back at once and says nothing about the pace.
struct FitPace: Hashable, Sendable {
  /// Items of the history, known with the first stage.
  private var items = 0
  /// Items done and wanted of the stages that call for each item.
  private var done: [Stage: Int] = [:]
  private var wanted: [Stage: Int] = [:]
  /// When the first call began that was not answered from what is kept, and what was done by then.
  private var began: Double?
  private var doneBefore = 0

  private static let itemStages: [Stage] = [.extract, .count, .reason]

  private var allDone: Int { done.values.reduce(0, +) }

  /// Takes what the engine reports.
  mutating func take(_ kind: EngineEvent.Kind, at now: Double?, replayed: Int) {
    switch kind {
    case .stageStarted(let stage, let total):
      if stage == .extract {
        items = total
        began = now
      }
      guard Self.itemStages.contains(stage), total > 1 else { return }
      wanted[stage] = total
    case .progress(let stage, let count, _):
      guard wanted[stage] != nil else { return }
      done[stage] = count
    case .stageFinished(let stage, _, _):
      if let all = wanted[stage] { done[stage] = all }
    case .exchange(let exchange):
      guard exchange.isReplayed, let now else { return }
      // As long as replies come from what is kept, the clock has not begun.
      began = now
      doneBefore = allDone + 1
    default: break
    }
  }

  /// The seconds that are left, `nil` while nothing can be said.
  func secondsLeft(at now: Double?) -> Double? {
    guard let now, let began, items > 1 else { return nil }
    let paid = allDone - doneBefore
    // Before the third item a guess says more about the first calls than about the rest.
    guard paid >= 3, now > began else { return nil }
    // Whether items are judged is known when that stage begins; reasoning always comes.
    let all = wanted.values.reduce(0, +) + (wanted[.reason] == nil ? items : 0)
    return Double(max(0, all - allDone)) * (now - began) / Double(paid)
  }
}
