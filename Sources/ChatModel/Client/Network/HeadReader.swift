internal import RPM

/// Puts status and headers together from the lines of a head. It reads what a server says, so it
/// bounds it.
struct HeadReader {
  /// What a line brings.
  enum Outcome {
    /// Nothing yet.
    case more
    /// It was the last one.
    case head(Transfer.Head)
    /// More than any head has.
    case oversized
  }

  /// The most bytes of all heads of one reply, those before the real one included.
  static let mostBytes = 256 << 10

  /// Whether a line came at all.
  private(set) var hasBegun = false
  private var bytes = 0
  private var head: Transfer.Head?

  /// Takes a line with its end.
  mutating func feed(_ line: some Collection<UInt8>) -> Outcome {
    hasBegun = true
    bytes += line.count
    guard bytes <= Self.mostBytes else { return .oversized }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
      let digits = words.count > 1 ? words[1].prefix { $0.isASCII && $0.isNumber } : ""
      head = Transfer.Head(status: Int(digits) ?? 0)
      return .more
    }
    // What comes after the head are trailers.
    guard let head else { return .more }
    guard text.contains(where: { !$0.isWhitespace }) else {
      self.head = nil
      // "Continue" and its like come before the head that counts.
      return (100...199).contains(head.status) ? .more : .head(head)
    }
    guard let colon = text.firstIndex(of: ":") else { return .more }
    let name = text[..<colon].lowercased()
    let value = text[text.index(after: colon)...].trimmingWhitespace()
    self.head?.headers[name] = head.headers[name].map { "\($0), \(value)" } ?? value
    return .more
  }
}
