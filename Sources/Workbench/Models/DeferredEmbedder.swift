package import ChatModel
internal import Embeddings
internal import RPM
internal import Synchronization

/// Embeds texts at an endpoint whose key is not read before the first text is.
///
/// What it uses is booked and counts towards the budget; a reply of this kind is not kept, since the memory holds what came of it.
package final class DeferredEmbedder: TextEmbedder {
  private let choice: EndpointChoice
  private let model: String
  private let links: EndpointLinks
  private let price: Price?
  private let ledger: any CallLedger
  private let spending: Spending
  private let opened = Mutex<EndpointEmbedder?>(nil)
  private let tokens = Mutex<[ChatReply.Tokens]>([])

  package init(
    choice: EndpointChoice, model: String, links: EndpointLinks, price: Price?,
    ledger: any CallLedger, spending: Spending
  ) {
    self.choice = choice
    self.model = model
    self.links = links
    self.price = price
    self.ledger = ledger
    self.spending = spending
  }

  /// As `EndpointEmbedder` has it, so that vectors stay comparable from run to run.
  package var identity: String { "\(model)@\(choice.identity(of: model).version)" }

  /// The length of its vectors; 0 before the first text.
  package var dimensions: Int { opened.withLock { $0?.dimensions ?? 0 } }

  package func embed(_ texts: [String]) async throws -> [[Float]] {
    let embedder: EndpointEmbedder
    do {
      embedder = try await open()
    } catch let error as ConfigError {
      throw RoleFailure(error.description, reach: .refused)
    }
    let result: Result<[[Float]], any Error>
    do {
      result = .success(try await embedder.embed(texts))
    } catch {
      result = .failure(error)
    }
    try await book()
    return try result.get()
  }

  private func open() async throws -> EndpointEmbedder {
    if let embedder = opened.withLock({ $0 }) { return embedder }
    let link = try await links.link(to: choice, model: model)
    let embedder = try await EndpointEmbedder.open(model: model, link: link) { [self] used in
      tokens.withLock { $0.append(used) }
    }
    opened.withLock { $0 = embedder }
    return embedder
  }

  private func book() async throws {
    let used = tokens.withLock { tokens in
      defer { tokens = [] }
      return tokens
    }
    guard !used.isEmpty else { return }
    let usage = used.reduce(Usage()) { $0 + Usage($1, price: price) }
    spending.note(usage)
    // A task of its own, so that what a cancelled run paid for is booked too.
    try await Task.detached { [ledger] in try await ledger.book(usage, stage: .retrieve) }.value
  }
}
