internal import ChatModel
internal import RPM
internal import Synchronization
internal import Testing

@testable import Evaluation

/// No prompt of any method shows what the test has to say.
@Suite struct LeakTests {
  /// Fills in every form with the first thing that fits, and keeps what it was asked.
  private final class Clerk: ChatCaller {
    let prompts = Mutex<[String]>([])

    func reply(
      to request: ChatRequest, onText: @escaping @Sendable (String) -> Void
    ) async throws -> ChatReply {
      prompts.withLock { $0.append(request.messages.map(\.text).joined(separator: "\n\n")) }
      // What is quoted must stand in the text that is read.
      let quote = request.messages.last?.text.contains("moss") == true ? "moss" : "good"
      return ChatReply(
        text: request.schema.map(Self.filled)?.replacing("a quote", with: quote) ?? "",
        tokens: .init(input: 1, output: 1))
    }

    private static func filled(_ schema: JSONSchema) -> String {
      switch schema {
      case .object(let fields):
        "{"
          + fields.map { field in
            let value = field.name == "quote" ? "\"a quote\"" : filled(field.schema)
            return "\"\(field.name)\": \(value)"
          }.joined(separator: ", ") + "}"
      case .array(let element, _, _): "[\(filled(element))]"
      case .string(let choices, _, _): "\"\(choices?.first ?? "word")\""
      case .words: "\"word\""
      case .integer: "1"
      case .boolean: "true"
      }
    }
  }

  private func prompts(
    of user: User, beside others: [User] = []
  ) async throws -> (asked: Int, prompts: [String]) {
    let clerk = Clerk()
    let keeper = ReplyKeeper(
      caller: clerk, ledger: MemoryLedger(), model: ModelIdentity(name: "m", version: "1"))
    let evaluator = Evaluator(
      blackBox: ChatModel(keeper: keeper), embedder: LetterEmbedder(), methods: MethodCatalog.all,
      concurrency: 2)
    let items = Mutex(0)
    let users = [user] + others
    let done = Set(evaluator.jobs(for: users).filter { $0.user > 0 })
    try await evaluator.run(users, except: done) { _, run in
      #expect(run.failure == nil, "\(run.method): \(run.failure ?? "")")
      items.withLock { $0 += run.items.count { $0.failure == nil } }
    }
    return (items.withLock(\.self), clerk.prompts.withLock(\.self))
  }

  @Test func aTitleOfTheTestIsInNoPrompt() async throws {
    let person = User(
      name: "u", task: TaskDefinition(name: "papers", instruction: "Title it.", answers: .open),
      history: (0..<12).map {
        Interaction(query: "Paper number \($0) on moss.", response: "Title number \($0) of mine")
      })
    let user = Split().applied(to: person)
    let (asked, prompts) = try await prompts(of: user)
    // All have an answer to each of the five but those that want labels or other people.
    let absent = MethodCatalog.all.count {
      $0.absence(for: .open, completes: true, hasOthers: false) != nil
    }
    #expect(absent >= 3 && asked == 5 * (MethodCatalog.all.count - absent))
    #expect(prompts.contains { $0.contains("Title number 3 of mine") })
    for item in user.test {
      #expect(prompts.contains { $0.contains(item.query) })
      #expect(!prompts.contains { $0.contains(item.response) })
      // What is asked is asked, and never shown as a past text.
      #expect(!prompts.contains { $0.contains("Text: \(item.query)") })
    }
  }

  @Test func ofOthersOnlyTheHistoryIsShown() async throws {
    func person(_ name: String) -> User {
      Split().applied(
        to: User(
          name: name, task: TaskDefinition(name: "papers", instruction: "", answers: .open),
          history: (0..<12).map {
            Interaction(query: "\(name) \($0) on moss.", response: "Title \($0) of \(name)")
          }))
    }
    let user = person("me")
    var other = person("you")
    // Somebody else answered what is asked.
    other.history[2].query = user.test[0].query
    let (asked, prompts) = try await prompts(of: user, beside: [other, person("they")])
    let absent = MethodCatalog.all.count {
      $0.absence(for: .open, completes: true, hasOthers: true) != nil
    }
    #expect(asked == 5 * (MethodCatalog.all.count - absent))
    #expect(prompts.contains { $0.contains("Title 3 of you") })
    #expect(prompts.contains { $0.contains("Title 3 of they") })
    #expect(!prompts.contains { $0.contains("Title 2 of you") })
    for item in user.test + other.test {
      #expect(!prompts.contains { $0.contains(item.response) })
      #expect(!prompts.contains { $0.contains("Text: \(item.query)") })
    }
  }

  @Test func whatTheFormatDoesNotKnowIsInNoPrompt() async throws {
    let person = User(
      name: "u", task: TaskDefinition(name: "papers", instruction: "Title it.", answers: .open),
      history: (0..<12).map {
        Interaction(
          query: "Paper number \($0) on moss.", response: "Title number \($0) of mine",
          extra: #"{"rules": ["planted-\#($0)"]}"#)
      })
    let (asked, prompts) = try await prompts(of: Split().applied(to: person))
    #expect(asked > 0)
    #expect(prompts.contains { $0.contains("Title number 3 of mine") })
    #expect(!prompts.contains { $0.contains("planted-") })
  }

  @Test func aQuestionOfTheTestIsNoExample() async throws {
    let person = User(
      name: "u", task: TaskDefinition(name: "survey", instruction: "", answers: .options),
      history: (0..<14).map {
        Interaction(query: "Is \($0) good?\nA. Yes\nB. No", response: $0 < 7 ? "A" : "B")
      })
    var doubled = person
    doubled.history[2] = doubled.history[13]
    let user = Split().applied(to: doubled)
    let (_, prompts) = try await prompts(of: user)
    #expect(prompts.contains { $0.contains("Text: Is 3 good?") })
    for item in user.test {
      #expect(!prompts.contains { $0.contains("Text: \(item.query)") })
    }
  }
}
