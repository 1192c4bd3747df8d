internal import Testing

@testable import Workbench

@Suite struct ModelResolutionTests {
  /// What goes in, and what is chosen: `built-in`, `MODEL @ URL KEY`, or `usage`.
  struct Row: Sendable, CustomTestStringConvertible {
    var model: String?
    var endpoint: String?
    var config = ""
    var environment: [String: String] = [:]
    var chosen: String

    var testDescription: String { "\(model ?? "-") \(endpoint ?? "-") \(environment) \(config)" }
  }

  static let work = """
    [endpoints.work]
    url = "https://work.example/v1"
    key_env = "WORK_KEY"
    model = "large"

    """
  static let key = ["OPENAI_API_KEY": "sk-1"]
  static let base = ["OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "https://base.example:8443/v1"]
  static let ollama = ["OLLAMA_HOST": "gpu.example", "OLLAMA_API_KEY": "ok", "OPENAI_API_KEY": "s"]

  static let rows: [Row] = [
    // No variable alone makes a run cost money.
    Row(chosen: "built-in"), Row(environment: base, chosen: "built-in"),
    Row(environment: ollama, chosen: "built-in"),
    Row(config: "endpoint = \"work\"\n" + work, environment: key, chosen: "built-in"),
    Row(model: "built-in", config: "model = \"m\"", environment: base, chosen: "built-in"),
    Row(config: "model = \"built-in\"", environment: base, chosen: "built-in"),
    Row(model: "built-in", endpoint: "https://a.example", chosen: "usage"),

    // Flag, config, OPENAI_BASE_URL, OLLAMA_HOST, api.openai.com.
    Row(
      model: "m", endpoint: "https://flag.example/v1/", config: "endpoint = \"work\"\n" + work,
      environment: base, chosen: "m @ https://flag.example/v1 -"),
    Row(
      model: "m", config: "endpoint = \"work\"\n" + work, environment: base,
      chosen: "m @ https://work.example/v1 WORK_KEY"),
    Row(
      config: "model = \"m\"\nendpoint = \"work\"\n" + work, environment: base,
      chosen: "m @ https://work.example/v1 WORK_KEY"),
    Row(
      model: "m", config: work, environment: base,
      chosen: "m @ https://base.example:8443/v1 OPENAI_API_KEY"),
    Row(
      config: "model = \"m\"", environment: base.merging(ollama) { old, _ in old },
      chosen: "m @ https://base.example:8443/v1 OPENAI_API_KEY"),
    Row(
      model: "m", environment: ollama, chosen: "m @ http://gpu.example:11434/v1 OLLAMA_API_KEY"),
    Row(
      model: "m", environment: ["OLLAMA_HOST": "0.0.0.0", "OPENAI_API_KEY": "s"],
      chosen: "m @ http://127.0.0.1:11434/v1 -"),
    Row(model: "m", environment: key, chosen: "m @ https://api.openai.com/v1 OPENAI_API_KEY"),
    Row(model: "m", chosen: "usage"), Row(model: " ", environment: key, chosen: "usage"),
    Row(model: "m", config: work, chosen: "usage"), Row(config: "model = \"m\"", chosen: "usage"),

    // An endpoint without a model.
    Row(endpoint: "work", config: work, chosen: "large @ https://work.example/v1 WORK_KEY"),
    Row(
      endpoint: "work", config: "model = \"m\"\n" + work,
      chosen: "large @ https://work.example/v1 WORK_KEY"),
    Row(endpoint: "https://a.example/v1", environment: base, chosen: "usage"),
    Row(
      endpoint: "https://a.example/v1",
      config: "model = \"m\"\nendpoint = \"https://a.example/v1/\"",
      chosen: "m @ https://a.example/v1 -"),
    Row(
      endpoint: "https://b.example/v1", config: "model = \"m\"\nendpoint = \"https://a.example\"",
      chosen: "usage"),
    Row(model: "m", endpoint: "play", config: work, chosen: "usage"),
    Row(model: "m", endpoint: "https://u:p@a.example/v1", chosen: "usage"),

    // Whose key goes where.
    Row(
      model: "m", endpoint: "https://a.example/v1", environment: key,
      chosen: "m @ https://a.example/v1 OPENAI_API_KEY"),
    Row(
      model: "m", endpoint: "https://base.example:8443/other", environment: base,
      chosen: "m @ https://base.example:8443/other OPENAI_API_KEY"),
    Row(
      model: "m", endpoint: "https://base.example/v1", environment: base,
      chosen: "m @ https://base.example/v1 -"),
    Row(
      model: "m", endpoint: "http://base.example:8443/v1", environment: base,
      chosen: "m @ http://base.example:8443/v1 -"),
    Row(
      model: "m", endpoint: "https://api.openai.com/v1", environment: base,
      chosen: "m @ https://api.openai.com/v1 -"),
    Row(
      model: "m", endpoint: "work", config: work, environment: key,
      chosen: "m @ https://work.example/v1 WORK_KEY"),
    Row(
      model: "m", endpoint: "https://work.example/v1", config: work, environment: key,
      chosen: "m @ https://work.example/v1 WORK_KEY"),
    Row(
      model: "m", endpoint: "plain", config: "[endpoints.plain]\nurl = \"https://p.example\"",
      environment: key, chosen: "m @ https://p.example/v1 -"),
    Row(
      model: "m", config: "endpoint = \"https://p.example\"", environment: key,
      chosen: "m @ https://p.example/v1 -"),
    Row(
      model: "m", config: "endpoint = \"https://api.openai.com/v1\"", environment: key,
      chosen: "m @ https://api.openai.com/v1 OPENAI_API_KEY"),
    Row(
      model: "m", endpoint: "http://gpu.example:11434/v1", environment: ollama,
      chosen: "m @ http://gpu.example:11434/v1 OLLAMA_API_KEY"),
    Row(
      model: "m", environment: ["OLLAMA_HOST": "https://gpu.example", "OPENAI_API_KEY": "s"],
      chosen: "m @ https://gpu.example/v1 -"),

    // Azure.
    Row(
      model: "dep",
      environment: ["AZURE_OPENAI_ENDPOINT": "https://r.example/", "AZURE_OPENAI_API_KEY": "a"],
      chosen: "dep @ https://r.example/openai/v1 AZURE_OPENAI_API_KEY"),
    Row(
      model: "dep",
      environment: [
        "AZURE_OPENAI_ENDPOINT": "https://r.example", "AZURE_OPENAI_API_KEY": "a",
        "OPENAI_API_VERSION": "2024-10-21",
      ], chosen: "dep @ https://r.example/openai/v1 AZURE_OPENAI_API_KEY 2024-10-21"),
    Row(
      model: "dep", endpoint: "https://r.example/openai/v1",
      environment: [
        "AZURE_OPENAI_ENDPOINT": "https://r.example", "AZURE_OPENAI_API_KEY": "a",
        "OPENAI_API_KEY": "o",
      ], chosen: "dep @ https://r.example/openai/v1 AZURE_OPENAI_API_KEY"),

    // Variables that are no address.
    Row(model: "m", environment: ["OPENAI_BASE_URL": "u:secret@x"], chosen: "usage"),
    Row(model: "m", environment: ["OLLAMA_HOST": "http://u:secret@x"], chosen: "usage"),
  ]

  @Test(arguments: rows)
  func flagsConfigAndEnvironmentChoose(row: Row) throws {
    let resolution = ModelResolution(
      configuration: try Configuration(toml: row.config, file: "c"), environment: row.environment)
    let chosen: String
    do {
      chosen = Self.text(try resolution.choice(model: row.model, endpoint: row.endpoint))
    } catch let problem as ModelProblem {
      #expect(!problem.description.contains("secret"))
      chosen = "usage"
    }
    #expect(chosen == row.chosen)
  }

  private static func text(_ choice: ModelChoice) -> String {
    guard case .chat(let endpoint, let model) = choice else { return choice.title }
    let key =
      switch endpoint.key {
      case .none: "-"
      case .environment(let variable): variable
      case .file(let path): path
      case .command(let command, _): command
      }
    return "\(model) @ \(endpoint.url) \(key)" + (endpoint.apiVersion.map { " \($0)" } ?? "")
  }

  @Test func theAccountIsNamedToItsOwnHostOnly() throws {
    let environment = [
      "OPENAI_API_KEY": "k", "OPENAI_ORG_ID": "org", "OPENAI_PROJECT_ID": "project",
    ]
    let resolution = ModelResolution(configuration: Configuration(), environment: environment)
    #expect(
      try resolution.endpoint(nil)?.headers
        == ["OpenAI-Organization": "org", "OpenAI-Project": "project"])
    #expect(try resolution.endpoint("https://other.example/v1")?.headers == [:])
  }

  @Test(arguments: [
    ("localhost", "http://localhost:11434/v1"), ("http://h", "http://h/v1"),
    ("https://h/", "https://h/v1"), ("h:80", "http://h/v1"), (":9", "http://127.0.0.1:9/v1"),
    ("0.0.0.0:9", "http://127.0.0.1:9/v1"), ("[::]:9", "http://[::1]:9/v1"),
    ("http://h/v1", "http://h/v1"),
  ])
  func ollamasHostIsRead(text: String, url: String) {
    #expect(BaseURL(ollamaHost: text)?.description == url)
  }

  @Test func anOriginKnowsItsPort() {
    #expect(BaseURL("HTTPS://A.example/v1")?.origin == BaseURL("https://a.example:443")?.origin)
    #expect(BaseURL("http://a.example")?.origin != BaseURL("https://a.example")?.origin)
    #expect(
      BaseURL("https://a.example/v1/chat/completions/")?.description == "https://a.example/v1")
    #expect(
      BaseURL("https://r.example/openai/v1")?.azureDeployment("d", version: "2")
        == "https://r.example/openai/deployments/d?api-version=2")
  }
}
