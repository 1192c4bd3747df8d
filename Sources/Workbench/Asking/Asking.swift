internal import Foundation
package import RPM
package import Storage

/// One question to one person's model, from asking to keeping.
///
/// Whatever ends it is kept before anybody is told: an answer, a failure and a cancellation are all
/// earlier asks, the latter two so that they can be tried again. What is kept hangs on nothing else.
package struct Asking: Sendable {
  /// The run of the engine, to be followed and cancelled.
  package let run: RPM.Run<Answer>
  private let library: Library
  private let blank: AskRecord.Blank
  private let identity: ModelIdentity

  package init(
    _ run: RPM.Run<Answer>, _ blank: AskRecord.Blank, with identity: ModelIdentity,
    in library: Library
  ) {
    (self.run, self.blank, self.identity, self.library) = (run, blank, identity, library)
  }

  /// Waits for the end, keeps it, and gives the answer with the number it is kept under.
  ///
  /// - Throws: what the run throws, once that is kept; `LibraryError` where it cannot be.
  package func kept() async throws -> AskRecord {
    do {
      let answer = try await run.value
      let number = try await keep(answer, .finished)
      return blank.answered(answer, run: number)
    } catch is CancellationError {
      try await keep(nil, .cancelled)
      throw CancellationError()
    } catch let failure as RoleFailure {
      try await keep(nil, .failed, message: failure.description)
      throw failure
    }
  }

  /// In a task of its own: a cancellation ends the ask, not its keeping.
  @discardableResult
  private func keep(
    _ answer: Answer?, _ state: Storage.Run.State, message: String? = nil
  ) async throws -> Int64 {
    let ended = await Storage.Run(
      modelVersion: blank.stored.version, query: blank.query, answer: answer,
      expected: blank.expected, state: state, message: message, identity: identity,
      stages: run.stages, created: Date())
    return try await Task.detached { [library, blank] in
      try await library.saveRun(ended, for: blank.user)
    }.value
  }
}

extension AskRecord {
  /// What is known of an ask before it is answered.
  package struct Blank: Sendable {
    /// Whom it is asked of.
    package var user: Library.UserID
    /// The model that is asked, with the history it was fitted on.
    package var stored: StoredModel
    package var query: String
    /// The true answer, where the query is a test item.
    package var expected: String?

    package init(user: Library.UserID, stored: StoredModel, query: String, expected: String? = nil)
    {
      self.user = user
      self.stored = stored
      self.query = query
      self.expected = expected
    }

    package func answered(_ answer: Answer, run: Int64?) -> AskRecord {
      AskRecord(run: run, user: user, stored: stored, answer: answer, expected: expected)
    }
  }
}

extension Session {
  /// Asks a question, and will keep what comes of it.
  ///
  /// - Parameters:
  ///   - k: how many examples are retrieved.
  ///   - earlier: stages of an earlier ask that are taken over.
  package func asking(
    _ blank: AskRecord.Blank, through use: ModelUse, k: Int = Engine.defaultK,
    reusing earlier: EarlierStages? = nil
  ) -> Asking {
    let run = engine(for: use, user: blank.user).ask(
      blank.query, of: blank.stored.model, history: blank.stored.history, k: k, reusing: earlier)
    return Asking(run, blank, with: use.choice.identity, in: library)
  }
}
