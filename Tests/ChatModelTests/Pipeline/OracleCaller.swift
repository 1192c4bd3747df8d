internal import Foundation
internal import RPM
internal import Synchronization

@testable import ChatModel

/// A caller that fills every role from the words of the prompt, always the same way.
///
/// A feature is a word of the query; a factor holds features of one first letter; a path cites the
/// first statistics it is shown. Single replies can be put in the place of its own.
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
    guard case .object(let fields) = request.schema, let first = fields.first else {
      return "other"
    }
    let names = fields.map(\.name)
    if names.contains("answer") { return "generate" }
    if names.contains("steps") { return "reason" }
    if names.contains("sides") { return "judge" }
    if names.contains("items") || names.contains("features") { return "extract" }
    if first.name == "g1" { return "cluster" }
    if case .string(let choices?, _, _) = first.schema {
      return choices.contains("taken") ? "judge" : "assign"
    }
    return "other"
  }

  // MARK: Answers

  /// The oracle's own reply.
  static func answer(to call: Call) -> String {
    switch call.role {
    case "extract": extract(call)
    case "cluster": cluster(call)
    case "assign": assign(call)
    case "judge": judge(call)
    case "reason": json(["steps": steps(call, for: nil)])
    case "generate": generate(call)
    default: "I hear you."
    }
  }

  private static func extract(_ call: Call) -> String {
    let lists = blocks(in: call.user).map { query in
      words(in: query).map { ["quote": $0, "name": $0] }
    }
    guard lists.count > 1 else { return json(["features": lists.first ?? []]) }
    return json([
      "items": lists.enumerated().map { ["id": "q\($0 + 1)", "features": $1] as [String: Any] }
    ])
  }

  /// Names a group after its features.
  private static func cluster(_ call: Call) -> String {
    let groups = call.user.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^(g\d+): (.+)$/).map { (String($0.1), String($0.2)) }
    }
    return json(
      Dictionary(
        uniqueKeysWithValues: groups.map { id, features in
          var names: [String] = []
          for feature in features.components(separatedBy: "; ") {
            let name = kind(of: feature)
            if !names.contains(name) { names.append(name) }
          }
          return (id, Array(names.prefix(2)))
        }))
  }

  /// The name of a factor for a feature that is shown as `name: "its words"`.
  private static func kind(of feature: String) -> String { "kind \(feature.prefix { $0 != ":" })" }

  private static func assign(_ call: Call) -> String {
    json(
      Dictionary(
        uniqueKeysWithValues: ids(in: call.user).map { id, text in
          let name = kind(of: text)
          let offered = text.components(separatedBy: " -> ").last?.components(separatedBy: " / ")
          return (id, offered?.contains(name) == true ? name : "none")
        }))
  }

  private static func judge(_ call: Call) -> String {
    let features = ids(in: call.user).map(\.id)
    guard case .object(let fields) = call.request.schema,
      case .object(let options)? = fields.first(where: { $0.name == "sides" })?.schema
    else { return json(Dictionary(uniqueKeysWithValues: features.map { ($0, "taken") })) }
    // The first option is for, the others are against.
    let sides = options.enumerated().map { ($1.name, $0 == 0 ? "for" : "against") }
    return json([
      "sides": Dictionary(uniqueKeysWithValues: sides), "moved": features,
    ])
  }

  private static func generate(_ call: Call) -> String {
    let given = call.user.split(separator: "\n").first { $0.hasPrefix("Answer: ") }
    var answer = given.map { String($0.dropFirst(8)) } ?? "unknown"
    if case .object(let fields) = call.request.schema,
      case .string(let allowed?, _, _) = fields.last?.schema, !allowed.contains(answer)
    {
      answer = allowed.first { answer.hasPrefix("\($0).") } ?? allowed[0]
    }
    // In the order of the contract, as models write it.
    return #"{"steps": \#(json(steps(call, for: answer))), "answer": \#(json(answer))}"#
  }

  /// A step for each of the first statistics that are shown, all pointing to one answer.
  private static func steps(_ call: Call, for answer: String?) -> [[String: Any]] {
    let shown = (call.system + "\n" + call.user).split(separator: "\n")
      .compactMap { line in line.firstMatch(of: /^(s\d+) \[/).map { String($0.1) } }
    var steps = shown.prefix(5).map { id in
      ["features": ["f1"], "cite": id, "why": "this person does so"] as [String: Any]
    }
    if steps.isEmpty { steps = [["features": ["f1"], "cite": "none", "why": "nothing is known"]] }
    if call.request.schema.map({ "\($0)".contains("\"for\"") }) == true {
      let pointed = answer ?? String(lastBlock(in: call.user).prefix { $0 != "." })
      for index in steps.indices { steps[index]["for"] = pointed }
    }
    return steps
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
      guard let match = line.firstMatch(of: /^(f\d+): (.+)$/) else { return nil }
      return (String(match.1), String(match.2))
    }
  }

  static func json(_ value: Any) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: value,
      options: [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
