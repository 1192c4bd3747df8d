public import Foundation

/// What is known of how a model at an endpoint wants to be asked.
///
/// Starts from what the address tells and is learned from what the server refuses. Only how a
/// request is put depends on it, never what is asked.
public struct ServerTraits: Sendable, Hashable, Codable {
  /// How a reply of a given form is asked for, best first.
  public enum Rung: Int, Sendable, Hashable, Codable, Comparable {
    /// `json_schema`, strict: the server holds the model to it.
    case jsonSchema
    /// `json_object`, with the schema in the prompt.
    case jsonObject
    /// The schema in the prompt and nothing else.
    case promptOnly

    /// By how much the server helps.
    public static func < (left: Rung, right: Rung) -> Bool { left.rawValue < right.rawValue }
  }

  /// What may be left out of a request.
  public enum Omission: String, Sendable, Hashable, Codable, CaseIterable {
    /// `temperature`.
    case temperature
    /// `stream_options`, without which many servers tell no usage of a stream.
    case streamOptions
    /// `stream`: the reply comes in one piece. Every other call streams, so that a server that
    /// works can be told from one that hangs.
    case stream
    /// Any limit of tokens.
    case cap
    /// `pattern` in a schema.
    case pattern
    /// `schema` beside `json_object`.
    case schemaKey
    /// OpenRouter's `provider`.
    case provider
    /// A system message; its text then stands before the first message of the user.
    case system
  }

  /// Under which name the limit of tokens goes.
  public enum CapName: String, Sendable, Hashable, Codable {
    /// The old name, which nearly all know.
    case maxTokens = "max_tokens"
    /// The name that OpenAI's newer models want.
    case maxCompletionTokens = "max_completion_tokens"
  }

  /// How a reply of a given form is asked for.
  public var rung: Rung
  /// Whether a reply on this rung had the form.
  public var isRungProven = false
  /// The name of the limit.
  public var capName: CapName
  /// Names of the limit that were refused.
  public var refusedCapNames: Set<CapName> = []
  /// What is left out.
  public var omitted: Set<Omission> = []
  /// The largest limit that the server takes, `nil` where none is known.
  public var mostTokens: Int?
  /// What is added to the limit for hidden reasoning.
  public var reasoningReserve = 0
  /// Whether the server was seen to end a stream properly, so that one without an end was cut.
  public var endsStreams = false
  /// When this was learned.
  public var asOf: Date?

  /// What the address of an endpoint tells.
  public init(of endpoint: Endpoint) {
    rung = .jsonSchema
    switch (endpoint.kind, endpoint.style) {
    case (.openAI, _), (.azure, .openAI): capName = .maxCompletionTokens
    default: capName = .maxTokens
    }
    // These refuse what they do not know; the others pass over it.
    if [.openAI, .azure, .openRouter].contains(endpoint.kind) { omitted.insert(.schemaKey) }
    if endpoint.kind != .openRouter { omitted.insert(.provider) }
  }

  /// Steps below a rung that did not work; `false` where there is nothing below.
  ///
  /// Of many workers who meet the same refusal only the first steps.
  mutating func stepDown(from used: Rung, at kind: Endpoint.Kind) -> Bool {
    guard used < .promptOnly else { return false }
    guard rung == used else { return true }
    rung = used == .jsonSchema && kind != .lmStudio ? .jsonObject : .promptOnly
    isRungProven = false
    return true
  }
}
