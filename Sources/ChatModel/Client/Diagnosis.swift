internal import Foundation

/// What an error of a server means for the call.
enum Diagnosis: Sendable, Hashable {
  /// The request must be put differently.
  case adapt(Change)
  /// The same again, later.
  case retry(isLoading: Bool)
  /// It makes no sense to go on.
  case fail(ChatError.Kind)

  /// How a request can be put differently.
  enum Change: Sendable, Hashable {
    /// Ask for the form of the reply in a weaker way.
    case stepDown
    /// Leave something out.
    case omit(ServerTraits.Omission)
    /// Ask for a stream again.
    case stream
    /// Another name for the limit of tokens.
    case capName(ServerTraits.CapName)
    /// No larger limit than this.
    case mostTokens(Int)
    /// No larger limit than this for this prompt.
    case room(Int)
  }

  /// What was sent.
  struct Sent: Sendable, Hashable {
    var traits: ServerTraits
    var kind: Endpoint.Kind
    var hasSchema: Bool
    var streams: Bool
    var cap: Int
  }

  /// Reads an error.
  init(_ error: ServerError, headers: [String: String], sent: Sent) {
    let words = error.words
    func says(_ phrases: String...) -> Bool { phrases.contains { words.contains($0) } }
    if Self.isAboutContext(words), error.status != 429 {
      if let room = Self.room(in: words), room >= 64, room < sent.cap {
        self = .adapt(.room(room))
      } else {
        self = .fail(.contextTooSmall)
      }
    } else if error.status == 413 {
      self = .fail(.contextTooSmall)
    } else if Self.isAboutMoney(error) {
      self = .fail(.outOfMoney)
    } else if error.status < 500,
      says(
        "content_filter", "content management policy", "responsibleai", "content_policy",
        "moderation", "flagged")
    {
      self = .fail(.refused)
    } else if error.status == 500, says("model produced output", "failed to parse model output") {
      // llama.cpp reads replies against the form; the same request gets the same reply.
      self = .fail(.garbled)
    } else if let change = Self.change(error, sent: sent) {
      self = .adapt(change)
    } else if error.status == 401 || error.status == 403 {
      self = .fail(.unauthorized)
    } else if error.status == 404 || error.status == 405
      || says("model_not_found", "not a valid model", "model does not exist")
    {
      self = .fail(.notFound)
    } else {
      self = Self.retry(error, headers: headers)
    }
  }

  private static func retry(_ error: ServerError, headers: [String: String]) -> Diagnosis {
    let mayPass: Bool
    switch headers["x-should-retry"]?.lowercased() {
    case "true": mayPass = true
    case "false": mayPass = false
    default:
      mayPass =
        [408, 409, 429].contains(error.status) || error.status >= 500 && error.status != 501
    }
    if mayPass {
      return .retry(isLoading: error.status == 503 && error.words.contains("loading"))
    }
    if error.status == 429 { return .fail(.rateLimited) }
    return .fail(error.status >= 500 ? .serverFailure : .rejected)
  }

  private static func isAboutMoney(_ error: ServerError) -> Bool {
    if error.status == 402 { return true }
    guard [400, 403, 429].contains(error.status) else { return false }
    if error.code == "insufficient_quota" || error.type == "insufficient_quota" { return true }
    let words = error.words
    // Google says "quota" of every limit, and means money with none of them.
    if words.contains("resource_exhausted") { return false }
    return [
      "exceeded your current quota", "billing_hard_limit", "insufficient balance",
      "insufficient credits", "credit balance",
    ].contains { words.contains($0) }
  }

  // MARK: Context

  static func isAboutContext(_ words: String) -> Bool {
    [
      "context_length_exceeded", "exceed_context_size", "context length", "context window",
      "context size", "prompt is too long", "input is too long", "n_ctx", "longer than the maximum",
    ].contains { words.contains($0) }
  }

  /// How many tokens the context leaves for the reply, where an error tells both its size and that
  /// of the prompt.
  static func room(in words: String) -> Int? {
    guard
      let size = number(in: words, after: ["context length is ", "context length of "]),
      let prompt = number(
        in: words, before: [" input tokens", " in the messages", " in your prompt"])
    else { return nil }
    return size - prompt
  }

  private static func number(in words: String, after phrases: [String]) -> Int? {
    for phrase in phrases {
      guard let found = words.range(of: phrase) else { continue }
      return Int(words[found.upperBound...].prefix(while: \.isNumber))
    }
    return nil
  }

