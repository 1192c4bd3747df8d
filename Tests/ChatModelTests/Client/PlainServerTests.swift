internal import FlyingFox
internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// The client with a server of somebody else's making.
@Suite(.timeLimit(.minutes(10))) struct PlainServerTests {
  @Test func manyCallsAtOnceOverFewConnections() async throws {
    let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: 0)
    let server = HTTPServer(address: address, logger: .disabled)
    await server.appendRoute("POST /v1/chat/completions") { request in
      let body = String(decoding: try await request.bodyData, as: UTF8.self)
      let number = body.split { !$0.isNumber }.first.map(String.init) ?? "?"
      return HTTPResponse(
        statusCode: .ok, headers: [.contentType: "application/json"],
        body: Data(WireServer.Step.completionBody("number \(number)").utf8))
    }
    let running = Task { try await server.run() }
    defer { running.cancel() }
    // A busy machine takes its time.
    try await server.waitUntilListening(timeout: 60)
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      Issue.record("The server has no port.")
      return
    }
    let link = EndpointLink(to: try Endpoint("http://127.0.0.1:\(port)"))
    let client = ChatClient(model: "tiny", link: link)
    try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 1...60 {
        group.addTask {
          let reply = try await client.reply(to: ClientFixture.request("Say \(number).")) { _ in }
          return (number, reply.text)
        }
      }
      for try await (number, text) in group { #expect(text == "number \(number)") }
    }
    await server.stop()
  }
}
