internal import Foundation

/// What the oracle has to say: a reply that fits the schema and the lists of the prompt.
///
/// It walks the schema and knows fields by their names, so that a schema may be laid out in any
/// order.
struct Wisdom {
  private let body: ChatBody
  private let role: OracleRole
  private let lies: Bool
  private let prompt: PromptText
  private let features: [PromptText.Numbered]
  private let items: [PromptText.Numbered]

  /// Reads a request; with `lies` a path quotes a number that nobody counted.
  init(body: ChatBody, lies: Bool) {
    self.body = body
    self.lies = lies
    role = body.role
    // What is asked stands last; the frame may hold lists of its own.
    let asked = PromptText(body.messages.last { $0.role == "user" }?.text ?? body.prompt)
    let whole = PromptText(body.prompt)
    prompt = asked
    features = asked.features.isEmpty ? whole.features : asked.features
    items = asked.items.isEmpty ? whole.items : asked.items
  }

  /// The reply.
  var text: String {
    guard let schema = body.schema else {
      return role == .other ? "The oracle heard \(Words.all(in: body.prompt).count) words." : bare
    }
    return value(of: "", schema, item: nil)
  }

  /// A reply where no schema is to be seen.
  private var bare: String {
    let feature: [String: Any] = ["name": ["type": "string"], "context": ["type": "string"]]
    let step: [String: Any] = [
      "features": Self.array(["type": "string"]), "factor": ["type": "string"],
      "evidence": ["type": "string"], "effect": ["type": "string"],
    ]
    let fields: [String: Any] =
      switch role {
      case .extract: ["features": Self.array(Self.object(feature))]
      case .cluster:
        [
          "factors": Self.array(
            Self.object([
              "name": ["type": "string"], "description": ["type": "string"],
              "members": Self.array(["type": "integer"]),
            ]))
        ]
      case .judge:
        [
          "judgements": Self.array(
            Self.object([
              "feature": ["type": "string"], "influential": ["type": "boolean"],
              "polarity": ["type": "string"],
            ]))
        ]
      case .reason: ["steps": Self.array(Self.object(step)), "conclusion": ["type": "string"]]
      case .generate: ["steps": Self.array(Self.object(step)), "answer": ["type": "string"]]
      case .other: [:]
      }
    return value(of: "", Self.object(fields), item: nil)
  }

  private static func object(_ properties: [String: Any]) -> [String: Any] {
    ["type": "object", "properties": properties]
  }

  private static func array(_ items: [String: Any]) -> [String: Any] {
    ["type": "array", "items": items]
  }

  // MARK: Values

  /// What is being spoken of inside a list.
  private struct Item {
    /// Its number in the prompt.
    var number: Int
    /// Its words.
    var text: String
    /// The numbers that belong to it.
    var members: [Int] = []
  }

  /// A value as JSON text.
  private func value(of name: String, _ schema: [String: Any], item: Item?) -> String {
    let choices = schema["enum"] as? [Any] ?? []
    if !choices.isEmpty { return JSON.text(choice(of: name, among: choices, item: item)) }
    switch kind(of: schema) {
    case "object":
      let fields = schema["properties"] as? [String: [String: Any]] ?? [:]
      // Models write fields in the order of the schema, which only this list still knows.
      var names = schema["required"] as? [String] ?? []
      names += Set(fields.keys).subtracting(names).sorted { Self.rank($0) < Self.rank($1) }
      let written = names.map { name in
        JSON.text(name) + ":" + value(of: name, fields[name] ?? [:], item: item)
      }
      return "{" + written.joined(separator: ",") + "}"
    case "array":
      let element = schema["items"] as? [String: Any] ?? [:]
      let most = schema["maxItems"] as? Int ?? .max
      let written = elements(of: name, isObjects: kind(of: element) == "object", item: item)
        .prefix(most).map { value(of: name + ".", element, item: $0) }
      return "[" + written.joined(separator: ",") + "]"
    case "integer", "number": return String(item?.number ?? 1)
    case "boolean": return "true"
    default: return JSON.text(string(of: name, item: item))
    }
  }