  private static func number(in words: String, before phrases: [String]) -> Int? {
    for phrase in phrases {
      guard let found = words.range(of: phrase) else { continue }
      let digits = words[..<found.lowerBound].reversed().prefix(while: \.isNumber)
      return Int(String(digits.reversed()))
    }
    return nil
  }

  // MARK: Parameters

  private static func change(_ error: ServerError, sent: Sent) -> Change? {
    guard [400, 404, 422, 500].contains(error.status) else { return nil }
    let words = error.words
    func says(_ phrases: String...) -> Bool { phrases.contains { words.contains($0) } }
    let traits = sent.traits
    let hasFormat = sent.hasSchema && traits.rung < .promptOnly
    if error.status == 404 {
      // OpenRouter: no provider of the model takes what was required of it.
      return hasFormat && says("requested parameters") ? .stepDown : nil
    }
    if !sent.streams,
      says("must stream", "support stream", "supports stream", "non-streaming", "stream must be")
        || says("requires stream", "require stream", "stream=true", "streaming only")
        || error.param == "stream"
    {
      return .stream
    }
    if hasFormat, !traits.omitted.contains(.pattern), says("pattern") { return .omit(.pattern) }
    if hasFormat {
      // Where only one of them can be had, the form is worth more.
      if sent.streams, !traits.omitted.contains(.stream), says("stream"),
        says("response_format", "json", "structured output", "grammar"), !says("stream_options")
      {
        return .omit(.stream)
      }
      if traits.rung == .jsonObject, !traits.omitted.contains(.schemaKey),
        says("response_format.schema")
      {
        return .omit(.schemaKey)
      }
      if says(
        "response_format", "json_schema", "json_object", "json schema", "json mode", "grammar",
        "structured output", "guided")
      {
        return .stepDown
      }
      if !traits.omitted.contains(.provider), says("require_parameters") { return .omit(.provider) }
    }
    if let change = capChange(words, sent: sent) { return change }
    if !traits.omitted.contains(.temperature), says("temperature") { return .omit(.temperature) }
    if sent.streams, !traits.omitted.contains(.stream) {
      if !traits.omitted.contains(.streamOptions), says("stream_options", "include_usage") {
        return .omit(.streamOptions)
      }
      if error.param == "stream" || says("'stream'", "\"stream\"", "streaming", "to stream") {
        return .omit(.stream)
      }
    }
    let isAboutSystem =
      says("system role", "system message", "role 'system'", "role: system", "role \"system\"")
      || says("system instruction", "system prompt", "developer instruction", "developer role")
      || says("only user and assistant", "roles must alternate", "must alternate between user")
    return isAboutSystem && !traits.omitted.contains(.system) ? .omit(.system) : nil
  }

  private static func capChange(_ words: String, sent: Sent) -> Change? {
    let traits = sent.traits
    guard !traits.omitted.contains(.cap),
      words.contains("max_tokens") || words.contains("max_completion_tokens")
    else { return nil }
    let isUnknown = [
      "unsupported", "not supported", "unrecognized", "unknown", "not permitted", "unexpected",
      "extra", "invalid parameter",
    ].contains { words.contains($0) }
    if !isUnknown {
      // It is known, but too large: the largest number below what was sent is the limit.
      let numbers = words.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
      let limit = numbers.filter { $0 >= 16 && $0 < sent.cap }.max()
      if let limit { return .mostTokens(limit) }
    }
    let other: ServerTraits.CapName =
      traits.capName == .maxTokens ? .maxCompletionTokens : .maxTokens
    // Ollama reads only one of them, and would pass over the other in silence.
    if traits.refusedCapNames.contains(other) || sent.kind == .ollama { return .omit(.cap) }
    return .capName(other)
  }
}

extension ServerTraits {
  /// Takes a change over that a refused request showed to be needed.
  mutating func adapt(to change: Diagnosis.Change, sent: Diagnosis.Sent) -> Bool {
    switch change {
    case .stepDown: return stepDown(from: sent.traits.rung, at: sent.kind)
    case .omit(let omission): omitted.insert(omission)
    case .stream: return omitted.remove(.stream) != nil
    case .capName(let name):
      refusedCapNames.insert(sent.traits.capName)
      capName = name
    case .mostTokens(let most): mostTokens = min(most, mostTokens ?? .max)
    case .room: break
    }
    return true
  }
}
