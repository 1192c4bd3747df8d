/// What a language model answered.
public struct ChatReply: Sendable, Hashable, Codable {
  /// The tokens that a call used.
  public struct Tokens: Sendable, Hashable, Codable {
    /// Of the prompt, cached ones included.
    public var input: Int
    /// Those the provider had in its cache.
    public var cached: Int
    /// Of the reply, hidden reasoning included.
    public var output: Int
    /// Whether the server told none, so that these are guesses.
    public var isEstimated: Bool

    /// Creates counts.
    public init(input: Int, cached: Int = 0, output: Int, isEstimated: Bool = false) {
      self.input = input
      self.cached = cached
      self.output = output
      self.isEstimated = isEstimated
    }
  }

  /// The text.
  public var text: String
  /// Reasoning that came in a field of its own, `nil` where none did.
  public var reasoning: String?
  /// Why the model stopped, as the server says it: `stop`, `length`, `content_filter`.
  public var finishReason: String?
  /// The model that the server says answered.
  public var model: String?
  /// What it used.
  public var tokens: Tokens
  /// How often the request was sent.
  public var attempts: Int
  /// Wall time in seconds, waiting included.
  public var seconds: Double

  /// Creates a reply.
  public init(
    text: String, reasoning: String? = nil, finishReason: String? = nil, model: String? = nil,
    tokens: Tokens, attempts: Int = 1, seconds: Double = 0
  ) {
    self.text = text
    self.reasoning = reasoning
    self.finishReason = finishReason
    self.model = model
    self.tokens = tokens
    self.attempts = attempts
    self.seconds = seconds
  }
}
