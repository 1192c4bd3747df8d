internal import RPM
package import Storage

/// A test item that a method got wrong.
package struct EvaluatedItem: Hashable, Sendable {
  /// Who was asked.
  package var user: Library.UserID
  /// The name that they have on the screen.
  package var name: String
  /// The position among the items that were asked.
  package var index: Int
  /// The method.
  package var method: String
  /// What it answered; empty where it failed.
  package var response: String
  /// Whether a language model answered: asking it again would cost money.
  package var isPaid: Bool

  package init(
    user: Library.UserID, name: String, index: Int, method: String, response: String, isPaid: Bool
  ) {
    self.user = user
    self.name = name
    self.index = index
    self.method = method
    self.response = response
    self.isPaid = isPaid
  }
}
