internal import Foundation
internal import Storage

/// A user with what sorting and filtering look at, folded once: lists are long and keys are many.
struct ListedUser: Sendable {
  let summary: UserSummary
  /// The name in lower case, to sort by.
  let name: String
  /// The task without case and accents, to search in.
  let task: String
  /// Name and task without case and accents, to search in.
  let text: String

  init(_ summary: UserSummary) {
    self.summary = summary
    name = summary.name.lowercased()
    task = Self.folded(summary.task)
    text = Self.folded(summary.name + " " + summary.task)
  }

  /// A text without case and accents.
  static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
  }
}
