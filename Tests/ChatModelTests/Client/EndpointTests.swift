internal import Foundation
internal import Testing

@testable import ChatModel

@Suite struct EndpointTests {
  @Test(arguments: [
    ("https://api.openai.com/v1", "https://api.openai.com/v1"),
    ("https://api.openai.com", "https://api.openai.com/v1"),
    ("  https://API.OpenAI.com/v1///  ", "https://api.openai.com/v1"),
    ("https://api.openai.com:443/v1/chat/completions", "https://api.openai.com/v1"),
    ("http://localhost:8080", "http://localhost:8080/v1"),
    ("localhost:8080/", "http://localhost:8080/v1"),
    ("127.0.0.1:8080/v1/models", "http://127.0.0.1:8080/v1"),
    ("api.example.com", "https://api.example.com/v1"),
    ("https://openrouter.ai", "https://openrouter.ai/api/v1"),
    ("https://openrouter.ai/api/v1/", "https://openrouter.ai/api/v1"),
    ("https://res.openai.azure.com/", "https://res.openai.azure.com/openai/v1"),
    ("https://res.openai.azure.com/openai/v1/", "https://res.openai.azure.com/openai/v1"),
    ("https://gateway.example/llm/v1beta/openai/", "https://gateway.example/llm/v1beta/openai"),
    ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ("https://h.example/v1?token=abc#part", "https://h.example/v1"),
  ])
  func addresses(_ typed: String, _ base: String) throws {
    let endpoint = try Endpoint(typed)
    #expect(endpoint.identity == base)
    #expect(endpoint.baseURL.absoluteString == base)
  }

  @Test(arguments: ["", "ftp://h.example/v1", "https://", "http://h.example:99999/v1", "a b c"])
  func whatIsNoAddress(_ typed: String) {
    #expect(throws: Endpoint.AddressProblem.self) { try Endpoint(typed) }
  }

  @Test func userInfoIsRefusedAndNotRepeated() {
    do {
      _ = try Endpoint("https://anna:hunter2@h.example/v1")
      Issue.record("It took a password.")
    } catch {
      #expect(error.description.contains("h.example"))
      #expect(!error.description.contains("hunter2"))
      #expect(!error.description.contains("anna"))
    }
  }

  @Test func azureDeployments() throws {
    let endpoint = try Endpoint(
      "https://res.openai.azure.com/openai/deployments/dep/chat/completions?api-version=2024-10-21",
      key: APIKey("0123456789abcdef"))
    #expect(endpoint.style == .azureLegacy(apiVersion: "2024-10-21"))
    #expect(endpoint.identity == "https://res.openai.azure.com/openai/deployments/dep")
    #expect(
      endpoint.url("chat/completions", below: endpoint.bases[0]).absoluteString
        == "https://res.openai.azure.com/openai/deployments/dep/chat/completions"
        + "?api-version=2024-10-21")
    #expect(endpoint.credentials.map(\.name) == ["api-key"])
    #expect(endpoint.bases.count == 1)
    #expect(throws: Endpoint.AddressProblem.self) {
      try Endpoint("https://res.openai.azure.com/openai/deployments/dep")
    }
  }

  @Test func theOtherFormOfAnAddressIsTriedToo() throws {
    func bases(_ typed: String) throws -> [String] {
      try Endpoint(typed).bases.map { Endpoint.trimmed($0) }
    }
    #expect(
      try bases("http://localhost:8080") == ["http://localhost:8080/v1", "http://localhost:8080"])
    #expect(
      try bases("http://h.example/llm") == ["http://h.example/llm", "http://h.example/llm/v1"])
    #expect(try bases("http://h.example/llm/v1") == ["http://h.example/llm/v1"])
    #expect(try bases("https://api.openai.com") == ["https://api.openai.com/v1"])
  }

  @Test(arguments: [
    ("", "http://127.0.0.1:11434/v1"), ("localhost", "http://localhost:11434/v1"),
    ("0.0.0.0", "http://127.0.0.1:11434/v1"), ("0.0.0.0:8000", "http://127.0.0.1:8000/v1"),
    (":8000", "http://127.0.0.1:8000/v1"), ("http://box", "http://box/v1"),
    ("https://box", "https://box/v1"), ("https://box:8443/", "https://box:8443/v1"),
    ("box:1234", "http://box:1234/v1"), ("http://box/ollama/", "http://box/ollama/v1"),
    ("http://box:11434/v1", "http://box:11434/v1"), ("::", "http://[::1]:11434/v1"),
    ("[::]:8000", "http://[::1]:8000/v1"), ("[fe80::1]", "http://[fe80::1]:11434/v1"),
    ("box:99999", "http://box:11434/v1"), ("\"box\"", "http://box:11434/v1"),
    ("ollama.com", "https://ollama.com/v1"),
  ])
  func ollamaHosts(_ host: String, _ url: String) throws {
    #expect(Endpoint.ollamaURL(host: host) == url)
    #expect(try Endpoint(url).identity == url)
  }

  @Test func knownServers() throws {
    #expect(try Endpoint("https://api.openai.com/v1").kind == .openAI)
    #expect(try Endpoint("http://localhost:11434").kind == .ollama)
    #expect(try Endpoint("http://localhost:1234").kind == .lmStudio)
    #expect(try Endpoint("https://openrouter.ai/api/v1").kind == .openRouter)
    #expect(try Endpoint("https://x.openai.azure.com").kind == .azure)
    #expect(try Endpoint("https://api.openai.com.evil.example/v1").kind == .other)
  }

  @Test func keysAreTakenAsFilesHoldThem() {
    #expect(APIKey(" sk-1\n")?.secret == "sk-1")
    #expect(APIKey(" \n") == nil)
    #expect(APIKey("a\r\nHost: evil") == nil)
    #expect(APIKey("schlüssel") == nil)
    for text in ["\"sk-1\"", "'sk-1'", "sk-1\"", "“sk-1”", "sk-\n1", "Bearer sk-1"] {
      #expect(APIKey(text) == nil)
    }
  }

  @Test func nothingShowsTheSecretsOfAnEndpoint() throws {
    let key = try #require(APIKey("sk-verysecretkey"))
    let endpoint = try Endpoint(
      "https://h.example/v1?token=querysecret0123456789", key: key,
      headers: ["X-Pass": "headersecret"])
    var shown = "\(endpoint) \(String(reflecting: endpoint)) \(key) \(String(reflecting: key))"
    dump(endpoint, to: &shown)
    dump(key, to: &shown)
    dump([key: key], to: &shown)
    dump(Optional(endpoint), to: &shown)
    dump(EndpointLink(to: endpoint), to: &shown)
    for secret in ["verysecretkey", "querysecret", "headersecret"] {
      #expect(!shown.contains(secret))
    }
  }
}
