package import ChatModel

/// Asks an endpoint whose key is not read before the first request is about to be sent.
package struct DeferredCaller: ChatCaller {
  package let choice: EndpointChoice
  package let model: String
  package let links: EndpointLinks
  package let traits: any TraitStore

  package func reply(
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

  package func contextLength() async -> Int? {
    try? await links.client(of: model, at: choice, traits: traits).contextLength()
  }
}
