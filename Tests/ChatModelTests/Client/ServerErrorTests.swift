internal import Testing

@testable import ChatModel

@Suite struct ServerErrorTests {
  private func error(_ body: String, status: Int = 400) -> ServerError {
    ServerError(status: status, body: Array(body.utf8))
  }

  @Test(
    arguments: [
      (#"{"error":{"message":"no","type":"t","param":"p","code":"c"}}"#, "no", "c"),
      (#"{"error":{"message":"no","code":401}}"#, "no", "401"),
      (#"{"error":{"message":"no","code":null,"param":null}}"#, "no", nil),
      (#"{"error":"no"}"#, "no", nil), (#"{"detail":"no"}"#, "no", nil),
      (#"{"message":"no"}"#, "no", nil), (#"{"error":{"error":{"message":"no"}}}"#, "no", nil),
      (#"{"detail":[{"loc":["body","temperature"],"msg":"no"}]}"#, "body.temperature: no", nil),
      (#"[{"error":{"message":"no","code":429,"status":"RESOURCE_EXHAUSTED"}}]"#, "no", "429"),
      (#"{"error":{"message":"no","metadata":{"raw":"because"}}}"#, "no (because)", nil),
      ("no", "no", nil), ("", "", nil), (" line\r\n\tone\u{1B}[31m\u{0}", "line one[31m", nil),
      (
        "<!DOCTYPE html><html><head><TITLE>502 Bad\nGateway</TITLE>",
        "a web page, “502 Bad Gateway”", nil
      ),
      ("<html>x", "a web page", nil), (#"{"error":{"strange":1}}"#, #"{"strange":1}"#, nil),
      (#"{"error":"#, #"{"error":"#, nil),
    ] as [(String, String, String?)])
  func shapes(_ body: String, _ message: String, _ code: String?) {
    let error = error(body)
    #expect(error.message == message)
    #expect(error.code == code)
    #expect(error.status == 400)
  }

  @Test func errorsThatCameWithSuccess() throws {
    func status(_ body: String) throws -> Int? {
      ServerError(status: 200, try #require(WireValue(json: body)))?.status
    }
    #expect(try status(#"{"error":{"message":"x","code":502}}"#) == 502)
    #expect(try status(#"{"error":{"message":"x","code":"429"}}"#) == 429)
    #expect(try status(#"{"error":{"message":"x","type":"rate_limit_error"}}"#) == 429)
    #expect(try status(#"{"error":{"message":"x","type":"invalid_request_error"}}"#) == 400)
    #expect(try status(#"{"error":"x"}"#) == 500)
    #expect(try status(#"{"choices":[],"error":null}"#) == nil)
    #expect(try status(#"{"choices":[],"message":"fine"}"#) == nil)
  }

  @Test func keysInErrorsAreNotShown() throws {
    let endpoint = try Endpoint("http://h.example/v1", key: APIKey("sk-abcdefghijklmnop"))
    let redaction = Redaction(endpoint)
    for body in [
      #"{"error":{"message":"Incorrect API key provided: sk-abcdefghijklmnop."}}"#,
      #"{"error":{"message":"Incorrect API key provided: sk-abcde*******mnop."}}"#,
      #"{"error":"Received API Key = sk-abcdefghijklmnop"}"#, "sk-abcdefghijklmnop",
      String(repeating: "x", count: 290) + "sk-abcdefghijklmnop",
    ] {
      let shown = error(body).shown(redaction)
      #expect(!shown.contains("abcde"))
      #expect(!shown.contains("mnop"))
      #expect(shown.count <= 301)
    }
  }

  // MARK: What they mean

  private func meaning(
    _ body: String, status: Int, headers: [String: String] = [:],
    kind: Endpoint.Kind = .other, rung: ServerTraits.Rung = .jsonSchema, cap: Int = 1000,
    streams: Bool = true
  ) throws -> Diagnosis {
    var endpoint = try Endpoint("http://h.example/v1")
    endpoint.kind = kind
    var traits = ServerTraits(of: endpoint)
    traits.rung = rung
    let sent = Diagnosis.Sent(
      traits: traits, kind: kind, hasSchema: true, streams: streams, cap: cap)
    return Diagnosis(error(body, status: status), headers: headers, sent: sent)
  }

  @Test func failures() throws {
    #expect(try meaning(#"{"error":"Unauthorized"}"#, status: 401) == .fail(.unauthorized))
    #expect(try meaning("", status: 403) == .fail(.unauthorized))
    #expect(try meaning("", status: 402) == .fail(.outOfMoney))
    #expect(
      try meaning(#"{"error":{"message":"x","code":"insufficient_quota"}}"#, status: 429)
        == .fail(.outOfMoney))
    #expect(
      try meaning(
        #"[{"error":{"message":"You exceeded your current quota","status":"RESOURCE_EXHAUSTED"}}]"#,
        status: 429) == .retry(isLoading: false))
    #expect(try meaning(#"{"error":"model 'x' not found"}"#, status: 404) == .fail(.notFound))
    #expect(
      try meaning(#"{"error":{"message":"x is not a valid model ID","code":400}}"#, status: 400)
        == .fail(.notFound))
    #expect(
      try meaning(#"{"error":{"message":"filtered","code":"content_filter"}}"#, status: 400)
        == .fail(.refused))
    #expect(try meaning("what", status: 400) == .fail(.rejected))
    #expect(try meaning("", status: 501) == .fail(.serverFailure))
  }

  @Test func thingsThatPass() throws {
    for status in [408, 409, 429, 500, 502, 503, 504, 529] {
      #expect(try meaning("", status: status) == .retry(isLoading: false))
    }
    #expect(
      try meaning(#"{"error":{"message":"Loading model","code":503}}"#, status: 503)
        == .retry(isLoading: true))
    #expect(
      try meaning("", status: 500, headers: ["x-should-retry": "false"]) == .fail(.serverFailure))
    #expect(
      try meaning("", status: 429, headers: ["x-should-retry": "false"]) == .fail(.rateLimited))
    #expect(
      try meaning("", status: 400, headers: ["x-should-retry": "true"]) == .retry(isLoading: false))
  }

  @Test func theLadder() throws {
    for (body, status) in [
      (#"{"error":{"message":"'response_format' of type json_schema is not supported"}}"#, 400),
      (
        #"{"detail":[{"loc":["body","response_format","type"],"msg":"Input should be 'text'"}]}"#,
        500
      ),
      (#"{"error":"Invalid grammar"}"#, 422),
      (
        #"{"error":{"message":"No endpoints found that can handle the requested parameters."}}"#,
        404
      ),
    ] {
      #expect(try meaning(body, status: status) == .adapt(.stepDown))
    }
    let bottom = try meaning(
      #"{"error":"response_format"}"#, status: 400, rung: .promptOnly)
    #expect(bottom == .fail(.rejected))
    #expect(
      try meaning(
        #"{"error":{"message":"Unknown parameter: 'response_format.schema'."}}"#, status: 400,
        rung: .jsonObject) == .adapt(.omit(.schemaKey)))
  }

  @Test func parameters() throws {
    #expect(
      try meaning(
        #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens","code":"unsupported_parameter"}}"#,
        status: 400) == .adapt(.capName(.maxCompletionTokens)))
    #expect(
      try meaning(#"{"error":"unknown field max_tokens"}"#, status: 400, kind: .ollama)
        == .adapt(.omit(.cap)))
    #expect(
      try meaning(
        #"{"error":{"message":"max_tokens is too large: 1000. This model supports at most 512 completion tokens"}}"#,
        status: 400) == .adapt(.mostTokens(512)))
    #expect(
      try meaning(
        #"{"error":{"message":"Unsupported value: 'temperature' does not support 0","param":"temperature","code":"unsupported_value"}}"#,
        status: 400) == .adapt(.omit(.temperature)))
    #expect(
      try meaning(
        #"{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs"}]}"#, status: 422)
        == .adapt(.omit(.streamOptions)))
    #expect(
      try meaning(
        #"{"error":{"message":"Your organization must be verified to stream this model.","param":"stream"}}"#,
        status: 400) == .adapt(.omit(.stream)))
    #expect(
      try meaning(#"{"error":"System role not supported"}"#, status: 400)
        == .adapt(.omit(.system)))
  }

  @Test func contexts() throws {
    #expect(
      try meaning(
        #"{"error":{"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_ctx":64}}"#,
        status: 400) == .fail(.contextTooSmall))
    #expect(
      try meaning(
        #"{"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 4600 tokens (3600 in the messages, 1000 in the completion).","code":"context_length_exceeded"}}"#,
        status: 400) == .adapt(.room(496)))
    #expect(
      try meaning(
        #"{"error":{"message":"'max_tokens' is too large: 1000. This model's maximum context length is 4096 tokens and your request has 4090 input tokens."}}"#,
        status: 400) == .fail(.contextTooSmall))
  }
}
