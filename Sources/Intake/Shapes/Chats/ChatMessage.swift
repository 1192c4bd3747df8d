/// One message of a chat, whoever wrote it down.
struct ChatMessage {
  /// Who speaks.
  enum Speaker: Hashable {
    /// The person whom the chat is of, whom no message names.
    case user
    case named(String)
    /// A model.
    case model
    /// Neither: instructions and tools, whose texts nobody answers.
    case none
  }

  var speaker: Speaker
  var text: String
  var date: String?

  private static let roles = ["role", "from", "speaker", "author", "sender"]
  private static let names = ["name", "user", "username", "user_id"]
  private static let contents = ["content", "value", "text", "message", "body"]
  private static let dates = ["timestamp", "date", "created_at", "create_time", "time"]
  private static let models: Set<String> = [
    "assistant", "gpt", "bot", "chatgpt", "bing", "bard", "model", "ai", "chatbot",
  ]
  private static let users: Set<String> = ["user", "human", "prompter"]
  private static let others: Set<String> = [
    "system", "developer", "tool", "function", "function_call", "observation",
  ]

  /// Whether an object looks like a message: it says who speaks, and what.
  static func isOne(_ value: JSONValue) -> Bool {
    guard case .object(let members) = value else { return false }
    let keys = Set(members.map(\.key))
    return !keys.isDisjoint(with: roles + names) && !keys.isDisjoint(with: contents)
  }

  /// Reads a message.
  /// - Throws: what is wrong with a field.
  init(_ record: Record) throws(RecordMistake) {
    let role = record.column(of: Self.roles + Self.names)
    let said = try Self.words(role, in: record).trimmed
    let name = try record.optionalText(record.column(of: Self.names))?.trimmed
    switch said.lowercased() {
    case let word where Self.models.contains(word): speaker = .model
    case let word where Self.others.contains(word): speaker = .none
    case let word where Self.users.contains(word):
      speaker = name.flatMap { Self.users.contains($0.lowercased()) ? nil : .named($0) } ?? .user
    default: speaker = .named(said)
    }
    text = try Self.content(record.column(of: Self.contents), in: record)
    date = try record.optionalText(record.column(of: Self.dates))
  }

  /// Who speaks: a text, or an object such as `{"role": "user"}`.
  private static func words(
    _ column: String, in record: Record
  ) throws(RecordMistake) -> String {
    if let inner = record[column]?.member("role")?.asText ?? record[column]?.member("name")?.asText
    {
      return inner
    }
    return try record.filledText(column)
  }

  /// What is said: a text, or a list of parts of which those that are texts count. Empty where there
  /// is none, as where a model only calls a tool.
  private static func content(
    _ column: String, in record: Record
  ) throws(RecordMistake) -> String {
    guard let value = record[column] else {
      throw RecordMistake(column: column, "is missing")
    }
    switch value {
    case .null: return ""
    case .array(let parts):
      let texts = parts.compactMap { $0.asText ?? $0.member("text")?.asText }
      return texts.joined(separator: "\n").trimmed
    case .object:
      guard let inner = value.member("parts") ?? value.member("text") else {
        throw RecordMistake(column: column, "is an object, not a text")
      }
      return try content(
        column,
        in: Record(place: record.place, members: [JSONValue.Member(key: column, value: inner)]))
    default:
      guard let text = value.asText else {
        throw RecordMistake(column: column, "is \(value.kind), not a text")
      }
      guard !text.utf8.contains(0) else { return try record.filledText(column) }
      return text.trimmed
    }
  }
}
