internal import ChatModel

/// A model and how it may be used: by one command, or at one sitting at the screen.
struct ModelUse: Sendable {
  /// The model.
  var choice: ModelChoice
  /// What all of it may spend together, and has spent.
  var spending: Spending
  /// Whether it is asked again where a reply was kept.
  var isFresh = false
}
