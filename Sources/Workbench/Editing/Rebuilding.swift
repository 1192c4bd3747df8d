package import RPM
package import Storage

/// The stale paths of an edited model made anew, from asking to keeping.
package struct Rebuilding: Sendable {
  /// The run of the engine, to be followed and cancelled.
  package let run: RPM.Run<UserModel>
  private let session: Session
  private let id: Library.UserID
  private let stored: StoredModel
  private let identity: ModelIdentity

  /// Begins.
  ///
  /// - Parameters:
  ///   - stored: the model in use.
  ///   - id: whose model it is.
  package init(
    _ stored: StoredModel, of id: Library.UserID, through use: ModelUse, in session: Session
  ) {
    (self.stored, self.id, self.session) = (stored, id, session)
    identity = use.choice.identity
    run = session.engine(for: use, user: id).rebuild(stored.model, history: stored.history)
  }

  /// Waits for the end, and keeps a version where a path was made anew.
  ///
  /// - Throws: what the run throws; `LibraryError` where it cannot be kept.
  package func kept() async throws -> ChangedModel {
    let model = try await run.value
    // In a task of its own: a cancellation ends the run, not its keeping.
    return try await Task.detached { [session, stored, id, identity] in
      try await session.keep(rebuilt: model, of: stored, for: id, by: identity)
    }.value
  }
}

extension Session {
  /// What it takes to make the stale paths of a model anew; `nil` for the built-in model.
  package func estimate(rebuilding stored: StoredModel, through use: ModelUse) -> Usage? {
    guard case .chat(let endpoint, let name) = use.choice else { return nil }
    return models.estimate(
      rebuilding: stored.model, history: stored.history, with: name, at: endpoint
    ).usage
  }

  /// Begins to make the stale paths of a model anew.
  ///
  /// - Throws: `Unagreed` where it takes more than was agreed to.
  package func rebuilding(
    _ stored: StoredModel, of id: Library.UserID, through use: ModelUse, agreed: Quote?
  ) async throws(Unagreed) -> Rebuilding {
    try await settle(
      estimate(rebuilding: stored, through: use), for: .paths(stored.model.stalePaths.count),
      at: use.choice, agreed: agreed)
    return Rebuilding(stored, of: id, through: use, in: self)
  }
}
