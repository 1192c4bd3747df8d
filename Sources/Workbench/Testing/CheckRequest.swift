internal import RPM
package import Storage

/// A page that is wanted, with all that it is made of.
package struct CheckRequest: Hashable, Sendable {
  package var tab: CheckTab
  package var user: Library.UserID
  /// The name that the person has on the screen.
  package var name: String
  /// The version of the model in use.
  package var version: Int
  /// The model that past answers are asked of.
  package var model: ModelChoice
  /// Whom the person is compared with.
  package var other: Other?
  /// The query that others, or other methods, are asked.
  package var query: String?
  /// Who is asked it, the person among them.
  package var people: [Other] = []
  /// Whether methods are evaluated on everybody of the task, who are `people` then.
  package var isForAll = false
  /// How many more of the task have no model to ask.
  package var unfitted = 0
  /// Whether what it costs was agreed to.
  package var isAgreed = false

  package init(
    tab: CheckTab, user: Library.UserID, name: String, version: Int, model: ModelChoice,
    other: Other? = nil, query: String? = nil, people: [Other] = [], isForAll: Bool = false,
    unfitted: Int = 0, isAgreed: Bool = false
  ) {
    self.tab = tab
    self.user = user
    self.name = name
    self.version = version
    self.model = model
    self.other = other
    self.query = query
    self.people = people
    self.isForAll = isForAll
    self.unfitted = unfitted
    self.isAgreed = isAgreed
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
