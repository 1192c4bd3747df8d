internal import Foundation
package import RPM
package import Storage

/// One fit of a person, from reading the history to keeping the model.
///
/// What comes of it is kept before anybody is told: a model, with the edits of the one before it
/// made again as far as that can be, or what was tried.
package struct Fitting: Sendable {
  /// What a fit brought.
  package struct Outcome: Sendable {
    /// The model in use now.
    package var stored: StoredModel
    /// What came of each edit that had been made.
    package var edits: [EditReplay.Outcome]
  }

  /// The run of the engine, to be followed and cancelled.
  package let run: RPM.Run<UserModel>
  private let session: Session
  private let id: Library.UserID
  /// With the part of the history that is fitted.
  private let user: User
  private let window: FitWindow?
  private let identity: ModelIdentity

  /// Begins to fit.
  ///
  /// - Parameters:
  ///   - user: the person with the whole history.
  ///   - window: the part of it that is fitted, `nil` for all.
  /// - Throws: `RoleFailure` where the window holds nothing.
  package init(
    _ user: User, id: Library.UserID, within window: FitWindow?, through use: ModelUse,
    in session: Session
  ) throws {
    self.user = try user.within(window)
    (self.id, self.window, self.session) = (id, window, session)
    identity = use.choice.identity
    run = session.engine(for: use, user: id).fit(self.user)
  }

  /// Waits for the end and keeps it.
  ///
  /// A fit that waits for a batch has not ended and is not kept.
  ///
  /// - Throws: what the run throws, once that is kept; `LibraryError` where it cannot be.
  package func kept() async throws -> Outcome {
    var model: UserModel
    do {
      model = try await run.value
    } catch {
      let failure = error as? RoleFailure
      if failure?.reach != .deferred {
        let isCancelled = error is CancellationError
        let fit = await FitRecord(
          identity: identity, interactions: user.history.count,
          state: isCancelled ? .cancelled : .failed,
          message: isCancelled ? nil : failure?.description ?? "\(error)", stages: run.stages,
          created: Date())
        // In a task of its own: a cancellation ends the fit, not its keeping.
        try await Task.detached { [session, id] in try await session.library.saveFit(fit, for: id) }
          .value
      }
      throw error
    }
    model.statistics.window = window
    return try await Task.detached { [self, model] in
      let (stored, edits) = try await session.storeKeepingEdits(
        model, for: id, of: user, stages: run.stages)
      return Outcome(stored: stored, edits: edits)
    }.value
  }
}
