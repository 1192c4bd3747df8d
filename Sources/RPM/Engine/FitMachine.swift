internal import Foundation

/// The offline part of the method for one user: extract ▸ cluster ▸ count ▸ reason.
struct FitMachine: RunMachine {
  enum Ticket: Hashable, Sendable {
    case extract([Int], attempt: Int)
    case cluster
    case judge(Int)
    case complete
    case embedKeys
    case reason(Int, attempt: Int)
  }

  typealias Action = RunAction<Ticket, UserModel>

  private let user: User
  private let identity: ModelIdentity
  private let embedder: String
  private let fitted: Date
  private let extractionsPerCall: Int
  private let retrievalText: @Sendable ([Feature], [Factor]) -> String

  private var entries: [MemoryEntry]
  private var clustering = FactorClustering(features: [])
  private var factors: [Factor] = []
  private var statistics = UserStatistics(interactions: 0)
  private var notes = Data()
  private var trials = PathTrials()
  private var progress = StageProgress()
  private var usage = Usage()

  init(
    user: User, identity: ModelIdentity, embedder: String, fitted: Date,
    session: any BlackBoxSession
  ) {
    self.user = user
    self.identity = identity
    self.embedder = embedder
    extractionsPerCall = max(1, session.extractionsPerCall)
    self.fitted = fitted
    retrievalText = { session.retrievalText(of: $0, in: $1) }
    entries = user.history.enumerated().map { index, item in
      MemoryEntry(interaction: index, features: [], path: nil, stance: session.stance(of: item))
    }
  }

  private var responses: [String] { user.history.map(\.response) }

  // MARK: 1a

  mutating func start(at seconds: Double) -> [Action] {
    guard !entries.isEmpty else {
      return [
        .fail(RoleFailure("\(user.name) has no history to fit. Import some interactions first."))
      ]
    }
    return [begin(.extract, total: entries.count, at: seconds)]
      + stride(from: 0, to: entries.count, by: extractionsPerCall).map { start in
        .call(
          .extract(Array(start..<min(entries.count, start + extractionsPerCall)), attempt: 1))
      }
  }

  func call(for ticket: Ticket) -> RoleCall {
    switch ticket {
    case .extract(let indices, _):
      return .extract(
        indices.map { ExtractionRequest(query: user.history[$0].query, interaction: $0) })
    case .cluster:
      return .cluster(clustering.request)
    case .judge(let index):
      return .judge(
        JudgementRequest(
          interaction: index, item: user.history[index], features: entries[index].features))
    case .complete:
      return .complete(statistics, factors, entries.map(\.features), entries.map(\.stance))
    case .embedKeys:
      return .embed(
        entries.map { $0.features.isEmpty ? "" : retrievalText($0.features, factors) })
    case .reason(let index, _):
      return .reason(
        ReasoningRequest(
          interaction: index, item: user.history[index], features: entries[index].features,
          factors: factors, statistics: statisticsWithout(index),
          complaint: trials.complaints[index]))
    }
  }

  func isItem(_ ticket: Ticket) -> Bool {
    switch ticket {
    case .extract, .judge, .reason: true
    case .cluster, .complete, .embedKeys: false
    }
  }

  mutating func handle(
    _ ticket: Ticket, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    switch (ticket, reply) {
    case (.extract(let indices, let attempt), _):
      return extracted(indices, attempt: attempt, reply, at: seconds)
    case (.cluster, .success(.proposals(let proposals))):
      clustering.accept(proposals)
      return adoptFactors(at: seconds)
    case (.judge(let index), _):
      return judged(index, reply, at: seconds)
    case (.complete, .success(.completed(let statistics, let notes))):
      self.statistics = statistics
      self.notes = notes
      return [.call(.embedKeys)]
    case (.embedKeys, .success(.vectors(let keys))):
      return keysEmbedded(keys, at: seconds)
    case (.reason(let index, let attempt), _):
      return reasoned(index, attempt: attempt, reply, at: seconds)
    default: return unusable(reply, to: ticket)
    }
  }

  private mutating func extracted(
    _ indices: [Int], attempt: Int, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    var found: [[Feature]] = []
    if case .success(.features(let lists)) = reply { found = lists }
    var hasFailedAlone = false
    if case .failure = reply { hasFailedAlone = indices.count == 1 }
    return indices.enumerated().flatMap { position, index in
      let features = position < found.count ? found[position] : []
      return extracted(
        FeatureExtraction.checked(features, factorCount: 0), of: index,
        attempt: hasFailedAlone ? 2 : attempt, reply, at: seconds)
    }
  }

