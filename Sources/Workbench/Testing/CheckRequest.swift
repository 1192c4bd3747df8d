internal import RPM
package import Storage

/// A test of a person's model that is wanted, with all that it needs.
package struct CheckRequest: Hashable, Sendable {
  /// A test with what it alone needs.
  package enum Test: Hashable, Sendable {
    case audit
    case past
    case drift
    case versions
    /// Another person beside this one.
    case compare(with: Other)
    /// A query asked of people, this one among them; and how many more of the task have no model to
    /// ask.
    case others(query: String, people: [Other], unfitted: Int = 0)
    /// A query asked by every method.
    case methods(query: String)
    /// All methods on people, and whether those are everybody of the task.
    case evaluation(people: [Other], isForAll: Bool = false)
  }

  package var test: Test
  package var user: Library.UserID
  /// The name that the person has on the screen.
  package var name: String
  /// The version of the model in use.
  package var version: Int
  /// The model that is asked, where one is.
  package var model: ModelChoice
  /// What somebody agreed to pay for it.
  package var agreed: Quote?

  package init(
    _ test: Test, user: Library.UserID, name: String, version: Int, model: ModelChoice,
    agreed: Quote? = nil
  ) {
    self.test = test
    self.user = user
    self.name = name
    self.version = version
    self.model = model
    self.agreed = agreed
  }

  /// The page that shows it.
  package var tab: CheckTab {
    switch test {
    case .audit: .audit
    case .past: .past
    case .drift: .drift
    case .versions: .versions
    case .compare: .compare
    case .others: .others
    case .methods: .methods
    case .evaluation: .evaluation
    }
  }

  /// Another person.
  package struct Other: Hashable, Sendable {
    package var user: Library.UserID
    /// The name that they have on the screen.
    package var name: String

    package init(user: Library.UserID, name: String) {
      self.user = user
      self.name = name
    }
  }
}
