internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// A server that repeats everything it was sent, in every way it can go wrong: nothing that comes
/// of it holds the key.
@Suite struct SecretTests {
  typealias Step = WireServer.Step

  private static let query = "querysecret-0123456789"
  private static let header = "headersecret-0123456789"

  private static func echo(_ request: WireServer.Request) -> String {
    let sent = request.headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return (sent + [request.path]).joined(separator: "; ")
  }

  private static func quoted(_ request: WireServer.Request) -> String {
    WireValue.string(echo(request)).json
  }

  private static let scripts: [@Sendable (WireServer.Request) -> [Step]] = [
    { [.answer(401, #"{"error":{"message":\#(quoted($0)),"code":\#(quoted($0))}}"#)] },
    { [.answer(403, #"{"detail":\#(quoted($0))}"#)] },
    { [.answer(404, echo($0), type: "text/plain")] },
    { [.answer(400, #"{"error":\#(quoted($0))}"#)] },
    { [.answer(500, "<html><title>\(echo($0))</title>", type: "text/html")] },
    { [.answer(429, echo($0), headers: ["Retry-After": "999"])] },
    {
      [.answer(302, "", headers: ["Location": "http://\(Self.query).example/?\(echo($0).count)"])]
    },
    { [.answer(200, echo($0))] },
    { [.answer(200, "{\"choices\":[{\"message\":{\"refusal\":\(quoted($0))}}]}")] },
    { [.answer(200, "{\"data\":\(quoted($0))}")] },
    {
      let text = quoted($0)
      return [
        .answer(
          200,
          #"{"model":\#(text),"choices":[{"message":{"content":\#(text),"reasoning":\#(text)},"finish_reason":\#(text)}]}"#
        )
      ]
    },
    {
      Step.stream(["data: {\"choices\":[{\"delta\":{\"content\":\(quoted($0))}}]}\n\n"]) + [.close]
    },
    {
      [
        Step.streamHead,
        .chunk("data: {\"choices\":[{\"delta\":{\"content\":\(quoted($0))}}]}\n\n"), .reset,
      ]
    },
    { _ in [.close] },
  ]

  @Test(arguments: 0..<14)
  func nothingHoldsTheKey(_ index: Int) async throws {
    let server = try WireServer(Self.scripts[index])
    let time = QuickClock()
    let key = try #require(APIKey(ClientFixture.secret))
    let endpoint = try Endpoint(
      "\(server.url)?token=\(Self.query)", key: key, headers: ["X-Pass": Self.header])
    let link = EndpointLink(to: endpoint, clock: time.clock)
    let store = MemoryTraits()
    let client = ChatClient(model: "tiny", link: link, traits: store)
    let news = Heard<CallNews>()
    var shown = ""
    for streams in [false, true] {
      await CallReporter.$report.withValue(CallListener { news.add($0) }) {
        do {
          let reply = try await client.reply(
            to: ClientFixture.request(schema: ClientFixture.schema, streams: streams)
          ) { _ in }
          dump(reply, to: &shown)
          shown += String(decoding: (try? JSONEncoder().encode(reply)) ?? Data(), as: UTF8.self)
        } catch {
          shown += "\(error) \(String(reflecting: error)) \(error.localizedDescription)"
          dump(error, to: &shown)
        }
      }
    }
    do {
      dump(try await link.models(), to: &shown)
    } catch {
      dump(error, to: &shown)
    }
    do {
      dump(try await EndpointEmbedder.open(model: "tiny", link: link), to: &shown)
    } catch {
      dump(error, to: &shown)
    }
    dump(try await ConnectionCheck(link: link, model: "tiny", traits: store).run(), to: &shown)
    dump(news.all, to: &shown)
    dump(client, to: &shown)
    dump(link, to: &shown)
    dump(EndpointEmbedder(model: "tiny", link: link, dimensions: 3), to: &shown)
    dump(await client.traits(), to: &shown)
    let kept = await store.traits(for: TraitBook.key(endpoint: endpoint, model: "tiny"))
    shown += String(decoding: kept ?? Data(), as: UTF8.self)
    shown += client.identity.version
    #expect(!server.requests.isEmpty)
    #expect(shown.count > 200)
    for secret in [ClientFixture.secret, Self.query, Self.header, "0123456789abcdef"] {
      #expect(!shown.contains(secret))
    }
  }
}
