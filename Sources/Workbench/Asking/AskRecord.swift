package import RPM
package import Storage

/// An answer on the screen, with what it was asked of.
package struct AskRecord: Hashable, Sendable {
  /// The run it is stored as, `nil` while it is not.
  package var run: Int64?
  /// Whom it was asked of.
  package var user: Library.UserID
  /// The model that answered, with the history it was fitted on.
  package var stored: StoredModel
  /// The answer.
  package var answer: Answer
  /// The true answer, where the query was a test item.
  package var expected: String?

  package init(
    run: Int64? = nil, user: Library.UserID, stored: StoredModel, answer: Answer,
    expected: String? = nil
  ) {
    self.run = run
    self.user = user
    self.stored = stored
    self.answer = answer
    self.expected = expected
  }

  /// The model that answered.
  package var maker: ModelIdentity { answer.identity ?? stored.model.identity }
}

/// A person as the cockpit has them open.
package struct OpenPerson: Hashable, Sendable {
  /// Who it is.
  package var id: Library.UserID
  /// Their whole history.
  package var user: User
  /// The newest model, `nil` before the first fit.
  package var stored: StoredModel?
  /// Earlier asks, newest first.
  package var asks: [RunSummary]

  /// How many interactions came after the fit.
  package var unfitted: Int {
    guard let stored else { return user.history.count }
    guard stored.model.statistics.window != nil, let last = stored.history.last,
      let index = user.history.lastIndex(of: last)
    else { return max(0, user.history.count - stored.history.count) }
    // A model of the recent part alone: what is older was left out, and did not come after.
    return user.history.count - 1 - index
  }
}
