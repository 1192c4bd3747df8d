internal import RPM

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// A language model behind an endpoint that nobody calls: what it says is made up here.
enum FakeChat {
  static let endpoint: EndpointChoice = {
    guard let url = BaseURL("https://models.example.org/v1") else {
      preconditionFailure("the address of a test is one")
    }
    return EndpointChoice(name: "work", url: url)
  }()
  static let choice = ModelChoice.chat(endpoint, model: "gpt-4o-mini")
  static let identity = ModelIdentity(name: "gpt-4o-mini", version: "https://models.example.org/v1")

  /// A call that ended.
  static func call(
    _ stage: RPM.Stage, reply: String, problem: String? = nil, reasoning: String? = nil,
    messages: [Exchange.Message] = [
      .init(.system, "You answer as one person would."), .init(.user, "The text: a thin plot"),
    ],
    isReplayed: Bool = false,
    usage: Usage = Usage(
      calls: 1, inputTokens: 741, outputTokens: 107, dollars: 0.00031)
  ) -> Exchange {
    Exchange(
      stage: stage, prompt: .init(role: stage.rawValue, version: "1", hash: "9f3ac41b02d7"),
      model: identity, reportedModel: "gpt-4o-mini-2024-07-18", messages: messages, reply: reply,
      reasoning: reasoning, finishReason: "stop", problem: problem, isReplayed: isReplayed,
      attempts: 2, seconds: 3.1, usage: isReplayed ? Usage(replayed: 1) : usage)
  }
}
