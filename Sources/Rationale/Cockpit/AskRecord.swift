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
    stored.map { max(0, user.history.count - $0.history.count) } ?? user.history.count
  }
}
