/// A run of text with one role, for lines of mixed meaning.
public struct Span: Sendable, Hashable {
  /// The text, shown on one line.
  public var text: String
  /// What it means.
  public var role: Role

  /// Creates a run.
  public init(_ text: String, _ role: Role = .text) { (self.text, self.role) = (text, role) }
}
