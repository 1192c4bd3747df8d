internal import Foundation
public import RPM

/// A line of a batch's results: what became of one request (ours).
public enum BatchResult: Sendable, Hashable {
  /// A reply, not judged yet.
  case reply(key: String, ChatReply)
  /// The request failed and waits on; what the provider says.
  case failure(key: String, String)

  /// Reads a line of an output or an error file, in the shapes of OpenAI, Azure and vLLM.
  ///
  /// - Throws: `BatchLineError` where the line is no result.
  public init(line: some Collection<UInt8>) throws {
    guard let value = WireValue(json: line) else {
      throw BatchLineError("it is no JSON object, as where a file was cut")
    }
    guard let key = value["custom_id"]?.text, !key.isEmpty else {
      throw BatchLineError("it has no custom_id: is this a file of results?")
    }
    let response = value["response"]
    let status = response?["status_code"]?.integer ?? 200
    if let error = value["error"],
      let told = ServerError(status: status, .object([.init("error", error)]))
    {
      self = .failure(key: key, Self.text(of: told))
      return
    }
    guard let body = response?["body"] else {
      if value["body"] != nil, value["method"] != nil {
        throw BatchLineError("it is a request, not a result: this is the file that was exported")
      }
      self = .failure(key: key, "no reply (status \(status))")
      return
    }
    self = try Self.reply(key: key, status: status, body: body)
  }

  private static func reply(key: String, status: Int, body: WireValue) throws -> BatchResult {
    // Some put the body in as a text.
    let json = body.text ?? body.json
    var assembly = ReplyAssembly(contentType: "application/json")
    _ = try assembly.feed(Data(json.utf8))
    _ = try assembly.finish()
    if let error = assembly.error { return .failure(key: key, text(of: error)) }
    guard (200..<300).contains(status) else {
      return .failure(
        key: key, text(of: ServerError(status: status, body: Array(json.utf8))))
    }
    guard assembly.isCompletion else { return .failure(key: key, "a reply without a completion") }
    if !assembly.refusal.isEmpty || assembly.finishReason == "content_filter" {
      return .failure(key: key, "the model declined")
    }
    if assembly.finishReason == "length" {
      return .failure(key: key, "the reply was cut at its limit of tokens")
    }
    guard !assembly.text.allSatisfy(\.isWhitespace) else {
      return .failure(key: key, "the reply is empty")
    }
    return .reply(
      key: key,
      ChatReply(
        text: assembly.text, reasoning: assembly.reasoning.isEmpty ? nil : assembly.reasoning,
        finishReason: assembly.finishReason, model: assembly.model,
        tokens: assembly.tokens(promptEstimate: 0)))
  }

  private static func text(of error: ServerError) -> String {
    let name = error.code ?? error.type ?? "status \(error.status)"
    let message = ServerError.oneLine(error.message, limit: 200)
    return message.isEmpty || message == name ? name : "\(name): \(message)"
  }
}

/// Why a line of a file is no result (ours).
public struct BatchLineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with it.
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}

extension KeptReply {
  /// A reply that came with a batch, at half the price.
  public init(
    batched reply: ChatReply, stage: Stage, prompt: Exchange.Prompt, model: ModelIdentity,
    price: Price?
  ) {
    self.init(
      reply: reply, stage: stage, prompt: prompt, model: model,
      usage: Usage(reply.tokens, price: price?.inBatch))
  }
}
