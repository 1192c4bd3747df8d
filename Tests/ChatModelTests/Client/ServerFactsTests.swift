internal import Foundation
internal import Synchronization
internal import Testing

@testable import ChatModel

/// What servers tell of themselves, and what becomes of it where they tell nonsense.
@Suite struct ServerFactsTests {
  typealias Step = WireServer.Step

  /// A link to a server that says these things at these paths, and nothing elsewhere.
  private static func link(
    _ pages: [String: String], kind: Endpoint.Kind = .other, context: Int? = nil
  ) throws -> (EndpointLink, WireServer) {
    let server = try WireServer { request in
      let path = request.path.prefix { $0 != "?" }
      return [pages[String(path)].map { Step.answer(200, $0) } ?? .answer(404, "")]
    }
    var endpoint = try Endpoint(server.url)
    endpoint.kind = kind
    endpoint.context = context
    return (EndpointLink(to: endpoint, isCurious: true), server)
  }

  private static let llama =
    #"{"data":[{"id":"qwen.gguf","owned_by":"llamacpp","meta":{"n_ctx_train":32768}}]}"#

  @Test func llamaTellsSlotsAndTheContextOfOne() async throws {
    let (link, server) = try Self.link([
      "/v1/models": Self.llama,
      "/props": #"{"total_slots":2,"default_generation_settings":{"n_ctx":4096}}"#,
    ])
    #expect(await link.facts(of: "any name") == ServerFacts(slots: 2, context: 4096))
    #expect(await link.context(of: "any name") == 4096)
    #expect(server.requests.map(\.path) == ["/v1/models", "/props?model=any%20name"])
  }

  @Test(arguments: [
    "", "[]", "{", "7", #"{"total_slots":1e300,"default_generation_settings":{"n_ctx":-1}}"#,
    #"{"total_slots":0,"default_generation_settings":{"n_ctx":4611686018427387904}}"#,
    #"{"total_slots":"many","default_generation_settings":[]}"#,
  ])
  func nonsenseSaysNothing(_ props: String) async throws {
    let (link, server) = try Self.link(["/v1/models": Self.llama, "/props": props])
    #expect(await link.facts(of: "m") == ServerFacts())
    #expect(server.requests.count == 2)
  }

  @Test func aServerThatIsStartingIsAskedAgain() async throws {
    let asked = Mutex(0)
    let server = try WireServer { request in
      let turn = asked.withLock { asked in
        asked += 1
        return asked
      }
      guard turn > 1 else { return [.answer(503, #"{"error":{"message":"Loading model"}}"#)] }
      return [
        .answer(
          200,
          request.path.hasPrefix("/props")
            ? #"{"total_slots":2,"default_generation_settings":{"n_ctx":4096}}"# : Self.llama)
      ]
    }
    let link = EndpointLink(to: try Endpoint(server.url), isCurious: true)
    #expect(await link.context(of: "m") == nil)
    #expect(await link.facts(of: "m") == ServerFacts(slots: 2, context: 4096))
    #expect(await link.context(of: "m") == 4096)
    #expect(server.requests.count == 3)
  }

  @Test func aServerThatNeverSaysIsLeftAlone() async throws {
    let server = try WireServer { _ in [.answer(503, "")] }
    let link = EndpointLink(to: try Endpoint(server.url), isCurious: true)
    for _ in 0..<20 { #expect(await link.context(of: "m") == nil) }
    #expect(server.requests.count == AskedFacts.mostFailures)
  }

  @Test(arguments: ["context_length", "max_model_len", "context_window"])
  func aListOfModelsTellsIt(_ name: String) async throws {
    let (link, server) = try Self.link([
      "/v1/models": #"{"data":[{"id":"a"},{"id":"m","owned_by":"vllm","\#(name)":8192}]}"#
    ])
    #expect(await link.context(of: "m") == 8192)
    #expect(await link.context(of: "a") == nil)
    #expect(await link.context(of: "another") == nil)
    #expect(server.requests.count == 3)
  }

  @Test func ollamaTellsItOfALoadedModel() async throws {
    let (link, server) = try Self.link(
      ["/api/ps": #"{"models":[{"name":"qwen:latest","context_length":16384}]}"#], kind: .ollama)
    #expect(await link.context(of: "qwen") == 16384)
    #expect(await link.context(of: "qwen") == 16384)
    #expect(server.requests.count == 1)
  }

  @Test func ollamaCutsAtItsDefault() async throws {
    let (link, server) = try Self.link(
      [
        "/api/ps": #"{"models":[]}"#,
        "/api/show": #"{"parameters":"stop \"x\"\nnum_ctx                        2048"}"#,
      ], kind: .ollama)
    #expect(await link.context(of: "qwen") == 2048)
    #expect(server.requests.last?.body == #"{"model":"qwen"}"#)
    let (bare, other) = try Self.link(["/api/ps": #"{"models":[]}"#], kind: .ollama)
    #expect(await bare.context(of: "qwen") == 4096)
    #expect(other.requests.count == 2)
  }

  @Test func whatSomebodySaysGoesFirstAndNobodyIsAsked() async throws {
    let (link, server) = try Self.link(["/v1/models": Self.llama], context: 1234)
    #expect(await link.context(of: "m") == 1234)
    #expect(server.requests.isEmpty)
    let shy = EndpointLink(to: try Endpoint(server.url))
    #expect(await shy.context(of: "m") == nil)
    #expect(server.requests.isEmpty)
  }
}
