/// What one JSON object of a server says: a whole completion or a chunk of a stream.
///
/// Servers leave fields out, fill them with null, or with something of another type; whatever
/// cannot be read says nothing.
struct ChatPiece: Sendable, Hashable {
  /// Text of the reply.
  var text = ""
  /// Reasoning beside it.
  var reasoning = ""
  /// Why the model declines.
  var refusal = ""
  /// What a tool was called with: where some servers put a reply of a given form.
  var arguments = ""
  /// Why it stopped.
  var finishReason: String?
  /// The model that the server says answers.
  var model: String?
  /// What was used.
  var tokens: ReportedTokens?
  /// What went wrong.
  var error: ServerError?
  /// Whether the text is the whole text, where chunks may have brought it already.
  var isWhole = false
  /// Whether it has the shape of a completion at all.
  var isCompletion = false

  /// Counts as a server reports them; `nil` where it does not.
  struct ReportedTokens: Sendable, Hashable {
    var input: Int?
    var cached = 0
    var output: Int?
    /// Of the reply, how many were hidden reasoning.
    var reasoning = 0
  }

  /// Reads a value.
  init(_ value: WireValue) {
    error = ServerError(status: 200, value)
    model = value["model"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    let choices = value["choices"]?.elements ?? []
    isCompletion = value["choices"] != nil || value["usage"] != nil
    let choice = choices.first { ($0["index"]?.integer ?? 0) == 0 }
    if let choice { read(choice) }
    let usage = value["usage"] ?? choice?["usage"] ?? value["x_groq"]?["usage"]
    tokens = usage.flatMap(Self.tokens) ?? value["timings"].flatMap(Self.timings)
  }

  private mutating func read(_ choice: WireValue) {
    finishReason = choice["finish_reason"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    let message: WireValue
    if let delta = choice["delta"] {
      message = delta
    } else {
      message = choice["message"] ?? choice
      isWhole = true
    }
    if let content = message["content"] ?? choice["text"] { read(content: content) }
    let reasoning = message["reasoning_content"] ?? message["reasoning"]
    self.reasoning += reasoning.map(Self.plainText) ?? ""
    refusal += message["refusal"]?.text ?? ""
    let call = message["tool_calls"]?.elements.first { ($0["index"]?.integer ?? 0) == 0 }
    let tool = call?["function"] ?? message["function_call"] ?? call
    if let given = tool?["arguments"] ?? tool?["input"] { arguments += given.text ?? given.json }
  }

  private mutating func read(content: WireValue) {
    switch content {
    case .string(let text): self.text += text
    case .array(let parts):
      for part in parts {
        switch part["type"]?.text {
        case "thinking", "reasoning": reasoning += Self.plainText(part)
        case "refusal": refusal += part["refusal"]?.text ?? ""
        default: text += Self.plainText(part)
        }
      }
    case .object:
      if content["type"]?.text == "text" || content["text"]?.text != nil {
        text += Self.plainText(content)
      } else {
        // A server that has parsed the reply already.
        text += content.json
      }
    default: break
    }
  }

  private static func plainText(_ value: WireValue) -> String {
    if let text = value.text { return text }
    let inner = value["text"] ?? value["thinking"] ?? value["reasoning"] ?? value["content"]
    if let inner { return plainText(inner) }
    return value.elements.map(plainText).joined()
  }

  private static func tokens(_ usage: WireValue) -> ReportedTokens? {
    func count(_ names: String...) -> Int? {
      names.lazy.compactMap { usage[$0]?.tokens }.first
    }
    var tokens = ReportedTokens(
      input: count("prompt_tokens", "input_tokens"),
      output: count("completion_tokens", "output_tokens"))
    if tokens.output == nil, let input = tokens.input, let total = count("total_tokens") {
      tokens.output = max(0, total - input)
    }
    let details = usage["prompt_tokens_details"] ?? usage["input_tokens_details"]
    let cached = details?["cached_tokens"]?.tokens ?? count("prompt_cache_hit_tokens")
    tokens.cached = max(0, min(cached ?? 0, tokens.input ?? 0))
    let parts = usage["completion_tokens_details"] ?? usage["output_tokens_details"]
    tokens.reasoning = parts?["reasoning_tokens"]?.tokens ?? 0
    let isEmpty = (tokens.input ?? 0) == 0 && (tokens.output ?? 0) == 0
    return isEmpty ? nil : tokens
  }

  /// The counts that llama-server gives with every reply, also where it gives no usage.
  private static func timings(_ timings: WireValue) -> ReportedTokens? {
    guard let fresh = timings["prompt_n"]?.tokens, let output = timings["predicted_n"]?.tokens,
      output > 0
    else { return nil }
    let cached = timings["cache_n"]?.tokens ?? 0
    return ReportedTokens(input: fresh + cached, cached: cached, output: output)
  }
}
