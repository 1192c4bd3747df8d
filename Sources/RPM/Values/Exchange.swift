/// One call of a language model as it went over the wire: what was sent, what came back.
///
/// Headers, and with them keys, are no part of it.
public struct Exchange: Sendable, Hashable, Codable {
  /// A message of a chat.
  public struct Message: Sendable, Hashable, Codable {
    /// Who speaks.
    public enum Role: String, Sendable, Hashable, Codable {
      /// Whoever sets the frame.
      case system
      /// Whoever asks.
      case user
      /// The model.
      case assistant
    }

    /// Who speaks.
    public var role: Role
    /// What is said.
    public var text: String

    /// Creates a message.
    public init(_ role: Role, _ text: String) {
      self.role = role
      self.text = text
    }
  }

  /// Which prompt was filled in.
  public struct Prompt: Sendable, Hashable, Codable {
    /// The role of the black box that it is for, such as `extract`.
    public var role: String
    /// Its version, such as `1`, or `own` for one from the user's folder.
    public var version: String
    /// The first 12 hex digits of the SHA-256 of its text.
    public var hash: String

    /// Creates an identity.
    public init(role: String, version: String, hash: String) {
      self.role = role
      self.version = version
      self.hash = hash
    }
  }

  /// The stage that wanted it.
  public var stage: Stage
  /// The prompt.
  public var prompt: Prompt
  /// The model that was asked.
  public var model: ModelIdentity
  /// The model that the server says answered, `nil` where it does not say.
  public var reportedModel: String?
  /// What was sent.
  public var messages: [Message]
  /// What came back, untouched.
  public var reply: String
  /// Reasoning that came beside the reply, `nil` where none did.
  public var reasoning: String?
  /// Why the model stopped, as the server says it; `nil` where it does not.
  public var finishReason: String?
  /// Why the reply could not be used, `nil` where it could.
  public var problem: String?
  /// Whether the reply was kept from an earlier call.
  public var isReplayed: Bool
  /// How often the request was sent until a reply came.
  public var attempts: Int
  /// Wall time in seconds.
  public var seconds: Double
  /// What it used.
  public var usage: Usage

  /// Creates an exchange.
  public init(
    stage: Stage, prompt: Prompt, model: ModelIdentity, reportedModel: String? = nil,
    messages: [Message], reply: String, reasoning: String? = nil, finishReason: String? = nil,
    problem: String? = nil, isReplayed: Bool = false, attempts: Int = 1, seconds: Double = 0,
    usage: Usage = Usage()
  ) {
    self.stage = stage
    self.prompt = prompt
    self.model = model
    self.reportedModel = reportedModel
    self.messages = messages
    self.reply = reply
    self.reasoning = reasoning
    self.finishReason = finishReason
    self.problem = problem
    self.isReplayed = isReplayed
    self.attempts = attempts
    self.seconds = seconds
    self.usage = usage
  }
}
