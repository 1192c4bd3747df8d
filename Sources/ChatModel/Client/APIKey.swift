internal import RPM

/// A key that a server wants, which nobody but the client can read (ours).
///
/// It is not `Codable`, and `print`, `dump` and mirrors show only that there is one.
public struct APIKey: Sendable, Hashable {
  /// The key itself, for the header of a request and for finding it in texts; nothing else may ask.
  let secret: String

  /// Takes a key; white space around it goes, since files end with a line break.
  ///
  /// `nil` where nothing is left or where it holds what no header may hold: anything but visible
  /// ASCII.
  public init?(_ text: String) {
    let trimmed = text.trimmingWhitespace()
    guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return nil
    }
    secret = trimmed
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// That there is a key.
  public var description: String { "[key]" }
  /// That there is a key.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
