internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// Everything that goes wrong between here and a reply.
@Suite struct FailureTests {
  typealias Step = WireServer.Step

  /// Limits of which one is short, so that a slow machine does not meet another one first.
  private static func limits(
    firstByte: Double = 20, betweenEvents: Double = 20, total: Double = 20
  ) -> Endpoint.Timeouts {
    Endpoint.Timeouts(firstByte: firstByte, betweenEvents: betweenEvents, withoutText: total)
  }

  // MARK: Waiting and trying again

  @Test func fourAttempts() async throws {
    let fixture = try ClientFixture { _ in [.answer(500, "oh", type: "text/plain")] }
    let error = await fixture.failure()
    #expect(error?.kind == .serverFailure)
    #expect(error?.reach == .offline)
    #expect(error?.tokens == nil)
    #expect(error?.description.contains("4 attempts") == true)
    #expect(fixture.server.requests.count == 4)
    #expect(fixture.time.waits == [0.5, 1, 2])
    #expect(fixture.news.all.count == 3)
  }

  @Test(arguments: [408, 409, 500, 502, 503, 504])
  func whatPasses(_ status: Int) async throws {
    let fixture = try ClientFixture { request in
      request.index < 2 ? [.answer(status, "")] : [.completion("Hi")]
    }
    let reply = try await fixture.ask()
    #expect(reply.text == "Hi")
    #expect(reply.attempts == 3)
    #expect(reply.seconds == 1.5)
    #expect(reply.tokens == ChatReply.Tokens(input: 7, output: 3))
  }

