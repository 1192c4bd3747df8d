internal import RPM
internal import Storage

/// A test item that a method got wrong.
struct EvaluatedItem: Hashable, Sendable {
  /// Who was asked.
  var user: Library.UserID
  /// The name that they have on the screen.
  var name: String
  /// The position among the items that were asked.
  var index: Int
  /// The method.
  var method: String
  /// What it answered; empty where it failed.
  var response: String
  /// Whether a language model answered: asking it again would cost money.
  var isPaid: Bool
}
