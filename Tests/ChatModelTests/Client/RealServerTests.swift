internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

private let realServer = ProcessInfo.processInfo.environment["RATIONALE_TEST_LLM_URL"]

/// The client with a real server, where `RATIONALE_TEST_LLM_URL` names one (and
/// `RATIONALE_TEST_LLM_KEY` and `RATIONALE_TEST_LLM_MODEL`). A model of random weights will do.
@Suite(.enabled(if: realServer != nil)) struct RealServerTests {
  private let environment = ProcessInfo.processInfo.environment

  private func link(key: String? = nil) throws -> EndpointLink {
    let text = key ?? environment["RATIONALE_TEST_LLM_KEY"] ?? ""
    return EndpointLink(to: try Endpoint(realServer ?? "", key: APIKey(text)))
  }

  private var model: String { environment["RATIONALE_TEST_LLM_MODEL"] ?? "tiny-random" }

  @Test func theCheck() async throws {
    let report = try await ConnectionCheck(link: link(), model: model).run()
    #expect(report.isGood)
    #expect(report.key == .accepted)
    #expect(report.models.contains { $0.id == model })
    #expect(report.streams == true)
    #expect(report.rung == .jsonSchema)
    #expect(report.heldForm == true)
    #expect(report.tokens?.isEstimated == false)
  }

  @Test func repliesOfAFormManyAtOnce() async throws {
    let client = ChatClient(model: model, link: try link())
    try await withThrowingTaskGroup(of: ChatReply.self) { group in
      for number in 0..<16 {
        group.addTask {
          try await client.reply(
            to: ClientFixture.request(
              "Say \(number).", schema: ClientFixture.schema, maxTokens: 600,
              streams: number.isMultiple(of: 2))
          ) { _ in }
        }
      }
      for try await reply in group {
        #expect(WireValue(json: reply.text)?["ok"] != nil)
        #expect(!reply.tokens.isEstimated)
      }
    }
  }

  @Test func aWrongKey() async throws {
    let client = ChatClient(model: model, link: try link(key: "wrong-wrong-wrong"))
    do {
      _ = try await client.reply(to: ClientFixture.request()) { _ in }
      Issue.record("The server took a wrong key.")
    } catch let error as ChatError {
      #expect(error.kind == .unauthorized)
      #expect(!error.description.contains("wrong-wrong"))
    }
  }

  @Test func aPromptBeyondTheContext() async throws {
    let client = ChatClient(model: model, link: try link())
    let long = String(repeating: "unseen syllables ", count: 6000)
    do {
      _ = try await client.reply(to: ClientFixture.request(long)) { _ in }
      Issue.record("The server took it.")
    } catch let error as ChatError {
      #expect(error.kind == .contextTooSmall)
    }
  }
}
