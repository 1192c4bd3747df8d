internal import RPM
internal import Storage

/// An answer on the screen, with what it was asked of.
struct AskRecord: Hashable, Sendable {
  /// The run it is stored as, `nil` while it is not.
  var run: Int64?
  /// Whom it was asked of.
  var user: Library.UserID
  /// The model that answered, with the history it was fitted on.
  var stored: StoredModel
  /// The answer.
  var answer: Answer
  /// The true answer, where the query was a test item.
  var expected: String?

  /// The model that answered.
  var maker: ModelIdentity { answer.identity ?? stored.model.identity }
}

/// A person as the cockpit has them open.
struct OpenPerson: Hashable, Sendable {
  /// Who it is.
  var id: Library.UserID
  /// Their whole history.
  var user: User
  /// The newest model, `nil` before the first fit.
  var stored: StoredModel?
  /// Earlier asks, newest first.
  var asks: [RunSummary]

  /// How many interactions came after the fit.
  var unfitted: Int {
    guard let stored else { return user.history.count }
    guard stored.model.statistics.window != nil, let last = stored.history.last,
      let index = user.history.lastIndex(of: last)
    else { return max(0, user.history.count - stored.history.count) }
    // A model of the recent part alone: what is older was left out, and did not come after.
    return user.history.count - 1 - index
  }
}
