package import ChatModel

/// A model and how it may be used: by one command, or at one sitting at the screen.
package struct ModelUse: Sendable {
  /// The model.
  package var choice: ModelChoice
  /// What all of it may spend together, and has spent.
  package var spending: Spending
  /// Whether it is asked again where a reply was kept.
  package var isFresh = false

  package init(choice: ModelChoice, spending: Spending, isFresh: Bool = false) {
    self.choice = choice
    self.spending = spending
    self.isFresh = isFresh
  }
}