  /// Reasons stand before what follows from them.
  private static func rank(_ name: String) -> String {
    let order = [
      "id", "item", "feature", "name", "context", "steps", "features", "factor", "evidence",
      "effect", "conclusion", "answer",
    ]
    return String(format: "%03d", order.firstIndex(of: name) ?? order.count) + name
  }

  private func kind(of schema: [String: Any]) -> String {
    schema["type"] as? String
      ?? (schema["type"] as? [String])?.first { $0 != "null" }
      ?? (schema["properties"] == nil ? "string" : "object")
  }

  private func elements(of name: String, isObjects: Bool, item: Item?) -> [Item] {
    switch name {
    case "features" where role == .extract, "name" where role == .extract:
      return Words.telling(in: item?.text ?? query, count: 4).enumerated().map {
        Item(number: $0 + 1, text: $1)
      }
    case "factors" where role == .cluster: return groups
    case "members",
      "features" where role == .cluster, "items" where role == .cluster:
      return (item?.members ?? []).map { Item(number: $0, text: "") }
    case "steps":
      return features.prefix(1).map { Item(number: $0.number, text: $0.text) }
    case _ where role == .extract && isObjects:
      return items.map { Item(number: $0.number, text: $0.text) }
    case _ where role == .judge && isObjects:
      return features.map { Item(number: $0.number, text: $0.text) }
    default:
      return item.map { [$0] } ?? []
    }
  }

  private func string(of name: String, item: Item?) -> String {
    switch name {
    case "name": return item?.text ?? "plain"
    case "context": return "as in: \(item?.text ?? "")"
    case "description": return "what begins alike"
    case "evidence": return evidence
    case "effect": return "points to the answer"
    case "conclusion", "answer", "response": return answer
    case "polarity": return "positive"
    case "factor": return "none"
    case "features.", "feature", "id", "members.", "items.": return "f\(item?.number ?? 1)"
    default: return item?.text ?? "plain"
    }
  }

  private func choice(of name: String, among choices: [Any], item: Item?) -> Any {
    let texts = choices.compactMap { $0 as? String }
    guard texts.count == choices.count else {
      return choices.first { "\($0)" == "\(item?.number ?? 1)" } ?? choices[0]
    }
    switch name {
    case "conclusion", "answer", "response":
      if role == .reason, texts.contains(answer) { return answer }
      return texts[Int(Hash.of(query.utf8) % UInt64(texts.count))]
    case "polarity": return texts.first { $0 == "positive" } ?? texts[0]
    default:
      let id = "f\(item?.number ?? 1)"
      return texts.first { $0 == id } ?? texts.first { ["none", ""].contains($0) } ?? texts[0]
    }
  }

  // MARK: What the prompt says

  private var query: String {
    prompt.text(after: ["query", "question", "text"]) ?? prompt.lastParagraph
  }

  private var answer: String {
    switch role {
    case .reason:
      return prompt.text(after: ["answer", "answered", "response"]) ?? "unknown"
    default:
      let words = Words.telling(in: query, count: 5).joined(separator: " ")
      return words.prefix(1).uppercased() + words.dropFirst()
    }
  }

  private var evidence: String {
    lies ? "P(\(answer)) 97 of 98 = .99" : ""
  }

  /// The numbered features by their first letter.
  private var groups: [Item] {
    let numbered = items.isEmpty ? features : items
    let letters = Dictionary(grouping: numbered) { entry in
      String((Words.all(in: entry.text).first { $0.contains(where: \.isLetter) } ?? "x").prefix(1))
    }
    return letters.sorted { $0.key < $1.key }.enumerated().map { index, group in
      Item(
        number: index + 1, text: "things in \(group.key)", members: group.value.map(\.number))
    }
  }
}
