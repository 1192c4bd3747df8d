internal import ChatModel

/// Asks an endpoint whose key is not read before the first request is about to be sent.
struct DeferredCaller: ChatCaller {
  let choice: EndpointChoice
  let model: String
  let links: EndpointLinks
  let traits: any TraitStore

  func reply(
    to request: ChatRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> ChatReply {
    let client: ChatClient
    do {
      client = try await links.client(of: model, at: choice, traits: traits)
    } catch let error as ConfigError {
      throw ChatError(.unauthorized, error.description)
    }
    return try await client.reply(to: request, onText: onText)
  }

  func contextLength() async -> Int? {
    try? await links.client(of: model, at: choice, traits: traits).contextLength()
  }
}
