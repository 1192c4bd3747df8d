package import ChatModel
package import Embeddings
internal import Foundation
package import RPM
internal import Storage

/// Language models: how they are found, reached, prompted and priced.
package struct LanguageModels: Sendable {
  /// What config and environment say.
  package let resolution: ModelResolution
  /// The links, shared by all who ask.
  package let links: EndpointLinks
  /// What they are told.
  package let prompts: PromptLibrary

  /// Reads what the config names beside itself; no key.
  ///
  /// - Throws: `PromptError` for an own prompt that cannot be used.
  package init(_ resolution: ModelResolution) throws {
    self.resolution = resolution
    links = EndpointLinks(
      keys: KeyReader(environment: resolution.environment),
      concurrency: resolution.configuration.fit.concurrency, timeout: resolution.timeout)
    prompts =
      try resolution.configuration.promptFolder.map {
        try PromptLibrary(folder: URL(fileURLWithPath: $0))
      } ?? PromptLibrary()
  }

  /// No endpoint at all: for what runs the built-in model only.
  package static let none = LanguageModels()

  private init() {
    resolution = ModelResolution(configuration: Configuration(), environment: [:])
    links = EndpointLinks(keys: KeyReader(environment: [:]), concurrency: 1)
    prompts = PromptLibrary()
  }

  /// How a model is asked.
  package var settings: ChatModelSettings {
    let fit = resolution.configuration.fit
    return ChatModelSettings(
      concurrency: fit.concurrency, extractionsPerCall: fit.queriesPerCall)
  }

  /// A language model as the black box of the method.
  package func blackBox(
    at endpoint: EndpointChoice, model: String, ledger: any CallLedger, traits: any TraitStore,
    fresh: Bool, spending: Spending
  ) -> any BlackBox {
    let keeper = ReplyKeeper(
      caller: DeferredCaller(choice: endpoint, model: model, links: links, traits: traits),
      ledger: ledger, model: endpoint.identity(of: model), price: price(of: model, at: endpoint),
      spending: spending, replays: !fresh)
    return ChatModel(keeper: keeper, prompts: prompts, settings: settings)
  }

  /// The same, with nobody asked: what is not kept goes to a collector.
  package func blackBox(
    collecting collector: BatchCollector, at endpoint: EndpointChoice, model: String,
    ledger: any CallLedger
  ) -> any BlackBox {
    let keeper = ReplyKeeper(
      collector: collector, ledger: ledger, model: endpoint.identity(of: model),
      price: price(of: model, at: endpoint))
    return ChatModel(keeper: keeper, prompts: prompts, settings: settings)
  }

  /// What tokens of a model cost; `nil` where that is not known. A machine nearby takes no money.
  package func price(of model: String, at endpoint: EndpointChoice) -> Price? {
    PriceTable(own: resolution.configuration.prices).price(
      of: model, at: endpoint.url.description) ?? (endpoint.url.isLocal ? .free : nil)
  }

  /// What one command, or one sitting at the screen, may spend.
  ///
  /// - Parameter budget: a limit as it is written; the config's where it is `nil`.
  /// - Throws: `ModelProblem`.
  package func spending(budget text: String?) throws -> Spending {
    let config = resolution.configuration
    var budget = Budget(run: config.runBudget, day: config.dayBudget)
    if let text {
      guard let limit = Budget.Limit(text) else {
        throw ModelProblem.badBudget
      }
      budget.run = limit
    }
    return Spending(budget: budget, dayStart: Midnight.last)
  }

  /// What fitting somebody takes.
  package func estimate(
    fitting user: User, with model: String, at endpoint: EndpointChoice
  ) -> FitEstimate {
    FitEstimate(
      of: user, prompts: prompts, settings: settings, price: price(of: model, at: endpoint))
  }

  /// What making the stale paths of a model anew will take.
  package func estimate(
    rebuilding model: UserModel, history: [Interaction], with name: String,
    at endpoint: EndpointChoice
  ) -> RebuildEstimate {
    RebuildEstimate(
      of: model, history: history, prompts: prompts, price: price(of: name, at: endpoint))
  }

  /// What makes retrieval keys: the endpoint's own embeddings where it is configured to.
  ///
  /// - Parameters:
  ///   - ledger: where what a model used is booked.
  ///   - spending: what it counts towards.
  package func embedder(
    at endpoint: EndpointChoice, ledger: (ModelIdentity) -> any CallLedger, spending: Spending
  ) -> any TextEmbedder {
    guard let model = endpoint.embeddings else { return StaticTable.shared }
    return DeferredEmbedder(
      choice: endpoint, model: model, links: links, price: price(of: model, at: endpoint),
      ledger: ledger(endpoint.identity(of: model)), spending: spending)
  }
}
