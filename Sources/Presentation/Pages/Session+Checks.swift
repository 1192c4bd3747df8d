internal import ChatModel
internal import Embeddings
internal import Evaluation
internal import RPM
internal import Storage
package import Workbench

extension Session {
  /// Of long histories only so many past answers are asked about on the screen; the command asks
  /// about all.
  private static let mostPast = 200

  /// Runs a test of a person's model.
  ///
  /// - Parameters:
  ///   - use: the model that past answers are asked of.
  ///   - onProgress: hears how many of how many past answers are done.
  /// - Throws: `CancellationError`, `LibraryError`, `RoleFailure`.
  package func check(
    _ request: CheckRequest, through use: ModelUse,
    onProgress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> CheckNews {
    let stored = try await library.model(for: request.user, version: request.version)
    switch request.tab {
    case .audit:
      let (memory, document) = try await audit(of: request.user, named: request.name, stored)
      return .page(
        try CheckPage(audit: document, memory: memory, history: stored.history))
    case .past: return try await past(request, stored, through: use, onProgress: onProgress)
    case .drift:
      guard let drift = Drift(stored.model, history: stored.history) else {
        return .page(
          CheckPage(summary: ["The answers are free text, and have no shares to compare."]))
      }
      return .page(try CheckPage(drift: drift, user: request.name, stored: stored))
    case .versions:
      return .page(
        try CheckPage(
          versions: try await library.modelVersions(for: request.user),
          journal: try await library.journal(for: request.user), inUse: request.version))
    case .compare: return try await comparison(request, stored)
    case .others: return try await others(request, through: use)
    case .methods: return try await methods(request, stored, through: use)
    case .evaluation:
      return try await evaluation(request, through: use, onProgress: onProgress)
    }
  }

  private func past(
    _ request: CheckRequest, _ stored: StoredModel, through use: ModelUse,
    onProgress: @escaping @Sendable (Int, Int) -> Void
  ) async throws -> CheckNews {
    let items = stored.model.memory.entries.filter { !$0.features.isEmpty }
    let asked = items.suffix(Self.mostPast)
    if !request.isAgreed {
      let masks = asked.reduce(0) { $0 + $1.features.activeFactorCount }
      let cost = WhatIfCost(
        query: asked.last.map { stored.history[$0.interaction].query } ?? "",
        masks: masks + asked.count, edits: 0, asksFirst: false, k: Engine.defaultK)
      if let usage = cost.usage(stored, session: self, use: use) {
        let time = await time(for: usage, at: use.choice)
        return .offer(
          "Asking \(use.choice.title) about \(Count.of(asked.count, "past answer")), each with and "
            + "without its factors, takes \(FitCost(users: 1, usage: usage, time: time).text).")
      }
    }
    let result = try await engine(for: use, user: request.user).leaveOneOut(
      of: stored.model, history: stored.history, limit: Self.mostPast, onProgress: onProgress)
    return .page(
      try CheckPage(past: result, of: items.count, user: request.name, stored: stored))
  }

  private func others(_ request: CheckRequest, through use: ModelUse) async throws -> CheckNews {
    guard let query = request.query else { return .failed("There is no query to ask.") }
    var parts: [(name: String, stored: StoredModel, user: Library.UserID)] = []
    var takes: Usage?
    for person in request.people {
      let stored = try await library.model(for: person.user)
      parts.append((person.name, stored, person.user))
      if let usage = estimate(asking: query, of: stored, through: use) {
        takes = (takes ?? Usage()) + usage
      }
    }
    if let takes, !request.isAgreed {
      let time = await time(for: takes, at: use.choice)
      return .offer(
        "Asking \(use.choice.title) as \(Count.of(parts.count, "user")) takes "
          + "\(FitCost(users: parts.count, usage: takes, time: time).text).")
    }
    var columns: [QueryComparison.Column] = []
    for part in parts {
      try Task.checkCancellation()
      columns.append(
        try await column(
          query, of: part.stored, through: use, engine: engine(for: use, user: part.user),
          name: part.name))
    }
    let task = parts.first?.stored.model.task.name ?? ""
    return .page(
      try CheckPage(
        QueryComparison(kind: .users, task: task, query: query, columns: columns),
        people: request.people, unfitted: request.unfitted))
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

  private func methods(
    _ request: CheckRequest, _ stored: StoredModel, through use: ModelUse
  ) async throws -> CheckNews {
    guard let query = request.query else { return .failed("There is no query to ask.") }
    let asking = ComparedMethods(
      methods: MethodCatalog.all, user: request.user, stored: stored, query: query, use: use,
      session: self)
    if let usage = asking.usage, !request.isAgreed {
      let time = await time(for: usage, at: use.choice)
      return .offer(
        "Asking \(use.choice.title) by \(Count.of(asking.methods.count, "method")) takes at least "
          + "\(FitCost(users: 1, usage: usage, time: time).text).")
    }
    return .page(try CheckPage(try await asking.ask()))
  }

  private func comparison(
    _ request: CheckRequest, _ stored: StoredModel
  ) async throws -> CheckNews {
    guard let other = request.other else { return .failed("Nobody was named to compare with.") }
    let second = try await library.model(for: other.user)
    let comparison = try await compare(stored.model, second.model)
    return .page(
      try CheckPage(
        CompareDocument(first: request.name, second: other.name, comparison: comparison)))
  }
}
