/// Finds the JSON object in what a model wrote: between fences, behind its thoughts, after a few
/// words of welcome (ours).
enum JSONExtraction {
  /// The first JSON object of a reply; a list where the reply is nothing else.
  ///
  /// - Throws: `ReplyProblem`: there is none, or it is malformed, and where.
  static func value(in reply: String) throws(ReplyProblem) -> WireValue {
    let plain = Array(unfenced(reply).utf8)
    if let first = plain.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let value = parsed(plain, from: 0)
    {
      return value
    }
    let spoken = try withoutThoughts(reply)
    let bytes = Array(spoken.utf8)
    guard let start = objectStart(in: bytes) else {
      throw ReplyProblem(
        spoken.allSatisfy(\.isWhitespace)
          ? "the reply is empty" : "the reply holds no JSON object")
    }
    var reader = WireReader(bytes, from: start)
    guard let value = reader.value() else {
      throw malformed(at: reader.at, in: bytes, from: start)
    }
    return value
  }

  private static func parsed(_ bytes: [UInt8], from start: Int) -> WireValue? {
    var reader = WireReader(bytes, from: start)
    return reader.value()
  }

  /// The text without white space at its ends and without an opening fence.
  private static func unfenced(_ text: String) -> String {
    var text = text.drop(while: \.isWhitespace)
    if text.hasPrefix("```") {
      text = text.drop { !$0.isNewline && $0 != "{" && $0 != "[" }.drop(while: \.isWhitespace)
    }
    return String(text)
  }

  /// What was said aloud. Some servers cut off the opening tag, so that the closing one decides.
  private static func withoutThoughts(_ reply: String) throws(ReplyProblem) -> String {
    let closings = ["</think>", "</thinking>"].compactMap { lastEnd(of: $0, in: reply) }
    if let end = closings.max() { return String(reply[end...]) }
    let text = reply.drop(while: \.isWhitespace)
    if text.hasPrefix("<think>") || text.hasPrefix("<thinking>") {
      throw ReplyProblem("the reply ends before it leaves its <think> part")
    }
    return reply
  }

  private static func lastEnd(of tag: String, in text: String) -> String.Index? {
    var end: String.Index?
    var rest = text[...]
    while let found = rest.firstRange(of: tag) {
      end = found.upperBound
      rest = rest[found.upperBound...]
    }
    return end
  }

  /// Where an object begins: a brace with a name or another brace behind it, so that `{so}` in a
  /// sentence is none.
  private static func objectStart(in bytes: [UInt8]) -> Int? {
    bytes.indices.first { index in
      guard bytes[index] == UInt8(ascii: "{") else { return false }
      let next = bytes[(index + 1)...].first { !isSpace($0) }
      return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func malformed(at place: Int, in bytes: [UInt8], from start: Int) -> ReplyProblem {
    guard place < bytes.count else {
      return ReplyProblem("the JSON object breaks off before its end")
    }
    let before = bytes[start..<place]
    let line = before.count { $0 == 0x0A } + 1
    let found = String(decoding: bytes[place..<min(bytes.count, place + 12)], as: UTF8.self)
    return ReplyProblem("the JSON object is malformed in its line \(line), at: \(found)")
  }
}