  /// A query without features is asked once more, alone, then stays in N and out of retrieval. One
  /// whose call failed alone had its second chance already.
  private mutating func extracted(
    _ features: [Feature], of index: Int, attempt: Int, _ reply: Result<RoleReply, RoleFailure>,
    at seconds: Double
  ) -> [Action] {
    if features.isEmpty, attempt == 1 { return [.call(.extract([index], attempt: 2))] }
    entries[index].features = features
    if features.isEmpty { entries[index].exclusion = .noFeatures }
    let told = warning(of: index, "no features", reply)
    return told
      + advance { machine in
        let count = machine.entries.reduce(0) { $0 + $1.features.count }
        guard count > 0 else {
          let reason =
            if case .failure(let failure) = reply { " " + failure.description } else { "" }
          return [
            .fail(
              RoleFailure("No feature was found in any query, so there is nothing to fit.\(reason)")
            )
          ]
        }
        machine.clustering = FactorClustering(features: machine.entries.map(\.features))
        return [
          machine.end(.extract, "\(count) features", at: seconds),
          machine.begin(.cluster, total: 1, at: seconds),
          .call(.cluster),
        ]
      }
  }

  // MARK: 1b

  private mutating func adoptFactors(at seconds: Double) -> [Action] {
    let result = clustering.result(of: entries.map(\.features))
    factors = result.factors
    for index in entries.indices { entries[index].features = result.features[index] }
    clustering = FactorClustering(features: [])
    let finished = end(.cluster, "\(factors.count) factors", at: seconds)
    if user.task.answers.hasPropensity {
      return [finished, begin(.count, total: 1, at: seconds)] + count()
    }
    let judged = entries.indices.filter { !entries[$0].features.isEmpty }
    return [finished, begin(.count, total: judged.count, at: seconds)]
      + judged.map { .call(.judge($0)) }
  }

  // MARK: 1c

  /// An interaction that could not be judged has no influence; the others still count.
  private mutating func judged(
    _ index: Int, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    if case .success(.judgement(let judgement)) = reply {
      entries[index].judgements = judgement.features
      entries[index].stance = judgement.stance ?? entries[index].stance
    }
    return warning(of: index, "not judged", reply) + advance { $0.count() }
  }

  private mutating func count() -> [Action] {
    statistics = Counting.statistics(
      of: entries, responses: responses, answers: user.task.answers, factorCount: factors.count)
    return [.call(.complete)]
  }

  private func statisticsWithout(_ index: Int) -> UserStatistics {
    Counting.excluding(
      entries[index], response: user.history[index].response, answers: user.task.answers,
      from: statistics)
  }

  // MARK: 2

  private mutating func keysEmbedded(_ keys: [[Float]], at seconds: Double) -> [Action] {
    for (index, key) in keys.enumerated() where !entries[index].features.isEmpty {
      entries[index].key = key
    }
    let reasoned = entries.indices.filter { !entries[$0].features.isEmpty }
    return [
      end(.count, "\(statistics.interactions) answers counted", at: seconds),
      begin(.reason, total: reasoned.count, at: seconds),
    ] + reasoned.map { .call(.reason($0, attempt: 1)) }
  }

  private mutating func reasoned(
    _ index: Int, attempt: Int, _ reply: Result<RoleReply, RoleFailure>, at seconds: Double
  ) -> [Action] {
    if case .success(.path(let path)) = reply {
      let report = Audit.report(
        on: path, of: entries[index], to: user.history[index], factors: factors,
        statistics: statistics, answers: user.task.answers)
      guard
        trials.keep(path, audit: report, in: &entries[index], at: index, attempt: attempt)
      else { return [.call(.reason(index, attempt: 2))] }
    } else {
      entries[index].exclusion = .pathFailed
    }
    return warning(of: index, "no path", reply)
      + advance { machine in
        let marked = machine.entries.count { $0.exclusion != nil }
        let ungrounded = machine.entries.count { $0.exclusion == nil && $0.audit.isUngrounded }
        let outcome =
          "\(machine.entries.count - marked) paths" + (marked > 0 ? ", \(marked) marked" : "")
          + (ungrounded > 0 ? ", \(ungrounded) not grounded" : "")
        return [machine.end(.reason, outcome, at: seconds), .finish(machine.model)]
      }
  }

  private var model: UserModel {
    UserModel(
      task: user.task, identity: identity, fitted: fitted, factors: factors,
      statistics: statistics, memory: ReasoningMemory(entries: entries), notes: notes,
      embedder: embedder, usage: usage.isEmpty ? nil : usage)
  }

  mutating func note(_ exchange: Exchange) {
    usage += exchange.usage
  }

  /// Says which item failed, and why: it stays in the model, marked.
  private func warning(
    of index: Int, _ outcome: String, _ reply: Result<RoleReply, RoleFailure>
  ) -> [Action] {
    guard case .failure(let failure) = reply else { return [] }
    return [.report(.warning("history item \(index + 1): \(outcome). \(failure)"))]
  }

  // MARK: Progress

  private mutating func begin(_ stage: Stage, total: Int, at seconds: Double) -> Action {
    .report(progress.begin(stage, total: total, at: seconds))
  }

  private mutating func end(_ stage: Stage, _ outcome: String, at seconds: Double) -> Action {
    .report(progress.end(stage, outcome, at: seconds))
  }

  /// Counts one item of the stage as done and goes on to `next` after the last.
  private mutating func advance(_ next: (inout Self) -> [Action]) -> [Action] {
    let report = progress.advance().map { [Action.report($0)] } ?? []
    return progress.isComplete ? report + next(&self) : report
  }
}
