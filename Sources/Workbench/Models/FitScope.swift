package import RPM

/// Which part of a history is fitted: `all`, `last 100`, `since 2024-01-31`.
package enum FitScope: Hashable, Sendable {
  case all
  case window(FitWindow)

  /// What is written where one is asked for.
  package static let forms = "all, last 100, or since 2024-01-31"

  /// Reads one; `nil` where it is none.
  package init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    switch (words.first, words.count) {
    case ("all", 1): self = .all
    case ("last", 2):
      guard let count = Int(words[1]), count > 0 else { return nil }
      self = .window(.last(count))
    case ("since", 2...):
      let day = words.dropFirst().joined(separator: " ")
      guard (try? FitWindow.moment(of: day)) != nil else { return nil }
      self = .window(.since(day))
    default: return nil
    }
  }

  /// The window, `nil` for all of a history.
  package var window: FitWindow? {
    if case .window(let window) = self { window } else { nil }
  }
}

extension User {
  /// The user with the part of the history that a window holds.
  ///
  /// - Throws: `RoleFailure` where there is nothing in it.
  package func within(_ window: FitWindow?) throws -> User {
    guard let window else { return self }
    var user = self
    user.history = try window.applied(to: history)
    return user
  }
}
