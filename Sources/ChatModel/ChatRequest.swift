public import RPM

/// What a language model is asked, before any server's habits are known.
///
/// The same request gives the same reply key, whatever a server made it necessary to leave out.
public struct ChatRequest: Sendable, Hashable {
  /// The messages; the part that stays the same from call to call stands first.
  public var messages: [Exchange.Message]
  /// What the reply must look like; `nil` for free text.
  public var schema: JSONSchema?
  /// The most tokens the reply may have, hidden reasoning not counted.
  public var maxTokens: Int
  /// 0 to 2; 0 unless somebody says otherwise.
  public var temperature: Double
  /// Whether somebody watches the text arrive.
  public var streams: Bool

  /// Creates a request.
  public init(
    messages: [Exchange.Message], schema: JSONSchema? = nil, maxTokens: Int,
    temperature: Double = 0, streams: Bool = false
  ) {
    self.messages = messages
    self.schema = schema
    self.maxTokens = maxTokens
    self.temperature = temperature
    self.streams = streams
  }
}
