internal import Foundation

/// Puts a reply together from the bytes of a body, whatever form the server chose.
///
/// A server may stream though it was not asked to, or not stream though it was; the first byte
/// tells, and the header where that says nothing.
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
  private var arguments = ""
  /// Whether the header says that the body is one piece.
  private let isCalledWhole: Bool

  init(contentType: String?) {
    let type = (contentType ?? "").lowercased()
    isCalledWhole = type.contains("json") || type.contains("html")
  }

  /// Whether the model or the server said that nothing more comes.
  var hasEnded: Bool { isDone || finishReason != nil }

  /// What the reason for stopping means, whatever a provider calls it.
  enum Ending: Sendable, Hashable {
    /// The model was done.
    case whole
    /// The limit of tokens was reached.
    case cut
    /// A filter took it.
    case declined
    /// The server stopped in the middle: out of memory, a fault, another caller.
    case broken
  }

  /// Why it stopped; a reason that nobody knows is taken for a good end.
  var ending: Ending {
    switch finishReason?.lowercased() {
    case "length", "max_tokens", "model_length", "max_output_tokens", "max_length": .cut
    case "content_filter", "content_filtered", "safety", "recitation", "blocklist", "spii",
      "prohibited_content", "refusal", "sensitive":
      .declined
    case "error", "abort", "aborted", "cancel", "cancelled", "canceled", "network_error",
      "insufficient_system_resource", "malformed_function_call":
      .broken
    default: .whole
    }
  }

  /// Takes bytes; gives the text in them.
  mutating func feed(_ bytes: Data) throws -> String {
    if isStream == nil {
      // White space and a byte order mark say nothing; some keep the connection alive with them.
      let start = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
      guard let start else { return "" }
      let mayBeField = "deir:".utf8.contains(start)
      isStream = isCalledWhole ? mayBeField : !"{[<".utf8.contains(start)
    }
    guard isStream == true else {
      whole += bytes
      guard whole.count <= Self.mostText else { throw EventStream.Oversized() }
      return ""
    }
    return try take(try events.feed(bytes))
  }

  /// Ends the body; gives the text that was still in it.
  mutating func finish() throws -> String {
    let last = try finishBody()
    guard text.allSatisfy(\.isWhitespace), refusal.isEmpty, !arguments.isEmpty else { return last }
    text = arguments
    return text
  }

  private mutating func finishBody() throws -> String {
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
    // A last chunk may repeat these too.
    if !isEvent || !piece.isWhole || arguments.isEmpty { arguments += piece.arguments }
    guard text.utf8.count + reasoning.utf8.count + arguments.utf8.count <= Self.mostText else {
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
