/// Finds the JSON object in what a model wrote: between fences, behind its thoughts, in its final
/// channel, after a few words of welcome, or as a text within quotes. What is no JSON by a
/// comma, a comment or the wrong quotes is read nevertheless.
enum JSONExtraction {
  /// The first JSON object of a reply; a list where the reply is nothing else.
  ///
  /// - Throws: `ReplyProblem`: there is none, or it is malformed, and where.
  static func value(in reply: String) throws(ReplyProblem) -> WireValue {
    let plain = Array(unfenced(reply).utf8)
    if let first = plain.first, "{[\"".utf8.contains(first), let value = parsed(plain, from: 0) {
      guard case .string(let inner) = value else { return value }
      // A text within a text; once, so that nobody can nest them without end.
      if let value = object(in: inner) { return value }
    }
    let spoken = try withoutThoughts(finalChannel(reply))
    let bytes = Array(spoken.utf8)
    guard let start = objectStart(in: bytes) else {
      if let value = escapedObject(in: bytes) { return value }
      throw ReplyProblem(
        spoken.allSatisfy(\.isWhitespace)
          ? "the reply is empty" : "the reply holds no JSON object")
    }
    var reader = WireReader(bytes, from: start)
    if let value = reader.value() ?? parsed(bytes, from: start, isLenient: true) { return value }
    throw malformed(at: reader.at, in: bytes, from: start)
  }

  /// What a text holds that is an object or a list and nothing else.
  private static func object(in text: String) -> WireValue? {
    let value = WireValue(json: text) ?? parsed(Array(text.utf8), from: 0, isLenient: true)
    switch value {
    case .object, .array: return value
    default: return nil
    }
  }

  /// An object whose quotes are escaped as if it stood within a text.
  private static func escapedObject(in bytes: [UInt8]) -> WireValue? {
    guard let start = bytes.firstRange(of: Array("{\\\"".utf8))?.lowerBound else { return nil }
    // What a JSON reader makes of the text between quotes.
    let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? start
    let quoted = [UInt8(ascii: "\"")] + bytes[start...end] + [UInt8(ascii: "\"")]
    return WireValue(json: quoted)?.text.flatMap(object)
  }

  /// What stands in the last channel that is meant for somebody else, for models that think in one
  /// and speak in another.
  private static func finalChannel(_ reply: String) -> String {
    let final = lastEnd(of: "<|channel|>final<|message|>", in: reply)
    guard let start = final ?? lastEnd(of: "<|message|>", in: reply) else { return reply }
    let rest = reply[start...]
    let ends = ["<|end|>", "<|return|>", "<|im_end|>", "<|call|>"]
      .compactMap { rest.firstRange(of: $0)?.lowerBound }
    return String(rest[..<(ends.min() ?? rest.endIndex)])
  }

  private static func parsed(
    _ bytes: [UInt8], from start: Int, isLenient: Bool = false
  ) -> WireValue? {
    var reader = WireReader(bytes, from: start, isLenient: isLenient)
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
      var rest = bytes[(index + 1)...].drop(while: WireReader.isSpace)
      switch rest.first {
      case UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "'"), UInt8(ascii: "#"):
        return true
      case UInt8(ascii: "/"): return [0x2F, 0x2A].contains(rest.dropFirst().first)
      default:
        let name = rest.prefix(64).prefix(while: WireReader.isOfName)
        rest = rest.dropFirst(name.count).drop(while: WireReader.isSpace)
        return !name.isEmpty && rest.first == UInt8(ascii: ":")
      }
    }
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
