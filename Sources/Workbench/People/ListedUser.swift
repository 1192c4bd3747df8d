internal import Storage

/// A user with what sorting and filtering look at, folded once: lists are long and keys are many.
struct ListedUser: Sendable {
  let summary: UserSummary
  /// The name without case and accents, to sort by.
  let name: String
  /// The task without case and accents, to search in.
  let task: String
  /// Name and task without case and accents, to search in.
  let text: String
  /// The same as UTF-8.
  let bytes: [UInt8]

  init(_ summary: UserSummary) {
    self.summary = summary
    name = FoldedText.of(summary.name)
    task = FoldedText.of(summary.task)
    text = FoldedText.of(summary.name + " " + summary.task)
    bytes = Array(text.utf8)
  }
}
