internal import Foundation

/// Puts a reply together from the bytes of a body, whatever form the server chose (ours).
///
/// A server may stream though it was not asked to, or not stream though it was; the header and the
/// first byte tell.
struct ReplyAssembly: Sendable {
  /// The most text that is taken from one reply, in bytes.
  static let mostText = 16 << 20

  /// What was said so far.
  private(set) var text = ""
  private(set) var reasoning = ""
  private(set) var refusal = ""
  private(set) var finishReason: String?
  private(set) var model: String?
  private(set) var tokens: ChatPiece.ReportedTokens?
  /// The error that the body holds.
  private(set) var error: ServerError?
  /// Whether `[DONE]` came.
  private(set) var isDone = false
  /// Whether anything had the shape of a completion.
  private(set) var isCompletion = false
  /// The start of a body that is no completion.
  private(set) var strange: [UInt8] = []
  /// Whether the body is a stream of events; `nil` until that is clear.
  private(set) var isStream: Bool?

  private var events = EventStream()
  private var whole: [UInt8] = []

  /// Creates one for a body of a content type.
  init(contentType: String?) {
    let type = (contentType ?? "").lowercased()
    if type.contains("event-stream") { isStream = true }
    if type.contains("json") || type.contains("html") { isStream = false }
  }

  /// Whether the model or the server said that nothing more comes.
  var hasEnded: Bool { isDone || finishReason != nil }

  /// Takes bytes; gives the text in them.
  mutating func feed(_ bytes: Data) throws -> String {
    if isStream == nil {
      let start = bytes.first { $0 > 0x20 }
      guard let start else { return "" }
      isStream = start != UInt8(ascii: "{") && start != UInt8(ascii: "<")
    }
    guard isStream == true else {
      whole += bytes
      return ""
    }
    return try take(try events.feed(bytes))
  }

  /// Ends the body; gives the text that was still in it.
  mutating func finish() throws -> String {
    guard isStream == false else { return try take(events.finish()) }
    guard let value = WireValue(json: whole) else {
      strange = Array(whole.prefix(64 << 10))
      return ""
    }
    return try take(value, isEvent: false)
  }

  private mutating func take(_ events: [EventStream.Event]) throws -> String {
    var new = ""
    for event in events where !isDone {
      let data = event.data.trimmingCharacters(in: .whitespacesAndNewlines)
      if let value = WireValue(json: data) {
        new += try take(value, isEvent: true, name: event.name)
        continue
      }
      // Servers that leave out the empty lines between events.
      for line in data.split(separator: "\n") {
        if line == "[DONE]" {
          isDone = true
        } else if let value = WireValue(json: line.utf8) {
          new += try take(value, isEvent: true, name: event.name)
        } else if event.name == "error" {
          error = ServerError(status: 500, body: line.utf8)
        } else if strange.count < 4096 {
          strange += line.utf8.prefix(4096)
        }
      }
    }
    return new
  }

  private mutating func take(
    _ value: WireValue, isEvent: Bool, name: String = ""
  ) throws -> String {
    let piece = ChatPiece(value)
    if let error = piece.error { self.error = error }
    if name == "error", error == nil { error = ServerError(status: 500, body: value.json.utf8) }
    if piece.isCompletion {
      isCompletion = true
    } else if strange.count < 4096 {
      strange += value.json.utf8.prefix(4096)
    }
    finishReason = piece.finishReason ?? finishReason
    model = piece.model ?? model
    tokens = piece.tokens ?? tokens
    var new = piece.text[...]
    // A last chunk may repeat in full what came in pieces.
    if isEvent, piece.isWhole, new.hasPrefix(text) { new = new.dropFirst(text.count) }
    text += new
    reasoning += piece.reasoning
    refusal += piece.refusal
    guard text.utf8.count + reasoning.utf8.count <= Self.mostText else {
      throw EventStream.Oversized()
    }
    return String(new)
  }

  /// What was used: as the server says, and an estimate for what it does not say.
  func tokens(promptEstimate: Int) -> ChatReply.Tokens {
    let output = tokens?.output
    let estimate = Self.estimate(text) + Self.estimate(reasoning)
    // A server that counts nothing where something came has not counted.
    let isCounted = output != nil && !(output == 0 && estimate > 0)
    let input = tokens?.input.flatMap { $0 > 0 ? $0 : nil }
    return ChatReply.Tokens(
      input: input ?? promptEstimate, cached: tokens?.cached ?? 0,
      output: isCounted ? output ?? estimate : estimate, isEstimated: input == nil || !isCounted)
  }

  /// About how many tokens a text has: four bytes each.
  static func estimate(_ text: String) -> Int { (text.utf8.count + 3) / 4 }
}
