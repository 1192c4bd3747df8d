public import RPM

/// The black box of the paper: a language model that fills every role, behind any endpoint that
/// speaks the chat API (paper section 3).
///
/// Each role is a prompt and a contract for the reply. A reply that breaks its contract is asked for
/// once more with what was wrong; then the item fails, and nothing is guessed.
public struct ChatModel: BlackBox {
  /// The model's name and the endpoint's address.
  public let identity: ModelIdentity
  private let keeper: ReplyKeeper
  private let prompts: PromptLibrary
  private let settings: ChatModelSettings

  /// - Parameters:
  ///   - keeper: what asks, pays and keeps.
  ///   - prompts: the prompts of the roles.
  ///   - settings: how it is asked.
  public init(
    keeper: ReplyKeeper, prompts: PromptLibrary = PromptLibrary(),
    settings: ChatModelSettings = ChatModelSettings()
  ) {
    identity = keeper.model
    self.keeper = keeper
    self.prompts = prompts
    self.settings = settings
  }

  /// Its sessions follow prompts that fit no role.
  public var completes: Bool { true }

  /// Opens the model for a user; nothing is called yet.
  public func open(_ subject: Subject) async throws -> any BlackBoxSession {
    ChatSession(
      task: subject.task, history: subject.history, keeper: keeper, prompts: prompts,
      settings: settings)
  }
}

/// How a language model is asked.
public struct ChatModelSettings: Sendable, Hashable {
  /// 0 to 2; 0, so that the same question has the same answer as far as a server can.
  public var temperature: Double
  /// How many calls run at once, at best: how many a server gains from is found out.
  public var concurrency: Int
  /// How many queries share one call of extraction during a fit.
  ///
  /// One, since then the features of one query cannot bleed into the next, and a call that fails
  /// costs one item. More save the part of the prompt that is the same for all: with short queries
  /// up to two thirds of the tokens of extraction.
  public var extractionsPerCall: Int

  /// Creates settings.
  public init(temperature: Double = 0, concurrency: Int = 8, extractionsPerCall: Int = 1) {
    self.temperature = temperature
    self.concurrency = concurrency
    self.extractionsPerCall = extractionsPerCall
  }
}
