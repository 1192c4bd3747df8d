internal import ChatModel
internal import Foundation
internal import Testing

@testable import Workbench

@Suite struct ConfigurationTests {
  private func read(_ toml: String) throws -> Configuration {
    try Configuration(toml: toml, file: "/etc/c.toml", home: "/home/ada")
  }

  @Test func everySettingIsRead() throws {
    let config = try read(
      """
      model = "gpt-4o-mini"
      endpoint = "work"

      [endpoints.work]
      url = "https://llm.example.org/v1/"
      key_env = "WORK_API_KEY"
      headers = { "X-Team" = "people" }
      model = "large"
      embeddings = "small-embedder"

      [endpoints."old.azure"]
      url = "https://res.example.org"
      key_file = "~/keys/azure"
      api_version = "2024-10-21"

      [endpoints.home]
      url = "http://127.0.0.1:8080"
      key_command = "pass show llm"
      ca_file = "~/authority.pem"

      [budget]
      run = "$0.50"
      day = "$2"

      [fit]
      concurrency = 4
      queries_per_call = 3

      [prices."gpt-4o-mini"]
      input = 0.15
      cached = 0.075
      output = 1
      as_of = 2026-11-21

      [prompts]
      folder = "./prompts"
      """)
    #expect(config.model == "gpt-4o-mini")
    #expect(config.endpoint == "work")
    let work = try #require(config.endpoints["work"])
    #expect(work.url.description == "https://llm.example.org/v1")
    #expect(work.key == .environment(variable: "WORK_API_KEY"))
    #expect(work.headers == ["X-Team": "people"])
    #expect(work.model == "large")
    #expect(work.embeddings == "small-embedder")
    #expect(config.endpoints["old.azure"]?.key == .file(path: "/home/ada/keys/azure"))
    #expect(config.endpoints["old.azure"]?.apiVersion == "2024-10-21")
    #expect(
      config.endpoints["home"]?.key == .command("pass show llm", place: "/etc/c.toml:18"))
    #expect(config.endpoints["home"]?.caFile == "/home/ada/authority.pem")
    #expect(work.caFile == nil)
    #expect(config.runBudget == .dollars(0.5))
    #expect(config.dayBudget == .dollars(2))
    #expect(config.fit == Configuration.FitSettings(concurrency: 4, queriesPerCall: 3))
    #expect(
      config.prices["gpt-4o-mini"]
        == Price(input: 0.15, cachedInput: 0.075, output: 1, asOf: "2026-11-21"))
    #expect(config.promptFolder == "/etc/prompts")
  }

  @Test func howLongAnEndpointIsWaitedFor() throws {
    let config = try read(
      """
      [endpoints.work]
      url = "http://localhost:8080/v1"
      timeout = "20m"
      connect_timeout = 3
      context = 8192
      """)
    let settings = try #require(config.endpoints["work"])
    #expect(settings.timeout == 1200 && settings.connectTimeout == 3 && settings.context == 8192)
    let resolution = ModelResolution(configuration: config, environment: [:])
    let choice = try #require(try resolution.endpoint("work"))
    let endpoint = try choice.endpoint(model: "m", key: nil)
    #expect(endpoint.timeouts == Endpoint.Timeouts(silence: 1200, connect: 3))
    #expect(endpoint.timeouts.firstByte == 1200 && endpoint.timeouts.betweenEvents == 1200)
    #expect(endpoint.timeouts.withoutText == 3600 && endpoint.timeouts.connect == 3)
    #expect(endpoint.context == 8192)
    // --timeout goes before it.
    #expect(try choice.endpoint(model: "m", key: nil, timeout: 7200).timeouts.firstByte == 7200)
    let usual = Endpoint.Timeouts()
    #expect(usual.connect == 10 && usual.firstByte == 600 && usual.betweenEvents == 600)
  }

  @Test func aWindowIsReadAndAWrongOneNamesTheForms() throws {
    let config = try read("[fit]\nwindow = \"since 2024-02\"")
    #expect(config.fit.scope == .window(.since("2024-02")))
    #expect(try read("[fit]\nwindow = \"last 50\"").fit.scope == .window(.last(50)))
    #expect(try read("[fit]\nwindow = \"all\"").fit.scope == .all)
    for wrong in ["last", "last 0", "last x", "since", "since then", "recent", "all 3"] {
      let error = #expect(throws: ConfigError.self) {
        try read("[fit]\nwindow = \"\(wrong)\"")
      }
      #expect(error?.line == 2)
    }
  }

  @Test func nothingIsFine() throws {
    #expect(try read("") == Configuration(file: "/etc/c.toml"))
  }

  static let mistakes: [(toml: String, line: Int, says: String)] = [
    ("\n\nmodle = \"x\"", 3, "'modle' is unknown"), ("model = 3", 1, "text in quotes"),
    ("model = \"\"", 1, "empty"), ("model = \"x", 1, "not TOML"),
    ("[=", 1, "not TOML"), ("a = [}", 1, "not TOML"),
    ("a = 1979-05-27truea07:32:00", 1, "not TOML"),
    ("[prices.m]\ninput = 1e300\noutput = 1", 2, "up to 1000000"),
    ("[endpoints.w]\nurl = \"https://x.org\"\nheaders = { Host = \"y\" }", 3, "each request"),
    (
      "[endpoints.w]\nurl = \"https://x.org\"\n[endpoints.w.headers]\ncontent-length = \"0\"", 4,
      "each request"
    ),
    (
      "[endpoints.w]\nurl = \"https://x.org\"\nheaders = { Transfer-Encoding = \"chunked\" }", 3,
      "each request"
    ),
    ("# one\nendpoint = \"nowhere\"", 2, "URL"), ("endpoints = 3", 1, "is a table"),
    ("endpoints.work = 3", 1, "is a table"), ("[endpoints.work]\nmodel = \"m\"", 1, "needs url"),
    ("[endpoints.work]\nurl = \"ftp://x\"", 2, "address"),
    ("[endpoints.work]\nurl = \"https://u:secret@x.org\"", 2, "without a user"),
    ("[endpoints.work]\nurl = \"https://x.org/v1?key=secret\"", 2, "question mark"),
    ("[endpoints.\"a b\"]\nurl = \"https://x.org\"", 1, "one word"),
    ("[endpoints.w]\nurl = \"https://x.org\"\nkey_env = \"sk-secret\"", 3, "never the key"),
    ("[endpoints.w]\nurl = \"https://x.org\"\ntimeout = \"soon\"", 3, "such as 90s"),
    ("[endpoints.w]\nurl = \"https://x.org\"\ntimeout = 0", 3, "from 1s to 24h"),
    ("[endpoints.w]\nurl = \"https://x.org\"\nconnect_timeout = \"2d\"", 3, "from 1s to 24h"),
    ("[endpoints.w]\nurl = \"https://x.org\"\ncontext = \"much\"", 3, "whole number"),
    ("[endpoints.w]\nurl = \"https://x.org\"\nkey_file = \"sk-secret\"", 3, "path"),
    ("[endpoints.w]\nurl = \"https://x.org\"\nkey_env = \"A\"\nkey_file = \"/b\"", 4, "one key"),
    ("[endpoints.w]\nurl = \"https://x.org\"\nkey = \"sk-secret\"", 3, "key_env"),
    ("[endpoints.w]\nurl = \"https://x.org\"\napi_key = \"sk-secret\"", 3, "key_env"),
    ("key = \"sk-secret\"", 1, "key_env"),
    (
      """
      [endpoints.w]
      url = "https://x.org"
      [endpoints.w.headers]
      X-Team = "people"
      Authorization = "Bearer sk-secret"
      """, 5, "key_env"
    ),
    (
      "[endpoints.w]\nurl = \"https://x.org\"\nheaders = { api-key = \"sk-secret\" }", 3, "key_env"
    ),
    ("[endpoints.w]\nurl = \"https://x.org\"\nheaders.X = \"a\\nb\"", 3, "one line"),
    ("[budget]\nrun = \"lots\"", 2, "50k tokens"), ("[budget]\nweek = \"$1\"", 2, "run, day"),
    ("[fit]\n\nconcurrency = 0", 3, "1 to 64"), ("[fit]\nconcurrency = 2.5", 2, "whole number"),
    ("[prices.\"m.x\"]\ninput = 1", 1, "input and output"),
    ("[prices.\"m.x\"]\ninput = 1\noutput = -1", 3, "US dollars"),
    ("[prices.m]\ninput = 1\noutput = 1\nas_of = \"May\"", 4, "2026-11-21"),
    ("text = '''\nmodel = 1\n'''\n[fit]\nx = [\n1,\n]\ny = 1", 1, "unknown"),
    ("[fit]\n# x = 1\n\"concurrency\" = '''\n\n'''\n", 3, "whole number"),
  ]

  @Test(arguments: mistakes)
  func aMistakeIsToldWithItsLineAndWithoutASecret(toml: String, line: Int, says: String) {
    let error = #expect(throws: ConfigError.self) { try read(toml) }
    #expect(error?.line == line)
    #expect(error?.description.hasPrefix("/etc/c.toml:\(line): ") == true)
    #expect(error?.message.contains(says) == true, "\(error?.message ?? "")")
    #expect(error?.description.contains("secret") == false)
  }

  @Test(arguments: [
    (["RATIONALE_CONFIG": "/a/b.toml", "HOME": "/h"], "/a/b.toml"),
    (["RATIONALE_CONFIG": "b.toml"], "/home/mara/b.toml"),
    (["XDG_CONFIG_HOME": "/x", "HOME": "/h"], "/x/rationale/config.toml"),
    (["XDG_CONFIG_HOME": "x", "HOME": "/h"], "/h/.config/rationale/config.toml"),
    (["RATIONALE_CONFIG": ""], nil),
  ])
  func thePlaceFollowsTheEnvironment(environment: [String: String], path: String?) {
    #expect(
      ConfigurationFile.path(environment: environment, workingDirectory: "/home/mara") == path)
  }

  @Test func aFileThatIsNamedMustBeThere() throws {
    let none = NSTemporaryDirectory() + UUID().uuidString
    #expect(
      try ConfigurationFile.load(environment: ["HOME": none], workingDirectory: "/")
        == Configuration())
    #expect(throws: ConfigError.self) {
      try ConfigurationFile.load(environment: ["RATIONALE_CONFIG": none], workingDirectory: "/")
    }
  }
}
