internal import Foundation

/// What a chat request asks for.
struct ChatBody {
  /// The fields as they came.
  let fields: [String: Any]
  /// The text of all messages, in order.
  let messages: [(role: String, text: String)]

  /// Reads a body; `nil` where it is no JSON object.
  init?(_ body: Data) {
    guard let fields = JSON.object(body) else { return nil }
    self.fields = fields
    messages = (fields["messages"] as? [[String: Any]] ?? []).map { message in
      let parts = message["content"] as? [[String: Any]] ?? []
      return (
        message["role"] as? String ?? "user",
        message["content"] as? String
          ?? parts.compactMap { $0["text"] as? String }.joined(separator: "\n")
      )
    }
  }

  /// The model that is asked.
  var model: String { fields["model"] as? String ?? "" }

  /// Whether the reply is to come as a stream.
  var streams: Bool { fields["stream"] as? Bool ?? false }

  /// Whether the stream is to tell its usage.
  var wantsUsage: Bool {
    (fields["stream_options"] as? [String: Any])?["include_usage"] as? Bool ?? false
  }

  /// `json_schema`, `json_object`, or `nil` for text.
  var format: String? { (fields["response_format"] as? [String: Any])?["type"] as? String }

  /// All that is said.
  var prompt: String { messages.map(\.text).joined(separator: "\n\n") }

  /// The schema that the reply has to fit: of the request, or printed in the prompt.
  var schema: [String: Any]? {
    let format = fields["response_format"] as? [String: Any]
    return (format?["json_schema"] as? [String: Any])?["schema"] as? [String: Any]
      ?? format?["schema"] as? [String: Any] ?? PromptText(prompt).schema
  }

  /// What is wanted.
  var role: OracleRole {
    let first = (schema?["properties"] as? [String: [String: Any]])?["f1"]
    return OracleRole(
      fields: schema.map(SchemaFields.names) ?? PromptText(prompt).quotedNames,
      choices: first?["enum"] as? [String] ?? (prompt.contains("\"taken\"") ? ["taken"] : []))
  }

  /// Tells bodies apart by all that is asked for, not by how it is to be sent.
  var hash: String {
    var fields = fields
    fields["stream"] = nil
    fields["stream_options"] = nil
    return String(Hash.of(JSON.data(fields)), radix: 16)
  }
}

/// The names of the fields of a JSON schema, at any depth.
enum SchemaFields {
  static func names(_ schema: [String: Any]) -> Set<String> {
    var names: Set<String> = []
    for (name, value) in schema["properties"] as? [String: Any] ?? [:] {
      names.insert(name)
      if let value = value as? [String: Any] { names.formUnion(Self.names(value)) }
    }
    if let items = schema["items"] as? [String: Any] { names.formUnion(Self.names(items)) }
    return names
  }
}
