/// Why a reply of a model cannot be used, in words that the model is told.
struct ReplyProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, and where.
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
