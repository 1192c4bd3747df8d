internal import Foundation

/// Finds the answer to a request.
struct Answering {
  /// An answer with its tokens.
  struct Answer {
    var reply: WireReply
    var inputTokens = 0
    var outputTokens = 0
  }

  let log: OracleLog

  /// The answer; `chat` is the number of a chat request.
  func answer(_ request: WireRequest, _ body: ChatBody?, chat: Int) -> Answer {
    let behaviour = log.behaviour
    if let key = behaviour.requiredKey, request.key != key {
      return Answer(
        reply: .error(
          401, "Incorrect API key provided: \(request.key). Find your key in your account.",
          code: "invalid_api_key"))
    }
    if request.method == "GET", request.path.hasSuffix("/models") {
      let models = behaviour.models.map { ["id": $0, "object": "model", "owned_by": "oracle"] }
      return Answer(reply: .json(200, ["object": "list", "data": models]))
    }
    guard request.method == "POST" else {
      return Answer(reply: .error(404, "no \(request.method) \(request.path)"))
    }
    guard let body else { return Answer(reply: .error(400, "the body is no JSON object")) }
    guard behaviour.models.contains(body.model) else {
      return Answer(
        reply: .error(404, "The model `\(body.model)` does not exist.", code: "model_not_found"))
    }
    if request.path.hasSuffix("/embeddings") {
      return Answer(reply: Embedding.reply(to: body.fields, dimension: behaviour.dimension))
    }
    guard request.path.hasSuffix("/chat/completions") else {
      return Answer(reply: .error(404, "no \(request.path)"))
    }
    return refusal(of: body, chat: chat, behaviour) ?? completion(of: body, chat: chat, behaviour)
  }

  private func refusal(
    of body: ChatBody, chat: Int, _ behaviour: OracleBehaviour
  ) -> Answer? {
    var reply: WireReply?
    if behaviour.hang.comes(at: chat) {
      reply = WireReply(status: 200, pieces: [], isChunked: true, ending: .silent)
    } else if behaviour.failure.comes(at: chat) {
      reply = .error(500, "The oracle stumbled.", type: "server_error")
    } else if behaviour.outOfMoney.comes(at: chat) {
      reply = .error(
        429, "You exceeded your current quota.", type: "insufficient_quota",
        code: "insufficient_quota")
    } else if behaviour.rateLimit.comes(at: chat) {
      reply = .error(
        429, "Too many requests.", type: "rate_limit_error", code: "rate_limit_exceeded",
        headers: behaviour.retryAfter.map { [("Retry-After", Self.number($0))] } ?? [])
    } else if body.format == "json_schema", let status = behaviour.refusesSchema {
      reply = .error(status, "response_format of type json_schema is not supported")
    } else if body.format == "json_object", let status = behaviour.refusesJSONObject {
      reply = .error(status, "response_format of type json_object is not supported")
    } else if let name = behaviour.refusesParameters.sorted().first(where: {
      body.fields[$0] != nil
    }) {
      reply = .error(
        400, "Unsupported parameter: '\(name)' is not supported with this model.",
        code: "unsupported_parameter")
    }
    return reply.map { Answer(reply: $0) }
  }

  private func completion(
    of body: ChatBody, chat: Int, _ behaviour: OracleBehaviour
  ) -> Answer {
    var text = Wisdom(body: body, lies: behaviour.wrongNumber.comes(at: chat)).text
    if behaviour.badJSON.comes(at: chat) { text = "I would rather not say {\"it\": " }
    let isCut = behaviour.cutsOff.comes(at: chat)
    if isCut { text = String(text.prefix(text.count / 2)) }
    let input = max(1, body.prompt.utf8.count / 4)
    let output = max(1, text.utf8.count / 4)
    let completion = Completion(
      number: chat, model: body.model, text: text, finishReason: isCut ? "length" : "stop",
      usage: behaviour.tellsUsage
        ? [
          "prompt_tokens": input, "completion_tokens": output, "total_tokens": input + output,
          "prompt_tokens_details": ["cached_tokens": log.cachedTokens(of: body.prompt)],
        ] : nil)
    var reply =
      body.streams
      ? completion.streamed(
        eventLength: behaviour.eventLength, chunkBytes: behaviour.chunkBytes,
        pause: behaviour.chunkDelay, tellsUsage: body.wantsUsage)
      : completion.whole
    if behaviour.disconnect.comes(at: chat) {
      reply.isChunked = true
      reply.pieces = Array(reply.pieces.prefix(max(1, reply.pieces.count / 2)))
      if reply.pieces.count == 1 {
        reply.pieces[0] = reply.pieces[0].prefix(reply.pieces[0].count / 2)
      }
      reply.ending = .broken
    }
    return Answer(reply: reply, inputTokens: input, outputTokens: output)
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
