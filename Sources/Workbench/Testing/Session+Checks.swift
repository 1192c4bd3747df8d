internal import ChatModel
internal import Evaluation
internal import RPM
internal import Storage

extension Session {
  /// Of long histories only so many past answers are asked about where somebody waits for the page;
  /// the command asks about all.
  private static let mostPast = 200

  /// Puts a person's model to a test.
  ///
  /// - Parameters:
  ///   - use: the model that is asked, where one is.
  ///   - onProgress: hears how many of how many past answers, or runs of a method, are done.
  /// - Throws: `Unagreed` where it takes more than was agreed to, `CancellationError`,
  ///   `LibraryError`, `RoleFailure`.
  package func check(
    _ request: CheckRequest, through use: ModelUse,
    onProgress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> CheckFinding {
    let stored = try await library.model(for: request.user, version: request.version)
    switch request.test {
    case .audit: return .audit(try await audit(of: request.user, stored))
    case .past: return try await past(request, stored, through: use, onProgress: onProgress)
    case .drift: return .drift(Drift(stored.model, history: stored.history), stored)
    case .versions:
      return .versions(
        try await library.modelVersions(for: request.user),
        try await library.journal(for: request.user))
    case .compare(let other):
      let second = try await library.model(for: other.user)
      return .compared(try await compare(stored.model, second.model), with: other)
    case .others(let query, let people, let unfitted):
      return .asked(
        try await ask(query, as: people, through: use, agreed: request.agreed), people: people,
        unfitted: unfitted)
    case .methods(let query):
      let asking = ComparedMethods(
        methods: MethodCatalog.standard, user: request.user, stored: stored, query: query, use: use,
        session: self)
      try await settle(
        asking.usage, for: .methods(asking.methods.count), at: use.choice, agreed: request.agreed)
      return .asked(try await asking.ask())
    case .evaluation(let people, _):
      return try await evaluate(
        people, through: use, agreed: request.agreed, onProgress: onProgress)
    }
  }

  private func past(
    _ request: CheckRequest, _ stored: StoredModel, through use: ModelUse,
    onProgress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> CheckFinding {
    let items = stored.model.memory.entries.filter { !$0.features.isEmpty }
    let asked = items.suffix(Self.mostPast)
    let cost = WhatIfCost(
      query: asked.last.map { stored.history[$0.interaction].query } ?? "",
      masks: asked.reduce(0) { $0 + $1.features.activeFactorCount } + asked.count, edits: 0,
      asksFirst: false, k: Engine.defaultK)
    try await settle(
      cost.usage(stored, session: self, use: use), for: .pastAnswers(asked.count), at: use.choice,
      agreed: request.agreed)
    let result = try await engine(for: use, user: request.user).leaveOneOut(
      of: stored.model, history: stored.history, limit: Self.mostPast, onProgress: onProgress)
    return .past(result, of: items.count, stored)
  }

  private func ask(
    _ query: String, as people: [CheckRequest.Other], through use: ModelUse, agreed: Quote?
  ) async throws -> QueryComparison {
    var parts: [(person: CheckRequest.Other, stored: StoredModel)] = []
    for person in people { parts.append((person, try await library.model(for: person.user))) }
    let usage = parts.compactMap { estimate(asking: query, of: $0.stored, through: use) }
    try await settle(
      usage.isEmpty ? nil : usage.reduce(Usage(), +), for: .people(parts.count), at: use.choice,
      agreed: agreed)
    var columns: [QueryComparison.Column] = []
    for (person, stored) in parts {
      try Task.checkCancellation()
      columns.append(
        try await column(
          query, of: stored, through: use, engine: engine(for: use, user: person.user),
          name: person.name))
    }
    return QueryComparison(
      kind: .users, task: parts.first?.stored.model.task.name ?? "", query: query,
      columns: columns)
  }

  /// One person's answer, with the factors that decide it where a second run costs nothing.
  private func column(
    _ query: String, of stored: StoredModel, through use: ModelUse, engine: Engine, name: String
  ) async throws -> QueryComparison.Column {
    do {
      guard use.choice == .builtIn else {
        let answer = try await engine.ask(query, of: stored.model, history: stored.history).value
        return QueryComparison.Column(name: name, answer: answer, of: stored.model)
      }
      let whatIf = try await engine.whatIf(query, of: stored.model, history: stored.history).value
      return QueryComparison.Column(name: name, whatIf: whatIf, of: stored.model)
    } catch let failure as RoleFailure where !failure.endsRun {
      return QueryComparison.Column(name: name, failure: failure.description)
    }
  }

  /// Tries the usual methods on people whose answers are known, as `rationale eval` does; what was done
  /// before is taken over.
  private func evaluate(
    _ people: [CheckRequest.Other], through use: ModelUse, agreed: Quote?,
    onProgress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> CheckFinding {
    var users: [User] = []
    for person in people {
      users.append(Split().applied(to: try await library.user(person.user)))
    }
    guard users.contains(where: { !$0.test.isEmpty }) else {
      return .evaluated(nil, people: users, names: people, runs: [:])
    }
    let bench = try EvaluationBench(
      use: use, session: self, k: Engine.defaultK, split: Split(), bootstrap: Bootstrap(),
      methods: nil, users: users)
    let shelf = try bench.shelf(in: library.location.stateFolder)
    let kept = try shelf.kept(bench.jobs, of: users)
    let left = bench.jobs.count - kept.count
    if left > 0 {
      let cost = await bench.cost(except: Set(kept.keys))
      try await settle(cost.usage, for: .runs(cost), at: use.choice, agreed: agreed)
    }
    let (runs, stopped) = await bench.run(except: kept, keepingOn: shelf) { _, done in
      onProgress(done, left)
    }
    if let stopped { throw stopped }
    return .evaluated(try bench.report(of: runs), people: users, names: people, runs: runs)
  }
}
