/// A line of a batch file as OpenAI, Azure and vLLM read it.
public enum BatchLine {
  /// The most lines that OpenAI takes in a file.
  public static let mostLines = 50_000
  /// The most bytes that OpenAI takes in a file: 200 MB.
  public static let mostBytes = 200_000_000

  /// The JSON text of a request, on one line.
  ///
  /// - Parameters:
  ///   - model: the model's name there; with Azure the name of the deployment.
  ///   - traits: what the server is known to want or not to take.
  ///   - cap: the limit of tokens, in place of the request's own.
  public static func json(
    _ request: BatchRequest, model: String, traits: ServerTraits, cap: Int? = nil
  ) -> String {
    let body = RequestBody.chat(request.request, model: model, traits: traits, maxTokens: cap)
    let id = WireValue.string(request.key).json
    return
      "{\"custom_id\":\(id),\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":\(body)}"
  }

  /// What is known of how a model wants to be asked: what its address tells, and what calls that were
  /// made to it have taught. Nobody is asked.
  public static func traits(
    of model: String, at endpoint: Endpoint, store: any TraitStore
  ) async -> ServerTraits {
    await TraitBook(endpoint: endpoint, model: model, store: store, clock: .system).current()
  }
}