  @Test(
    arguments: [
      (["Retry-After": "7"], 7.0), (["Retry-After": "0.25"], 0.25),
      (["retry-after-ms": "40"], 0.04),
      (["X-RateLimit-Reset-Requests": "1m10s"], 70), ([:], 0.5),
    ] as [([String: String], Double)])
  func tooManyRequests(_ headers: [String: String], _ wait: Double) async throws {
    let fixture = try ClientFixture { request in
      request.index == 0
        ? [.answer(429, #"{"error":{"message":"Rate limit","code":"429"}}"#, headers: headers)]
        : [.completion("Hi")]
    }
    let reply = try await fixture.ask()
    #expect(reply.attempts == 2)
    #expect(fixture.link.concurrency == 1)
    #expect(fixture.time.waits == [wait])
    #expect(fixture.news.all.count == 1)
  }

  @Test func aDateToComeBack() async throws {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    let date = format.string(from: QuickClock.start.addingTimeInterval(42))
    let fixture = try ClientFixture { request in
      request.index == 0
        ? [.answer(429, "", headers: ["Retry-After": date])] : [.completion("Hi")]
    }
    _ = try await fixture.ask()
    #expect(fixture.time.waits == [42])
  }

  @Test func waitsThatAreAskedForDoNotCount() async throws {
    let fixture = try ClientFixture { request in
      request.index < 3
        ? [.answer(429, "", headers: ["Retry-After": "100"])] : [.completion("Hi")]
    }
    #expect(try await fixture.ask().attempts == 4)
    #expect(fixture.time.waits == [100, 100, 100])
  }

  @Test func tooLongAWait() async throws {
    let fixture = try ClientFixture { _ in
      [.answer(429, "", headers: ["Retry-After": "3600"])]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .rateLimited)
    #expect(error?.description.contains("60 min") == true)
    #expect(error?.reach == .rateLimited)
    #expect(fixture.server.requests.count == 1)
    #expect(fixture.time.waits.isEmpty)
  }

  @Test func noAttemptAfterTenMinutes() async throws {
    let time = QuickClock()
    let server = try WireServer { _ in
      time.pass(350)
      return [.answer(500, "")]
    }
    let link = EndpointLink(to: try Endpoint(server.url), clock: time.clock)
    let client = ChatClient(model: "tiny", link: link)
    await #expect(throws: ChatError.self) {
      try await client.reply(to: ClientFixture.request()) { _ in }
    }
    #expect(server.requests.count == 2)
  }

  @Test func aModelThatIsBeingLoaded() async throws {
    let fixture = try ClientFixture { request in
      request.index < 9
        ? [
          .answer(
            503, #"{"error":{"message":"Loading model","code":503,"type":"unavailable_error"}}"#)
        ]
        : [.completion("Hi")]
    }
    #expect(try await fixture.ask().text == "Hi")
    #expect(fixture.time.waits == [2, 4, 8, 8, 8, 8, 8, 8, 8])
    #expect(fixture.link.concurrency == 2)
  }

  /// As llama.cpp says it of one reply, while it works on the others.
  @Test func whatTheServerCannotReadIsAFaultOfThisReply() async throws {
    let fixture = try ClientFixture { _ in
      [
        .answer(
          500,
          #"{"error":{"code":500,"message":"The model produced output that does not match the "#
            + #"expected peg-native format","type":"server_error"}}"#)
      ]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .garbled)
    #expect(error?.reach == .item)
    #expect(error?.description.contains("could not read what") == true)
    #expect(fixture.server.requests.count == 1)
  }

  @Test func theServerSaysNotToTryAgain() async throws {
    let fixture = try ClientFixture { _ in
      [.answer(500, "", headers: ["x-should-retry": "false"])]
    }
    #expect(await fixture.failure()?.kind == .serverFailure)
    #expect(fixture.server.requests.count == 1)
  }

  @Test(arguments: [
    (401, #"{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}"#),
    (401, #"{"error":"Unauthorized"}"#), (401, #"{"detail":"Invalid token"}"#), (401, ""),
    (403, "<html><title>Forbidden</title>"),
  ])
  func keysThatAreRefused(_ status: Int, _ body: String) async throws {
    let fixture = try ClientFixture { _ in
      [.answer(status, body, headers: ["WWW-Authenticate": "Bearer realm=\"x\""])]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .unauthorized)
    #expect(error?.reach == .refused)
    #expect(error?.description.contains("does not take the key") == true)
    #expect(fixture.server.requests.count == 1)

    let bare = try ClientFixture(key: nil) { _ in
      [.answer(status, body, headers: ["WWW-Authenticate": "Basic realm=\"x\""])]
    }
    let missing = await bare.failure()
    #expect(missing?.kind == .unauthorized)
    #expect(missing?.description.contains("wants a key") == true)
  }

  @Test(arguments: [
    (429, #"{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}"#),
    (402, #"{"error":{"message":"Insufficient credits","code":402}}"#),
  ])
  func noMoney(_ status: Int, _ body: String) async throws {
    let fixture = try ClientFixture { _ in [.answer(status, body)] }
    #expect(await fixture.failure()?.kind == .outOfMoney)
    #expect(fixture.server.requests.count == 1)
  }

  @Test func aWebPageInPlaceOfAnError() async throws {
    let page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>x</body>"
    let fixture = try ClientFixture { _ in [.answer(502, page, type: "text/html")] }
    let error = await fixture.failure()
    #expect(error?.kind == .serverFailure)
    #expect(error?.description.contains("“502 Bad Gateway”") == true)
    #expect(error?.description.contains("<") == false)
  }

  @Test func successWithAnErrorInside() async throws {
    let fixture = try ClientFixture { request in
      request.index == 0
        ? [.answer(200, #"{"error":{"message":"Provider returned error","code":502}}"#)]
        : [.completion("Hi")]
    }
    #expect(try await fixture.ask().attempts == 2)

    let quota = try ClientFixture { _ in
      [.answer(200, #"{"error":{"message":"x","code":"insufficient_quota"}}"#)]
    }
    #expect(await quota.failure()?.kind == .outOfMoney)
  }

  @Test(arguments: [
    #"data: {"error":{"message":"Overloaded","code":502},"choices":[{"delta":{"content":""},"finish_reason":"error"}]}"#,
    "event: error\ndata: {\"message\":\"Overloaded\"}", #"data: {"error":"Overloaded"}"#,
    "event: error\ndata: Overloaded",
  ])
  func anErrorInMidStream(_ event: String) async throws {
    let fixture = try ClientFixture { request in
      request.index == 0
        ? Step.stream([Step.delta("He"), event + "\n\n"])
        : Step.stream([Step.delta("Hello"), Step.end(), "data: [DONE]\n\n"])
    }
    let reply = try await fixture.ask(ClientFixture.request(streams: true))
    #expect(reply.text == "Hello")
    #expect(fixture.text.all == ["He", "Hello"])
    #expect(fixture.news.all.last == .textRestarted)
    #expect(fixture.news.all.count == 2)
    // What was written before is paid for, as far as one can tell.
    #expect(reply.tokens.isEstimated)
    #expect(reply.tokens.output > 2)
  }

  // MARK: Connections

  @Test func nobodyThere() async throws {
    let fixture = try ClientFixture { _ in [] }
    fixture.server.stop()
    let error = await fixture.failure()
    #expect(error?.kind == .unreachable)
    #expect(error?.reach == .offline)
    #expect(error?.description.contains("nothing takes connections") == true)
    #expect(fixture.time.waits == [0.5, 1, 2])
  }

  @Test func noSuchHost() async throws {
    let time = QuickClock()
    let link = EndpointLink(to: try Endpoint("http://no-such-host.invalid/v1"), clock: time.clock)
    let client = ChatClient(model: "tiny", link: link)
    do {
      _ = try await client.reply(to: ClientFixture.request()) { _ in }
      Issue.record("Somebody answered.")
    } catch let error as ChatError {
      #expect(error.kind == .unreachable)
    }
  }

  @Test func goneBeforeTheHead() async throws {
    let fixture = try ClientFixture { request in
      request.index < 2 ? [request.index == 0 ? .close : .reset] : [.completion("Hi")]
    }
    #expect(try await fixture.ask().text == "Hi")
  }

  @Test func goneWithinAPlainReply() async throws {
    let body = Step.completionBody("Hi")
    let fixture = try ClientFixture { request in
      request.index == 0
        ? [
          .text("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n"),
          .text(String(body.prefix(30))), .close,
        ] : [.completion("Hi")]
    }
    #expect(try await fixture.ask().attempts == 2)
  }

  @Test(arguments: [Step.close, .reset])
  func goneWithinAStream(_ end: Step) async throws {
    let fixture = try ClientFixture { request in
      request.index == 0
        ? [Step.streamHead, .chunk(Step.delta("He")), .pause(0.02), end]
        : Step.stream([Step.delta("Hello"), Step.end(), "data: [DONE]\n\n"])
    }
    let reply = try await fixture.ask(ClientFixture.request(streams: true))
    #expect(reply.text == "Hello")
    #expect(reply.attempts == 2)
    #expect(fixture.news.all.last == .textRestarted)
    // Perhaps the server ends replies when others come.
    #expect(fixture.link.concurrency == 1)
  }

  @Test func aStreamWithoutLengthsThatStops() async throws {
    let fixture = try ClientFixture { request in
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
      return request.index == 0
        ? [.text(head + Step.delta("He")), .close]
        : [.text(head + Step.delta("Hello") + Step.end()), .close]
    }
    #expect(try await fixture.ask(ClientFixture.request(streams: true)).text == "Hello")
  }

  @Test func aServerThatEndsWellIsHeldToIt() async throws {
    let fixture = try ClientFixture { request in
      request.index == 1
        ? Step.stream([Step.delta("He")])
        : Step.stream([Step.delta("Hello"), Step.end(), "data: [DONE]\n\n"])
    }
    for _ in 0..<2 {
      #expect(try await fixture.ask(ClientFixture.request(streams: true)).text == "Hello")
    }
    #expect(fixture.server.requests.count == 3)
  }

  @Test func aStreamWithNothingInIt() async throws {
    let fixture = try ClientFixture { _ in Step.stream([]) }
    #expect(await fixture.failure(ClientFixture.request(streams: true))?.kind == .unreachable)
    #expect(fixture.server.requests.count == 4)
  }

  // MARK: Silence

  @Test func silenceBeforeTheHead() async throws {
    let fixture = try ClientFixture(timeouts: Self.limits(firstByte: 0.6)) { request in
      request.index == 0 ? [.hang] : Step.stream([Step.delta("Hi"), Step.end()])
    }
    #expect(try await fixture.ask(ClientFixture.request(streams: true)).text == "Hi")
    #expect(await fixture.server.eventually { $0.departures >= 1 })
  }

  @Test func silenceInMidStream() async throws {
    let fixture = try ClientFixture(timeouts: Self.limits(betweenEvents: 0.3), attempts: 1) { _ in
      [Step.streamHead, .chunk(Step.delta("He")), .hang]
    }
    let error = await fixture.failure(ClientFixture.request(streams: true))
    #expect(error?.kind == .unreachable)
    #expect(error?.description.contains("went silent") == true)
    #expect(error?.partialText == "He")
    #expect(error?.tokens?.isEstimated == true)
  }

  @Test func pingsAreNoText() async throws {
    let fixture = try ClientFixture(timeouts: Self.limits(total: 0.5), attempts: 1) { _ in
      [Step.streamHead] + (0..<30).flatMap { _ in [.chunk(": ping\n\n"), .pause(0.05)] }
    }
    let error = await fixture.failure(ClientFixture.request(streams: true))
    #expect(error?.kind == .unreachable)
    #expect(error?.description.contains("no text within") == true)
  }

  @Test func anyByteIsLife() {
    let limits = Transfer.Limits(firstByte: 50, betweenEvents: 30, total: 200, bytes: 1)
    var progress = Transfer.Progress(begun: 100)
    #expect(progress.verdict(limits, now: 120) == .wait(until: 150))
    #expect(progress.verdict(limits, now: 150) == .end(.silent(seconds: 50, hadBegun: false)))
    progress.lastByte = 120
    #expect(progress.verdict(limits, now: 149) == .wait(until: 150))
    #expect(progress.verdict(limits, now: 151) == .end(.silent(seconds: 30, hadBegun: true)))
    // Pings, but not for ever.
    progress.lastByte = 299
    #expect(progress.verdict(limits, now: 299) == .wait(until: 300))
    #expect(progress.verdict(limits, now: 300) == .end(.slow(seconds: 200)))
    // Text, as long as it comes.
    progress.lastText = 299
    #expect(progress.verdict(limits, now: 300) == .wait(until: 329))
    progress.lastText = 5000
    progress.lastByte = 5000
    #expect(progress.verdict(limits, now: 5001) == .wait(until: 5030))
    progress.grace = 5
    #expect(progress.verdict(limits, now: 5004) == .wait(until: 5005))
    #expect(progress.verdict(limits, now: 5006) == .end(nil))
  }

  @Test func aServerThatWorksIsNotADeadOne() async throws {
    // Each pause is shorter than the limit, all together are longer.
    let fixture = try ClientFixture(timeouts: Self.limits(betweenEvents: 1)) { _ in
      let pings = (0..<8).flatMap { [Step.chunk($0 % 2 == 0 ? ": ping\n\n" : "\n"), .pause(0.2)] }
      return [Step.streamHead] + pings + [.chunk(Step.delta("Hi") + Step.end()), .lastChunk]
    }
    let reply = try await fixture.ask()
    #expect(reply.text == "Hi")
    #expect(reply.attempts == 1)
  }

  @Test func silenceIsTriedOnceMoreAndTheWayOutIsNamed() async throws {
    let fixture = try ClientFixture(timeouts: Self.limits(firstByte: 0.4)) { _ in [.hang] }
    let error = await fixture.failure()
    #expect(error?.kind == .unreachable)
    #expect(fixture.server.requests.count == 2)
    #expect(error?.description.contains("timeout = \"1s\" in [endpoints.NAME]") == true)
    #expect(error?.description.contains("--timeout 1s") == true)
    #expect(await fixture.server.eventually { $0.departures == 2 })

    let words = FailureText(
      endpoint: try Endpoint("http://localhost:8080/v1", name: "work"), model: "m",
      redaction: Redaction(try Endpoint("http://localhost:8080/v1")))
    let text = words.text(.silent(seconds: 600, hadBegun: false), attempts: 2)
    #expect(text.contains("timeout = \"20m\" in [endpoints.work] of config.toml"))
    #expect(text.contains("sent nothing for 10 min in 2 attempts"))
  }

  @Test func waitingInOurOwnQueueIsNobodysSilence() async throws {
    let fixture = try ClientFixture(concurrency: 1) { request in
      request.index == 0 ? [.hang] : request.index == 1 ? [.answer(500, "")] : [.completion("Hi")]
    }
    let first = Task { try await fixture.ask() }
    #expect(await fixture.server.eventually { $0.requests.count == 1 })
    let second = Task { try await fixture.ask() }
    for _ in 0..<500 where fixture.link.limiter.waiting == 0 {
      try await Task.sleep(nanoseconds: 10_000_000)
    }
    fixture.time.pass(100_000)
    first.cancel()
    // Ten minutes are not over: they begin with its turn.
    #expect(try await second.value.attempts == 2)
  }

  @Test func afterAReasonSilenceIsTheEnd() async throws {
    let fixture = try ClientFixture(timeouts: Self.limits(betweenEvents: 0.4)) { _ in
      [Step.streamHead, .chunk(Step.delta("Hi") + Step.end()), .hang]
    }
    let reply = try await fixture.ask(ClientFixture.request(streams: true))
    #expect(reply.text == "Hi")
    #expect(reply.attempts == 1)
  }

  // MARK: Cancelling

  /// A chunk of comments, 16 kB.
  private static let pings = Array(
    ("4000\r\n" + String(repeating: ": ping\n\n", count: 2048) + "\r\n").utf8)

  @Test(arguments: [
    [Step.hang], [Step.streamHead, .hang], [Step.streamHead, .chunk(Step.delta("He")), .hang],
    [Step.streamHead, .flood(Self.pings, times: 400)],
  ])
  func cancellingClosesTheConnection(_ steps: [Step]) async throws {
    let fixture = try ClientFixture { _ in steps }
    let task = Task { try await fixture.ask(ClientFixture.request(streams: true)) }
    #expect(await fixture.server.eventually { $0.requests.count == 1 })
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(await fixture.server.eventually { $0.departures == 1 })
    #expect(fixture.server.requests.count == 1)
  }

  @Test func cancellingAWait() async throws {
    let server = try WireServer { _ in [.answer(429, "", headers: ["Retry-After": "100"])] }
    let link = EndpointLink(to: try Endpoint(server.url))
    let client = ChatClient(model: "tiny", link: link)
    let task = Task { try await client.reply(to: ClientFixture.request()) { _ in } }
    #expect(await server.eventually { $0.requests.count == 1 })
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  // MARK: Redirects

  @Test(arguments: [301, 302, 307, 308])
  func toTheSameOrigin(_ status: Int) async throws {
    let fixture = try ClientFixture { request in
      request.path == "/v1/chat/completions"
        ? [.answer(status, "", headers: ["Location": "/elsewhere/chat/completions"])]
        : [.completion("Hi")]
    }
    #expect(try await fixture.ask().text == "Hi")
    let second = fixture.server.requests[1]
    #expect(second.method == "POST")
    #expect(second.path == "/elsewhere/chat/completions")
    #expect(second.headers["authorization"] == "Bearer \(ClientFixture.secret)")
    #expect(second.body == fixture.server.requests[0].body)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func toAnotherOrigin(_ status: Int) async throws {
    let other = try WireServer { _ in [.completion("Stolen")] }
    let fixture = try ClientFixture { _ in
      [.answer(status, "", headers: ["Location": "\(other.url)/chat/completions?secret=1"])]
    }
    let error = await fixture.failure()
    #expect(error?.kind == .redirected)
    #expect(error?.reach == .unusable)
    #expect(error?.description.contains("127.0.0.1:\(other.port)") == true)
    #expect(error?.description.contains("secret") == false)
    #expect(fixture.server.requests.count == 1)
    #expect(other.requests.isEmpty)
  }

  @Test func inACircle() async throws {
    let fixture = try ClientFixture { _ in
      [.answer(307, "", headers: ["Location": "/v1/chat/completions"])]
    }
    #expect(await fixture.failure()?.kind == .unreachable)
    #expect(fixture.server.requests.count == 5)
  }

  @Test func aRedirectOfTheModelsToo() async throws {
    let other = try WireServer { _ in [.answer(200, #"{"data":[]}"#)] }
    let fixture = try ClientFixture { _ in
      [.answer(302, "", headers: ["Location": "\(other.url)/models"])]
    }
    await #expect(throws: ChatError.self) { try await fixture.link.models() }
    #expect(other.requests.isEmpty)
  }

  // MARK: Hostile servers

  @Test func aPlainReplyWithoutEnd() async throws {
    let fixture = try ClientFixture { _ in
      [
        .text(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"a\":\""),
        .flood([UInt8](repeating: 65, count: 1 << 16), times: 300),
      ]
    }
    let error = await fixture.failure()
    #expect(error?.description.contains("16 MB") == true)
    #expect(fixture.server.requests.count == 1)
    #expect(await fixture.server.eventually { $0.departures == 1 })
  }

  @Test func aLineWithoutEnd() async throws {
    let fixture = try ClientFixture { _ in
      [
        .text(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: "),
        .flood([UInt8](repeating: 65, count: 1 << 16), times: 300),
      ]
    }
    let error = await fixture.failure(ClientFixture.request(streams: true))
    #expect(error?.description.contains("MB for one reply") == true)
    #expect(await fixture.server.eventually { $0.departures == 1 })
  }

  @Test func anErrorWithoutEnd() async throws {
    let fixture = try ClientFixture { _ in
      [
        .text("HTTP/1.1 400 No\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"),
        .flood([UInt8](repeating: 65, count: 1 << 16), times: 300),
      ]
    }
    let error = await fixture.failure()
    #expect((error?.description.count ?? 10_000) < 700)
  }

  @Test func bytesThatAreNoHTTP() async throws {
    for text in [
      "\u{0}\u{1}\u{2}garbage\r\n\r\n", "HTTP/9.9 banana\r\n\r\n", "SSH-2.0-OpenSSH_9\r\n",
    ] {
      let fixture = try ClientFixture { _ in [.text(text), .close] }
      let error = await fixture.failure()
      #expect(error != nil)
      #expect((error?.description.count ?? 10_000) < 700)
    }
  }

  @Test func anEndlessHead() async throws {
    let fixture = try ClientFixture(
      timeouts: Self.limits(firstByte: 0.6, betweenEvents: 0.6), attempts: 1
    ) { _ in
      [
        .text("HTTP/1.1 200 OK\r\n"),
        .flood(
          Array("X-A: \(String(repeating: "b", count: 900))\r\n".utf8), times: 1000),
      ]
    }
    let error = await fixture.failure(ClientFixture.request(streams: true))
    #expect(error?.kind == .unreachable)
  }

  @Test(arguments: [
    "[]", "{}", "7", "null", #"{"choices":"no"}"#, #"{"object":"list","data":[]}"#, "{\"choices\":",
    "plain words",
  ])
  func whatIsNoCompletion(_ body: String) async throws {
    let fixture = try ClientFixture { _ in [.answer(200, body)] }
    let error = await fixture.failure()
    #expect([.rejected, .empty].contains(error?.kind))
  }
}
