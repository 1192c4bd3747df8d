internal import Foundation

/// What the oracle has to say: a reply that fits the schema and the lists of the prompt.
///
/// It walks the schema and knows fields by their names, so that a schema may be laid out in any
/// order. Ids are taken from the schema where it lists them, else from the prompt.
struct Wisdom {
  private let body: ChatBody
  private let schema: [String: Any]?
  private let role: OracleRole
  private let lies: Bool
  private let prompt: PromptText
  private let features: [PromptText.Numbered]
  private let items: [PromptText.Numbered]
  private let statistics: StatisticsText

  /// Reads a request; with `lies` a path quotes a number that nobody counted.
  init(body: ChatBody, lies: Bool) {
    self.body = body
    self.lies = lies
    role = body.role
    schema = body.schema
    // The first question, since a later one only complains of a reply.
    prompt = PromptText(body.messages.first { $0.role == "user" }?.text ?? body.prompt)
    let whole = PromptText(body.prompt)
    features = prompt.features.isEmpty ? whole.features : prompt.features
    items = prompt.items.isEmpty ? whole.items : prompt.items
    statistics = StatisticsText(body.prompt)
  }

  private static let none = "none"

  /// The reply.
  var text: String {
    if let schema { return value(of: "", schema, item: Item()) }
    guard role != .other else {
      return "The oracle heard \(Words.all(in: body.prompt).count) words."
    }
    return value(
      of: "", FormOfRole.schema(role, ids: (role == .cluster ? items : features).map(\.id)),
      item: Item())
  }

  // MARK: Values

  /// What is being spoken of inside a list.
  private struct Item {
    /// Its id in the prompt.
    var id = "f1"
    /// Its number.
    var number = 1
    /// Its words.
    var text: String?
    /// The ids that belong to it.
    var members: [String] = []
    /// The statistic it rests on.
    var citation = Wisdom.none
  }

