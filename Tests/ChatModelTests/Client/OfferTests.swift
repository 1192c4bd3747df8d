internal import Foundation
internal import RPM
internal import Testing

@testable import ChatModel

/// What an endpoint offers beside replies: models, vectors, and the check of all of it.
@Suite struct OfferTests {
  typealias Step = WireServer.Step

  // MARK: Models

  @Test(arguments: [
    #"{"object":"list","data":[{"id":"b","owned_by":"me","context_length":4096},{"id":"a"}]}"#,
    #"{"data":[{"id":"b","owned_by":"me","max_model_len":"4096"},{"id":"a"},{"id":"a","x":1}]}"#,
    #"{"data":[{"id":"b","owned_by":"me","top_provider":{"context_length":4096}},{"id":"a"},{}]}"#,
    #"{"models":[{"name":"b","model":"b","meta":{"n_ctx_train":4096},"owned_by":"me"},{"name":"a"}]}"#,
    #"[{"id":"b","context_window":4096,"owned_by":"me"},"a",7,null]"#,
  ])
  func allFormsOfAList(_ body: String) async throws {
    let fixture = try ClientFixture { _ in [.answer(200, body)] }
    #expect(
      try await fixture.link.models() == [
        ModelListing(id: "a"), ModelListing(id: "b", contextLength: 4096, ownedBy: "me"),
      ])
    #expect(fixture.server.requests[0].method == "GET")
    #expect(fixture.server.requests[0].path == "/v1/models")
  }

  @Test func noList() async throws {
    let fixture = try ClientFixture { request in
      request.path == "/v1/models" ? [.answer(200, #"{"status":"fine"}"#)] : [.answer(404, "")]
    }
    await #expect(throws: ChatError.self) { try await fixture.link.models() }
    let busy = try ClientFixture { request in
      request.index < 2 ? [.answer(503, "")] : [.answer(200, #"{"data":[{"id":"a"}]}"#)]
    }
    #expect(try await busy.link.models().count == 1)
  }

  // MARK: Vectors

  private static func vectors(_ request: WireServer.Request, order: Bool = true) -> String {
    let inputs = WireValue(json: request.body)?["input"]?.elements.compactMap(\.text) ?? []
    var entries = inputs.enumerated().map { index, text in
      #"{"object":"embedding","index":\#(index),"embedding":[\#(text.count),0,4]}"#
    }
    if !order { entries.reverse() }
    return
      #"{"data":[\#(entries.joined(separator: ","))],"usage":{"prompt_tokens":\#(inputs.count)}}"#
  }

  @Test func vectorsInOrderAndOfUnitLength() async throws {
    let fixture = try ClientFixture { [.answer(200, Self.vectors($0, order: false))] }
    let used = Heard<ChatReply.Tokens>()
    let embedder = try await EndpointEmbedder.open(
      model: "emb", link: fixture.link, onTokens: { used.add($0) })
    #expect(embedder.dimensions == 3)
    #expect(embedder.identity == "emb@\(fixture.server.url)")
    let vectors = try await embedder.embed(["abc", "", "  \n", "abc", "abcdef"])
    #expect(vectors.count == 5)
    #expect(vectors[0] == [0.6, 0, 0.8])
    #expect(vectors[3] == vectors[0])
    #expect(vectors[1] == [0, 0, 0])
    #expect(vectors[2] == [0, 0, 0])
    #expect(abs(vectors[4][0] - 6 / Float(52).squareRoot()) < 1e-6)
    #expect(fixture.server.requests.count == 2)
    #expect(used.all == [.init(input: 1, output: 0), .init(input: 2, output: 0)])
    #expect(try await embedder.embed([]).isEmpty)
  }

  @Test func manyTextsGoInBatches() async throws {
    let fixture = try ClientFixture { [.answer(200, Self.vectors($0))] }
    let embedder = EndpointEmbedder(model: "emb", link: fixture.link, dimensions: 3)
    let texts = (1...150).map { String(repeating: "a", count: $0) }
    let vectors = try await embedder.embed(texts)
    #expect(vectors.count == 150)
    #expect(vectors[149][0] > vectors[0][0])
    #expect(fixture.server.requests.count == 3)
  }

  @Test func batchesThatAreTooLargeAreSplit() async throws {
    let fixture = try ClientFixture { request in
      let inputs = WireValue(json: request.body)?["input"]?.elements ?? []
      return inputs.count > 2
        ? [
          .answer(
            500,
            #"{"error":{"message":"input is too large to process. increase the physical batch size"}}"#
          )
        ]
        : [.answer(200, Self.vectors(request))]
    }
    let embedder = EndpointEmbedder(model: "emb", link: fixture.link, dimensions: 3)
    #expect(try await embedder.embed(["a", "b", "c", "d", "e"]).count == 5)
    #expect(fixture.time.waits.isEmpty)
  }

  @Test func aTextThatIsTooLongIsCut() async throws {
    let fixture = try ClientFixture { request in
      request.body.utf8.count > 400
        ? [.answer(400, #"{"error":"maximum context length exceeded"}"#)]
        : [.answer(200, Self.vectors(request))]
    }
    let embedder = EndpointEmbedder(model: "emb", link: fixture.link, dimensions: 3)
    let vectors = try await CallReporter.$report.withValue(fixture.listener) {
      try await embedder.embed([String(repeating: "ab ", count: 300)])
    }
    #expect(vectors.count == 1)
    #expect(fixture.news.all.count == 2)
  }

  @Test(arguments: [
    #"{"data":[{"embedding":[[1,2],[3,4]]}]}"#, #"{"data":[]}"#, #"{"data":[{"embedding":[0,0]}]}"#,
    #"{"data":[{"embedding":["a"]}]}"#, #"{"data":[{"embedding":null}]}"#,
    #"{"data":[{"embedding":[1,NaN]}]}"#, #"{"data":[{"embedding":[1]},{"embedding":[1]}]}"#,
  ])
  func whatAreNoVectors(_ body: String) async throws {
    let fixture = try ClientFixture { _ in [.answer(200, body)] }
    do {
      _ = try await EndpointEmbedder.open(model: "emb", link: fixture.link)
      Issue.record("It took \(body).")
    } catch let failure as RoleFailure {
      #expect(failure.reach == .unusable)
    }
  }

  @Test func otherFormsOfVectors() throws {
    let nested = try #require(WireValue(json: #"{"data":[{"embedding":[[3,4]]}]}"#))
    #expect(EmbeddingReply.vectors(nested, count: 1) == [[0.6, 0.8]])
    let packed = try #require(WireValue(json: #"{"data":[{"embedding":"AABAQAAAgEA="}]}"#))
    #expect(EmbeddingReply.vectors(packed, count: 1) == [[0.6, 0.8]])
  }

  @Test func aModelThatWasChanged() async throws {
    let fixture = try ClientFixture { [.answer(200, Self.vectors($0))] }
    let embedder = EndpointEmbedder(model: "emb", link: fixture.link, dimensions: 5)
    await #expect(throws: RoleFailure.self) { try await embedder.embed(["a"]) }
  }

  // MARK: The check

  private static let ready = #"{"word": "ready", "ok": true}"#

  private func check(
    key: String? = ClientFixture.secret, model: String? = "tiny", embeddings: String? = nil,
    _ script: @escaping @Sendable (WireServer.Request) -> [Step]
  ) async throws -> ConnectionReport {
    let fixture = try ClientFixture(key: key, script)
    let heard = Heard<ConnectionReport.Finding>()
    let report = try await ConnectionCheck(
      link: fixture.link, model: model, embeddingModel: embeddings, traits: fixture.store
    ).run { heard.add($0) }
    #expect(heard.all == report.findings)
    #expect(!"\(report)".contains(ClientFixture.secret))
    return report
  }

  @Test func allIsWell() async throws {
    let report = try await check { request in
      switch request.path {
      case "/v1/models": [.answer(200, #"{"data":[{"id":"tiny","context_length":99}]}"#)]
      case "/v1/embeddings": [.answer(200, Self.vectors(request))]
      default:
        Step.stream([
          Step.delta(#"{\"word\": "#.replacingOccurrences(of: "\\", with: "")),
          Step.delta(#""ready", "ok": true}"#), Step.end(),
          #"data: {"choices":[],"usage":{"prompt_tokens":40,"completion_tokens":9}}"# + "\n\n",
          "data: [DONE]\n\n",
        ])
      }
    }
    #expect(report.isGood)
    #expect(report.key == .accepted)
    #expect(report.models.map(\.id) == ["tiny"])
    #expect(report.streams == true)
    #expect(report.rung == .jsonSchema)
    #expect(report.heldForm == true)
    #expect(report.reportedModel == "tiny-1")
    #expect(report.embeddingDimensions == 3)
    #expect(report.secondsToFirstText != nil)
    #expect(report.tokens == ChatReply.Tokens(input: 40, output: 9))
    #expect(report.findings.allSatisfy { $0.grade == .good })
  }

  @Test func aModestServer() async throws {
    let report = try await check(key: nil) { request in
      switch request.path {
      case "/v1/chat/completions":
        request.has("response_format")
          ? [.answer(400, "response_format?")] : [.completion("Ready!", usage: nil)]
      default: [.answer(404, #"{"detail":"Not Found"}"#)]
      }
    }
    #expect(report.isGood)
    #expect(report.key == .notNeeded)
    #expect(report.streams == false)
    #expect(report.rung == .promptOnly)
    #expect(report.heldForm == false)
    #expect(report.embeddingDimensions == nil)
    #expect(report.tokens?.isEstimated == true)
    #expect(report.findings.contains { $0.wayOut != nil })
  }

  @Test func aKeyIsWanted() async throws {
    let script: @Sendable (WireServer.Request) -> [Step] = { _ in
      [.answer(401, #"{"error":"Unauthorized"}"#)]
    }
    #expect(try await check(key: nil, script).key == .wanted)
    let report = try await check(script)
    #expect(report.key == .refused)
    #expect(!report.isGood)
    #expect(report.isReachable)
    #expect(report.findings.last?.grade == .bad)
  }

  @Test func aListThatIsOpenAndAModelThatIsNot() async throws {
    let report = try await check(key: nil) { request in
      request.method == "GET"
        ? [.answer(200, #"{"data":[{"id":"other"}]}"#)] : [.answer(401, "")]
    }
    #expect(report.key == .wanted)
    #expect(report.models.count == 1)
    #expect(report.findings.contains { $0.found.contains("not tiny") })
  }

  @Test func nobodyThere() async throws {
    let fixture = try ClientFixture { _ in [] }
    fixture.server.stop()
    let report = try await ConnectionCheck(link: fixture.link, model: "tiny").run()
    #expect(!report.isReachable)
    #expect(!report.isGood)
    #expect(report.findings.map(\.subject) == [.server])
  }

  @Test func onlyTheList() async throws {
    let report = try await check(model: nil) { _ in [.answer(200, #"{"data":[{"id":"a"}]}"#)] }
    #expect(report.models.count == 1)
    #expect(!report.answers)
    #expect(report.tokens == nil)
  }

  @Test func aNamedModelForVectorsThatHasNone() async throws {
    let report = try await check(embeddings: "emb") { request in
      request.path == "/v1/embeddings"
        ? [.answer(501, "no")]
        : request.method == "GET"
          ? [.answer(200, #"{"data":[]}"#)] : [.completion(Self.ready)]
    }
    #expect(report.answers)
    #expect(!report.isGood)
  }

  @Test func aCheckLooksAgain() async throws {
    let fixture = try ClientFixture { request in
      if request.method == "GET" { return [.answer(200, #"{"data":[]}"#)] }
      if request.index == 0 { return [.answer(400, "json_schema?")] }
      return [.completion(Self.ready)]
    }
    _ = try await fixture.ask(ClientFixture.request(schema: ClientFixture.schema))
    #expect(await fixture.client.traits().rung == .jsonObject)
    let report = try await ConnectionCheck(
      link: fixture.link, model: "tiny", traits: fixture.store
    ).run()
    #expect(report.rung == .jsonSchema)
    let later = ChatClient(model: "tiny", link: fixture.link, traits: fixture.store)
    #expect(await later.traits().rung == .jsonSchema)
  }
}
