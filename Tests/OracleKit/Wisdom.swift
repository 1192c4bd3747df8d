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
  private let factors: [String]
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
    factors = (body.schema.map { Self.choices(of: "factor", in: $0) } ?? []).filter {
      $0 != Self.none
    }
    statistics = StatisticsText(body.prompt, factors: factors)
  }

  private static let none = "none"

  /// What a field may hold, wherever it stands in a schema.
  private static func choices(of name: String, in schema: [String: Any]) -> [String] {
    let fields = schema["properties"] as? [String: [String: Any]] ?? [:]
    if let found = fields[name]?["enum"] as? [String] { return found }
    let inner = Array(fields.values) + [schema["items"] as? [String: Any]].compactMap(\.self)
    return inner.lazy.map { choices(of: name, in: $0) }.first { !$0.isEmpty } ?? []
  }

  /// The reply.
  var text: String {
    if let schema { return value(of: "", schema, item: Item()) }
    guard role != .other else {
      return "The oracle heard \(Words.all(in: body.prompt).count) words."
    }
    return value(of: "", FormOfRole.schema(role), item: Item())
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
    /// The factor it rests on.
    var factor = Wisdom.none
    /// The statistics that speak of it.
    var quote = ""
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
      "id", "item", "feature", "name", "context", "reasoning", "steps", "features", "factor",
      "evidence", "effect", "conclusion", "answer",
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
      return Words.telling(in: item.text ?? query, count: 4).map { word in
        Item(text: word, factor: factor(ofWord: word))
      }
    case (.cluster, "factors"): return groups
    case (.cluster, _):
      return item.members.map { Item(id: $0, number: Self.number(in: $0)) }
    case (.reason, "steps"), (.generate, "steps"): return steps
    case (.reason, "features"), (.generate, "features"): return [item]
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
      return (ids(in: schema) ?? features.map(\.id)).map {
        Item(id: $0, number: Self.number(in: $0))
      }
    default: return [item]
    }
  }

  /// The ids that the elements of a list may have.
  private func ids(in schema: [String: Any]) -> [String]? {
    let fields = schema["properties"] as? [String: [String: Any]] ?? [:]
    return ["id", "feature", "item"].lazy.compactMap { fields[$0]?["enum"] as? [String] }.first
  }

  private static func number(in id: String) -> Int { Int(id.filter(\.isNumber)) ?? 1 }

  /// What is to be grouped, by its first letter; each once.
  private var groups: [Item] {
    let members = schema.map { Self.choices(ofElements: "members", in: $0) } ?? []
    let listed = features.isEmpty || members.first?.hasPrefix("g") == true ? items : features
    let ids = members.isEmpty ? listed.map(\.id) : members
    let words = Dictionary(listed.map { ($0.id, $0.text) }) { first, _ in first }
    let letters = Dictionary(grouping: ids) { id in
      let word = Words.all(in: words[id] ?? "").first { $0.contains(where: \.isLetter) } ?? "x"
      // Groups of groups begin with the words of this oracle.
      return word == "things"
        ? String((words[id] ?? "").dropFirst("things in ".count).prefix(1)) : String(word.prefix(1))
    }
    return letters.sorted { $0.key < $1.key }.enumerated().map { index, group in
      Item(number: index + 1, text: Self.name(ofGroup: group.key), members: group.value)
    }
  }

  /// What the elements of a list may be, wherever it stands in a schema.
  private static func choices(ofElements name: String, in schema: [String: Any]) -> [String] {
    let fields = schema["properties"] as? [String: [String: Any]] ?? [:]
    if let found = (fields[name]?["items"] as? [String: Any])?["enum"] as? [String] { return found }
    let inner = Array(fields.values) + [schema["items"] as? [String: Any]].compactMap(\.self)
    return inner.lazy.map { choices(ofElements: name, in: $0) }.first { !$0.isEmpty } ?? []
  }

  /// Up to two steps, for features whose factor has something to quote; else one without.
  private var steps: [Item] {
    var steps: [Item] = []
    for feature in features {
      guard let factor = factor(of: feature), !steps.contains(where: { $0.factor == factor }),
        let quote = statistics.quote(of: factor, label: answer)
      else { continue }
      steps.append(
        Item(id: feature.id, number: feature.number, factor: factor, quote: quote))
    }
    if steps.isEmpty {
      steps = features.prefix(1).map { Item(id: $0.id, number: $0.number) }
    }
    if steps.isEmpty { steps = [Item(members: [])] }
    if lies {
      steps[0].quote =
        statistics.quotes.values.joined().contains { $0.hasPrefix("P(") }
        ? "P(\(answer)) 97 of 98 = .99" : "influence 97 of 98 = .99"
    }
    return Array(steps.prefix(2))
  }

  /// The factor of a word: of this oracle's own making, or one that has the word in its name.
  private func factor(ofWord word: String) -> String {
    factors.first { $0 == Self.name(ofGroup: String(word.prefix(1))) }
      ?? factors.first { $0.lowercased().contains(word) } ?? Self.none
  }

  private static func name(ofGroup letter: String) -> String { "things in \(letter)" }

  /// The factor that stands in brackets behind a feature.
  private func factor(of feature: PromptText.Numbered) -> String? {
    factors.first { feature.text.hasSuffix("[\($0)]") }
  }

  // MARK: Texts

  private func string(of name: String, item: Item) -> String {
    switch name {
    case "name": return item.text ?? "plain"
    case "context": return "as in: \(item.text ?? "")"
    case "description": return "what begins alike"
    case "evidence": return item.quote
    case "effect": return "This speaks for the answer."
    case "conclusion", "answer", "response": return answer
    case "polarity": return "positive"
    case "factor": return item.factor
    case "features.", "feature", "id", "members.", "items.": return item.id
    default: return item.text ?? "plain"
    }
  }

  private func choice(of name: String, among choices: [String], item: Item) -> String {
    switch name {
    case "conclusion", "answer", "response":
      let answer = answer
      // A survey answer may come as its whole line.
      return choices.first { $0 == answer }
        ?? choices.first { answer.hasPrefix($0 + ".") || answer.hasPrefix($0 + " ") }
        ?? choices[Int(Hash.of(query.utf8) % UInt64(choices.count))]
    case "polarity": return choices.first { $0 == "positive" } ?? choices[0]
    case "factor": return choices.first { $0 == item.factor } ?? choices[0]
    default: return choices.first { $0 == item.id } ?? choices[0]
    }
  }

  // MARK: What the prompt says

  private var query: String {
    (role == .generate ? prompt.blocks.last : prompt.blocks.first)
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
