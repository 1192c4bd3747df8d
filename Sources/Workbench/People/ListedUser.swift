package import Storage

/// A user with what sorting and filtering look at, folded once: lists are long and keys are many.
package struct ListedUser: Sendable {
  package let summary: UserSummary
  /// The name without case and accents, to sort by.
  package let name: String
  /// The task without case and accents, to search in.
  package let task: String
  /// Name and task without case and accents, to search in.
  package let text: String
  /// The same as UTF-8.
  package let bytes: [UInt8]

  package init(_ summary: UserSummary) {
    self.summary = summary
    name = FoldedText.of(summary.name)
    task = FoldedText.of(summary.task)
    text = FoldedText.of(summary.name + " " + summary.task)
    bytes = Array(text.utf8)
  }
}

extension [ListedUser] {
  /// Whom a typed name may mean: those called so, else those whose name begins so, else those who
  /// have it in their name or task. Case and accents do not count.
  package func named(_ typed: String) -> [ListedUser] {
    let wanted = FoldedText.of(typed.trimmingWhitespace())
    guard !wanted.isEmpty else { return [] }
    let tests: [(ListedUser) -> Bool] = [
      { $0.name == wanted }, { $0.name.hasPrefix(wanted) }, { $0.text.contains(wanted) },
    ]
    return tests.lazy.map { filter($0) }.first { !$0.isEmpty } ?? []
  }
}
