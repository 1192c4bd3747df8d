internal import Crypto
internal import Foundation
public import RPM

/// A line of a batch's results: what became of one request.
public struct BatchResult: Sendable, Hashable {
  /// What became of it.
  public enum Outcome: Sendable, Hashable {
    /// A reply, not judged yet.
    case reply(ChatReply)
    /// No reply that can be kept.
    case failure(BatchFailure)
  }

  /// What identifies the request; the `custom_id`.
  public var key: String
  /// The SHA-256 of the line in hex, so that the same line is known when it comes again.
  public var digest: String
  /// What became of it.
  public var outcome: Outcome

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
    if value["response"] == nil, value["error"] == nil, value["body"] != nil {
      throw BatchLineError("it is a request, not a result: this is the file that was exported")
    }
    self.key = key
    digest = SHA256.hash(data: Data(line)).hexadecimal
    outcome = try Self.outcome(of: value)
  }

  private static func outcome(of value: WireValue) throws -> Outcome {
    let response = value["response"]
    let status = response?["status_code"]?.integer ?? 200
    if let error = value["error"], response == nil || !ServerError.isNothing(error),
      let told = ServerError(status: status, .object([.init("error", error)]))
    {
      return .failure(refusal(told))
    }
    guard let body = response?["body"] else {
      return .failure(
        BatchFailure(
          kind: "no reply", description: "no reply (status \(status))", cause: .server(nil)))
    }
    return try outcome(status: status, body: body)
  }

  private static func outcome(status: Int, body: WireValue) throws -> Outcome {
    // Some put the body in as a text.
    let json = body.text ?? body.json
    var assembly = ReplyAssembly(contentType: "application/json")
    do {
      _ = try assembly.feed(Data(json.utf8))
      _ = try assembly.finish()
    } catch is EventStream.Oversized {
      throw BatchLineError("its reply is longer than any that was asked for")
    }
    if var error = assembly.error {
      if !(200..<300).contains(status) { error.status = status }
      return .failure(refusal(error))
    }
    guard (200..<300).contains(status) else {
      return .failure(refusal(ServerError(status: status, body: Array(json.utf8))))
    }
    guard assembly.isCompletion else {
      return .failure(
        BatchFailure(
          kind: "no completion", description: "a reply without a completion", cause: .server(nil)))
    }
    // What the provider counted, and guesses for the rest of a text that came.
    let tokens = assembly.tokens(promptEstimate: 0)
    func failure(_ kind: String, _ description: String, _ cause: BatchFailure.Cause) -> Outcome {
      .failure(BatchFailure(kind: kind, description: description, tokens: tokens, cause: cause))
    }
    if !assembly.refusal.isEmpty || assembly.ending == .declined {
      return failure("declined", "the model declined", .final)
    }
    let isEmpty = assembly.text.allSatisfy(\.isWhitespace)
    if assembly.ending == .cut {
      return failure("cut", "the reply was cut at its limit of tokens", .cut(isEmpty: isEmpty))
    }
    if assembly.ending == .broken {
      return failure("broken off", "the server broke off the reply", .server(nil))
    }
    if isEmpty { return failure("empty", "the reply is empty", .final) }
    return .reply(
      ChatReply(
        text: assembly.text, reasoning: assembly.reasoning.isEmpty ? nil : assembly.reasoning,
        finishReason: assembly.finishReason, model: assembly.model, tokens: tokens))
  }

  private static func refusal(_ error: ServerError) -> BatchFailure {
    let name = error.code ?? error.type ?? "status \(error.status)"
    let message = ServerError.oneLine(error.message, limit: 200)
    return BatchFailure(
      kind: name, description: message.isEmpty || message == name ? name : "\(name): \(message)",
      cause: .server(error))
  }
}

/// Why a line of a file is no result.
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