  /// A value as JSON text.
  private func value(of name: String, _ schema: [String: Any], item: Item) -> String {
    if let choices = schema["enum"] as? [String], !choices.isEmpty {
      return JSON.text(choice(of: name, among: choices, item: item))
    }
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
      let written = elements(of: name, element, item: item).prefix(most)
        .map { value(of: name + ".", element, item: $0) }
      return "[" + written.joined(separator: ",") + "]"
    case "integer", "number": return String(item.number)
    case "boolean": return "true"
    default: return JSON.text(string(of: name, item: item))
    }
  }

  /// Reasons stand before what follows from them.
  private static func rank(_ name: String) -> String {
    let order = [
      "id", "item", "feature", "quote", "name", "steps", "features", "cite", "why", "for",
      "answer",
    ]
    return String(format: "%03d", order.firstIndex(of: name) ?? order.count) + name
  }

  private func kind(of schema: [String: Any]) -> String {
    schema["type"] as? String
      ?? (schema["type"] as? [String])?.first { $0 != "null" }
      ?? (schema["properties"] == nil ? "string" : "object")
  }

  // MARK: Lists

  private func elements(of name: String, _ schema: [String: Any], item: Item) -> [Item] {
    switch (role, name) {
    case (.extract, "features"):
      return Words.telling(in: item.text ?? query, count: 4).map { Item(text: $0) }
    case (.cluster, _): return names(ofGroup: name).map { Item(text: $0) }
    case (.reason, "steps"), (.generate, "steps"): return steps
    case (.reason, "features"), (.generate, "features"):
      return features.isEmpty ? [] : [item]
    case (.extract, _):
      let ids = ids(in: schema) ?? items.map(\.id)
      return ids.enumerated().map { index, id in
        let blocks = prompt.blocks
        let listed = items.first { $0.id == id }?.text ?? ""
        return Item(
          id: id, number: Self.number(in: id),
          text: blocks.count == ids.count ? blocks[index] : listed.isEmpty ? query : listed)
      }
    case (.judge, _):
      return features.map { Item(id: $0.id, number: $0.number) }
    default: return [item]
    }
  }

  /// The ids that the elements of a list may have.
  private func ids(in schema: [String: Any]) -> [String]? {
    let fields = schema["properties"] as? [String: [String: Any]] ?? [:]
    return ["id", "feature", "item"].lazy.compactMap { fields[$0]?["enum"] as? [String] }.first
  }

  private static func number(in id: String) -> Int { Int(id.filter(\.isNumber)) ?? 1 }

  /// Up to two names for a group: after the first letters of its features.
  private func names(ofGroup id: String) -> [String] {
    var names: [String] = []
    for feature in (items.first { $0.id == id }?.text ?? "plain").components(separatedBy: "; ") {
      let name = Self.name(of: feature)
      if !names.contains(name) { names.append(name) }
    }
    return Array(names.prefix(2))
  }

  private static func name(of feature: String) -> String {
    let word = Words.all(in: feature).first { $0.contains(where: \.isLetter) } ?? "x"
    return "things in \(word.prefix(1))"
  }

  /// Up to two steps, for features whose factor has something to cite; else one without.
  private var steps: [Item] {
    var steps: [Item] = []
    for feature in features {
      guard let factor = factor(of: feature),
        let citation = statistics.id(of: factor, label: answer),
        !steps.contains(where: { $0.citation == citation })
      else { continue }
      steps.append(Item(id: feature.id, number: feature.number, citation: citation))
    }
    if steps.isEmpty {
      steps = [features.first.map { Item(id: $0.id, number: $0.number) } ?? Item()]
    }
    return Array(steps.prefix(2))
  }

  /// The factor that stands in brackets behind a feature's name.
  private func factor(of feature: PromptText.Numbered) -> String? {
    feature.text.firstMatch(of: /\[(.+?)\]/).map { String($0.1) }
  }

  // MARK: Texts

  private func string(of name: String, item: Item) -> String {
    switch name {
    case "why":
      return lies ? "this person does so in 97 of 98 texts" : "this person does so"
    case "cite": return item.citation
    case "conclusion", "answer", "response", "for": return answer
    case "features.", "feature", "id", "items.", "moved.": return item.id
    case _ where role == .judge: return "taken"
    default: return item.text ?? "plain"
    }
  }

  private func choice(of name: String, among choices: [String], item: Item) -> String {
    switch name {
    case "conclusion", "answer", "response", "for":
      let answer = answer
      // A survey answer may come as its whole line.
      return choices.first { $0 == answer }
        ?? choices.first { answer.hasPrefix($0 + ".") || answer.hasPrefix($0 + " ") }
        ?? choices[Int(Hash.of(query.utf8) % UInt64(choices.count))]
    // Words say nothing to an oracle, so that any factor may be meant.
    case "sounds": return choices.first { $0 == "neither" } ?? choices[0]
    case "cite": return choices.first { $0 == item.citation } ?? choices[0]
    case _ where role == .assign:
      let feature = features.first { $0.id == name }?.text ?? ""
      let words = Words.all(in: feature)
      return choices.first { $0 == Self.name(of: feature) }
        ?? choices.first { choice in choice != Self.none && words.contains { choice.contains($0) } }
        ?? Self.none
    case _ where role == .judge && choices.contains("against"):
      return name == "A" ? "for" : "against"
    default: return choices.first { $0 == item.id } ?? choices[0]
    }
  }

  // MARK: What the prompt says

  private var query: String {
    (role == .generate
      ? prompt.blocks.dropLast(features.isEmpty ? 0 : 1).last : prompt.blocks.first)
      ?? prompt.text(after: ["query", "question", "text"]) ?? prompt.lastParagraph
  }

  /// The answer that was given, or the one that the statistics lean to.
  private var answer: String {
    if role == .reason {
      return prompt.text(after: ["answer", "answered", "response"]) ?? "unknown"
    }
    let leaning = features.lazy.compactMap { factor(of: $0) }
      .compactMap { statistics.label(of: $0) }.first
    if let leaning { return leaning }
    let words = Words.telling(in: query, count: 5).joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
