internal import Foundation
internal import RPM
internal import Synchronization

@testable import ChatModel

/// A caller that fills every role from the words of the prompt, always the same way.
///
/// A feature is a word of the query; a factor holds the features of one first letter; a path quotes
/// the first statistics it is shown, word for word. Single replies can be put in the place of its
/// own.
final class OracleCaller: ChatCaller {
  /// A call that came.
  struct Call: Sendable {
    var request: ChatRequest
    var role: String

    var system: String { request.messages.first { $0.role == .system }?.text ?? "" }
    var user: String { request.messages.first { $0.role == .user }?.text ?? "" }
    /// Whether it asks for a reply to be put right.
    var isRepair: Bool { request.messages.count > 2 }
  }

  /// Decides on a reply; `nil` for the oracle's own.
  typealias Interference = @Sendable (Call, _ number: Int) async throws -> String?

  private let calls = Mutex<[Call]>([])
  private let replies = Mutex<[ChatRequest]>([])
  private let interfere: Interference

  init(_ interfere: @escaping Interference = { _, _ in nil }) {
    self.interfere = interfere
  }

  /// All calls so far.
  var all: [Call] { calls.withLock { $0 } }

  /// What was replied to, and so paid for.
  var paid: [ChatRequest] { replies.withLock { $0 } }

  /// The calls of a role.
  func all(_ role: String) -> [Call] { all.filter { $0.role == role } }

  func reply(
    to request: ChatRequest, onText: @escaping @Sendable (String) -> Void
  ) async throws -> ChatReply {
    let call = Call(request: request, role: Self.role(of: request))
    let number = calls.withLock { calls in
      calls.append(call)
      return calls.count
    }
    // A reply that is under way when the run is cancelled still arrives.
    try Task.checkCancellation()
    let text = try await interfere(call, number) ?? Self.answer(to: call)
    replies.withLock { $0.append(request) }
    if request.streams {
      for character in text { onText(String(character)) }
    }
    return ChatReply(
      text: text, finishReason: "stop", model: "oracle-1",
      tokens: ChatReply.Tokens(
        input: request.messages.reduce(0) { $0 + $1.text.utf8.count } / 4,
        output: text.utf8.count / 4))
  }

  private static func role(of request: ChatRequest) -> String {
    guard case .object(let fields) = request.schema else { return "other" }
    let names = fields.map(\.name)
    if names.contains("answer") { return "generate" }
    if names.contains("steps") { return "reason" }
    if names.contains("judgements") { return "judge" }
    if names.contains("items") { return "extract" }
    if names.contains("features") { return "extract" }
    return request.messages.contains { $0.text.contains("The groups, each") } ? "merge" : "cluster"
  }

  // MARK: Answers

  /// The oracle's own reply.
  static func answer(to call: Call) -> String {
    switch call.role {
    case "extract": extract(call)
    case "cluster", "merge": cluster(call)
    case "judge":
      json([
        "judgements": ids(in: call.user).map {
          ["id": $0.id, "influential": true, "polarity": "positive"] as [String: Any]
        }
      ])
    case "reason":
      json(path(call, conclusion: lastBlock(in: call.user)))
    case "generate":
      generate(call)
    default: "I hear you."
    }
  }

  private static func extract(_ call: Call) -> String {
    let knows = call.system.contains("These factors are known")
    let known = factorNames(in: call.system)
    let lists = blocks(in: call.user).map { query in
      words(in: query).map { word -> [String: Any] in
        var feature = ["name": word, "context": "as in \(word)"]
        if knows {
          feature["factor"] = known.first { $0 == "kind \(word.prefix(1))" } ?? "none"
        }
        return feature
      }
    }
    guard lists.count > 1 else { return json(["features": lists.first ?? []]) }
    return json([
      "items": lists.enumerated().map { ["id": "q\($0 + 1)", "features": $1] as [String: Any] }
    ])
  }

  private static func cluster(_ call: Call) -> String {
    let groups = Dictionary(grouping: ids(in: call.user)) { entry in
      entry.text.hasPrefix("kind ")
        ? String(entry.text.dropFirst(5).prefix(1)) : String(entry.text.prefix(1))
    }
    return json([
      "factors": groups.sorted { $0.key < $1.key }.map { letter, members in
        [
          "name": "kind \(letter)", "description": "what begins alike",
          "members": members.map(\.id),
        ] as [String: Any]
      }
    ])
  }

  private static func generate(_ call: Call) -> String {
    let given = call.user.split(separator: "\n").first { $0.hasPrefix("Answer: ") }
    var answer = given.map { String($0.dropFirst(8)) } ?? "unknown"
    if case .object(let fields) = call.request.schema,
      case .string(let allowed?, _, _) = fields.last?.schema, !allowed.contains(answer)
    {
      answer = allowed[0]
    }
    // In the order of the contract, as models write it.
    let path = path(call, conclusion: answer)
    return """
      {"reasoning": {"steps": \(json(path["steps"] ?? [])), "conclusion": \(json(answer))}, \
      "answer": \(json(answer))}
      """
  }

  /// A step a factor that is shown with statistics, each quoting all of them.
  private static func path(_ call: Call, conclusion: String) -> [String: Any] {
    let steps: [[String: Any]] = statistics(in: call.system + "\n" + call.user).map {
      factor, quotes in
      [
        "features": ["f1"], "factor": factor, "evidence": quotes.joined(separator: "; "),
        "effect": "speaks for \(conclusion)",
      ] as [String: Any]
    }
    let fallback: [String: Any] = [
      "features": ["f1"], "factor": "none", "evidence": "", "effect": "nothing is known",
    ]
    return [
      "steps": steps.isEmpty ? [fallback] : Array(steps.prefix(10)), "conclusion": conclusion,
    ]
  }

  // MARK: Reading prompts

  /// The texts between the marks.
  static func blocks(in text: String) -> [String] {
    text.components(separatedBy: "<data>\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n</data>").first
    }
  }

  /// What stands last, with or without marks.
  private static func lastBlock(in text: String) -> String {
    let last = text.components(separatedBy: "answer:\n").last ?? ""
    return blocks(in: last).first ?? last
  }

  static func words(in text: String) -> [String] {
    let words = SurveyQuestion(query: text).stem.lowercased().split { !$0.isLetter }.map(
      String.init)
    var seen: Set<String> = []
    return Array(words.filter { $0.count > 2 && seen.insert($0).inserted }.prefix(8))
  }

  private static func ids(in text: String) -> [(id: String, text: String)] {
    text.split(separator: "\n").compactMap { line in
      guard let match = line.firstMatch(of: /^([fg]\d+): (.+)$/) else { return nil }
      return (String(match.1), String(match.2))
    }
  }

  private static func factorNames(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^(kind \w)\b/).map { String($0.1) }
    }
  }

  /// The factors whose statistics are shown, with the lines that may be quoted.
  private static func statistics(in text: String) -> [(factor: String, quotes: [String])] {
    var found: [(factor: String, quotes: [String])] = []
    var current: String?
    for line in text.split(separator: "\n") {
      guard line.hasPrefix("  ") else {
        current = line.firstMatch(of: /^(kind \w)\b/).map { String($0.1) }
        continue
      }
      guard let current, line.contains(/\d/) else { continue }
      let quote = line.trimmingCharacters(in: .whitespaces)
      if found.last?.factor == current {
        found[found.count - 1].quotes.append(quote)
      } else {
        found.append((current, [quote]))
      }
    }
    return found
  }

  static func json(_ value: Any) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: value,
      options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
