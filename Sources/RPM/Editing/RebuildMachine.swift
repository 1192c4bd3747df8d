internal import Foundation

/// Makes stale paths anew: stage 2 for some entries only, and their retrieval keys.
struct RebuildMachine: RunMachine {
  enum Ticket: Hashable, Sendable {
    case embedKeys
    case reason(Int, attempt: Int)
  }

  typealias Action = RunAction<Ticket, UserModel>

  private var model: UserModel
  private let history: [Interaction]
  private let items: [Int]
  private let keys: [Int]
  private let retrievalText: @Sendable ([Feature], [Factor]) -> String
  private var trials = PathTrials()
  private var progress = StageProgress()
  private var usage = Usage()

  /// - Parameter makesKeys: whether the embedder is the one that made the memory's keys.
  init(
    model: UserModel, history: [Interaction], makesKeys: Bool, session: any BlackBoxSession
  ) {
    self.model = model
    self.history = history
    let entries = model.memory.entries
    items = entries.indices.filter {
      entries[$0].marks.staleness != nil && !entries[$0].features.isEmpty
    }
    keys =
      makesKeys
      ? entries.indices.filter { entries[$0].marks.isKeyOutdated && !entries[$0].features.isEmpty }
      : []
    retrievalText = { session.retrievalText(of: $0, in: $1) }
  }

  mutating func start(at seconds: Double) -> [Action] {
    guard !items.isEmpty || !keys.isEmpty else { return [.finish(model)] }
    let begun = Action.report(progress.begin(.reason, total: items.count, at: seconds))
    return [begun] + (keys.isEmpty ? reasons : [.call(.embedKeys)])
  }

  private var reasons: [Action] { items.map { .call(.reason($0, attempt: 1)) } }

  func call(for ticket: Ticket) -> RoleCall {
    switch ticket {
    case .embedKeys:
      .embed(keys.map { retrievalText(model.memory.entries[$0].features, model.factors) })
    case .reason(let index, _):
      .reason(
        ReasoningRequest(
          interaction: model.memory.entries[index].interaction, item: item(index),
          features: model.memory.entries[index].features, factors: model.factors,
          statistics: statisticsWithout(index), complaint: trials.complaints[index]))
    }
  }

  mutating func note(_ exchange: Exchange) {
    usage += exchange.usage
  }

  mutating func handle(
    _ ticket: Ticket, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    switch (ticket, reply) {
    case (.embedKeys, .success(.vectors(let vectors))):
      for (index, key) in zip(keys, vectors) {
        model.memory.entries[index].key = key
        model.memory.entries[index].marks.isKeyOutdated = false
      }
      return items.isEmpty ? finish(at: seconds) : reasons
    case (.reason(let index, let attempt), _):
      return reasoned(index, attempt: attempt, reply, at: seconds)
    default: return unusable(reply, to: ticket)
    }
  }

  /// Where no path comes the stale one stays as it is.
  private mutating func reasoned(
    _ index: Int, attempt: Int, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    var told: [Action] = []
    switch reply {
    case .success(.path(let path)):
      let report = Audit.report(
        on: path, of: model.memory.entries[index], to: item(index), factors: model.factors,
        statistics: model.statistics, answers: model.task.answers)
      guard
        trials.keep(
          path, audit: report, in: &model.memory.entries[index], at: index, attempt: attempt)
      else { return [.call(.reason(index, attempt: 2))] }
      model.memory.entries[index].marks.staleness = nil
    case .success: return unusable(reply, to: .reason(index, attempt: attempt))
    case .failure(let failure):
      if attempt == 1 { return [.call(.reason(index, attempt: 2))] }
      told.append(
        .report(
          .warning("history item \(index + 1): its path stays as it was. \(failure)")))
    }
    if let report = progress.advance() { told.append(.report(report)) }
    return progress.isComplete ? told + finish(at: seconds) : told
  }

  private mutating func finish(at seconds: Double) -> [Action] {
    let left = model.memory.entries.count { $0.marks.staleness != nil }
    let outcome = "\(items.count - left) paths" + (left > 0 ? ", \(left) still stale" : "")
    if !usage.isEmpty { model.usage = (model.usage ?? Usage()) + usage }
    return [.report(progress.end(.reason, outcome, at: seconds)), .finish(model)]
  }

  private func item(_ index: Int) -> Interaction {
    history[model.memory.entries[index].interaction]
  }

  private func statisticsWithout(_ index: Int) -> UserStatistics {
    Counting.excluding(
      model.memory.entries[index], response: item(index).response, answers: model.task.answers,
      from: model.statistics)
  }
}
