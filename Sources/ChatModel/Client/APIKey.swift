internal import RPM

/// A key that a server wants, which nobody but the client can read.
///
/// It is not `Codable`, and `print`, `dump` and mirrors show only that there is one.
public struct APIKey: Sendable, Hashable {
  /// The key itself, for the header of a request and for finding it in texts; nothing else may ask.
  let secret: String

  /// Takes a key; white space around it goes, since files end with a line break.
  ///
  /// `nil` where `problem` finds something.
  public init?(_ text: String) {
    guard Self.problem(with: text) == nil else { return nil }
    secret = text.trimmingWhitespace()
  }

  /// What keeps a text from being a key.
  public enum Problem: Sendable, Hashable {
    /// Nothing but white space.
    case empty
    /// Quotes at an end, pasted with it.
    case quoted
    /// A line break within.
    case lineBreak
    /// `Bearer`, or the name of a header or a variable, before it.
    case prefixed
    /// Something else that no header may hold: a space, a control character, a letter beyond ASCII.
    case strange
  }

  /// What keeps a text from being a key; `nil` where nothing does.
  public static func problem(with text: String) -> Problem? {
    let text = text.trimmingWhitespace()
    guard let first = text.first, let last = text.last else { return .empty }
    let quotes = "\"'`\u{201C}\u{201D}\u{201E}\u{2018}\u{2019}\u{00AB}\u{00BB}"
    if quotes.contains(first) || quotes.contains(last) { return .quoted }
    if text.contains(where: \.isNewline) { return .lineBreak }
    let start = text.lowercased()
    if ["bearer ", "authorization:", "api-key:", "x-api-key:", "export "].contains(
      where: start.hasPrefix)
    {
      return .prefixed
    }
    return text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? nil : .strange
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// That there is a key.
  public var description: String { "[key]" }
  /// That there is a key.
  public var debugDescription: String { description }
  /// No child, so that a dump shows no key.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
