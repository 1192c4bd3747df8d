internal import RPM
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct ModelPickerTests {
  nonisolated private static let sizes = [
    Size(width: 120, height: 36), Size(width: 80, height: 24), Size(width: 60, height: 20),
  ]
  private static let work = FakeChat.endpoint
  private static let home: EndpointChoice = {
    guard let url = BaseURL("http://127.0.0.1:11434/v1") else {
      preconditionFailure("the address of a test is one")
    }
    return EndpointChoice(name: "home", url: url)
  }()

  private static func open(_ stage: Stage) {
    #expect(stage.state.handle(.key(.text("o"))) == [.listModels])
  }

  private static func fill(_ stage: Stage) {
    _ = stage.state.handle(
      .models(
        .sources([
          .init(endpoint: home, usual: "qwen3"), .init(endpoint: work, usual: nil),
        ])))
    _ = stage.state.handle(
      .models(.listed(work, .known(["gpt-4.1-mini", "gpt-4o-mini", "o4-mini"]))))
  }

  private static func type(_ text: String, _ stage: Stage) {
    for character in text { _ = stage.state.handle(.key(.text(character))) }
  }

  @Test(arguments: sizes)
  func everyModelThereIsCanBeChosen(size: Size) async throws {
    let stage = try await Stage(lines: [People.reader], size: size)
    defer { stage.close() }
    Self.open(stage)
    #expect(stage.screen.contains("built-in  (in use)"))
    #expect(stage.screen.contains("reading the config"))
    #expect(stage.state.isMoving)
    Self.fill(stage)
    #expect(stage.screen.contains("home: listing"))
    #expect(stage.screen.contains("work: 3 models"))
    for name in ["qwen3", "gpt-4.1-mini", "gpt-4o-mini", "o4-mini"] {
      #expect(stage.screen.contains(name))
    }
    // Keys work while an endpoint hangs; what comes late keeps the choice.
    Self.type("4o", stage)
    #expect(stage.state.models.picker?.shown.first == FakeChat.choice)
    #expect(!stage.screen.contains("o4-mini"))
    _ = stage.state.handle(
      .models(.listed(Self.home, .failed("127.0.0.1 does not answer. Start the server."))))
    #expect(stage.screen.contains("home: 127.0.0.1 does not answer."))
    #expect(!stage.state.isMoving)
    let effects = stage.state.handle(.key(.enter))
    #expect(stage.state.models.choice == FakeChat.choice)
    #expect(stage.state.overlays.isEmpty)
    let person = try #require(stage.state.person)
    #expect(effects == [.stopModels, .estimate(person, FakeChat.choice)])
    #expect(stage.screen.contains("gpt-4o-mini at work fits and answers from now on."))
  }

  @Test func aNameThatNobodyListsCanBeTyped() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    Self.open(stage)
    Self.fill(stage)
    Self.type("phi-4", stage)
    #expect(
      stage.state.models.picker?.shown == [
        .chat(Self.home, model: "phi-4"), .chat(Self.work, model: "phi-4"),
      ])
    #expect(stage.screen.contains("phi-4 (as typed)"))
    _ = stage.state.handle(.key(.down))
    _ = stage.state.handle(.key(.enter))
    #expect(stage.state.models.choice == .chat(Self.work, model: "phi-4"))
  }

  @Test(arguments: sizes)
  func whatListensIsAskedWhenItIsChosen(size: Size) async throws {
    let stage = try await Stage(lines: [People.reader], size: size)
    defer { stage.close() }
    Self.open(stage)
    let words = "something listens here, Ollama's usual port"
    _ = stage.state.handle(
      .models(.sources([.init(endpoint: Self.home, usual: nil, listing: .found(words))])))
    #expect(stage.screen.contains("something listens here"))
    #expect(stage.screen.contains("No endpoint yet."))
    #expect(!stage.state.isMoving)
    _ = stage.state.handle(.key(.down))
    // Nothing can be tried out before something was asked.
    for key in [Key.enter, .ctrl("t")] {
      _ = stage.state.handle(.models(.listed(Self.home, .found(words))))
      Self.type("listens", stage)
      #expect(stage.state.handle(.key(key)) == [.listEndpoint(Self.home)])
      #expect(stage.screen.contains("home: listing"))
      _ = stage.state.handle(.key(.escape))
    }
    #expect(stage.state.models.choice == .builtIn)
    _ = stage.state.handle(.models(.listed(Self.home, .known(["qwen3"]))))
    Self.type("qwen", stage)
    _ = stage.state.handle(.key(.enter))
    #expect(stage.state.models.choice == .chat(Self.home, model: "qwen3"))
  }

  @Test(arguments: sizes)
  func aTestSaysWhatTheEndpointCanDo(size: Size) async throws {
    let stage = try await Stage(lines: [People.reader], size: size)
    defer { stage.close() }
    Self.open(stage)
    // The built-in model needs no connection.
    #expect(stage.state.handle(.key(.ctrl("t"))).isEmpty)
    Self.fill(stage)
    Self.type("gpt-4o-mini", stage)
    #expect(stage.state.handle(.key(.ctrl("t"))) == [.test(FakeChat.choice)])
    #expect(stage.screen.contains("testing gpt-4o-mini at work"))
    _ = stage.state.handle(
      .models(.found(FakeChat.choice, .init(text: "models.example.org answers.", role: .ok))))
    #expect(stage.screen.contains("models.example.org answers."))
    _ = stage.state.handle(
      .models(
        .found(
          FakeChat.choice,
          .init(text: "The key is refused. See WORK_API_KEY.", role: .error))))
    _ = stage.state.handle(.models(.checked(FakeChat.choice)))
    #expect(stage.screen.contains("The key is refused. See WORK_API_KEY."))
    #expect(stage.screen.contains("test of gpt-4o-mini at work"))
    // Esc in layers: the report, what was typed, the list.
    #expect(stage.state.handle(.key(.escape)) == [.stopCheck])
    #expect(!stage.screen.contains("The key is refused"))
    #expect(stage.state.handle(.key(.escape)).isEmpty)
    #expect(stage.state.models.picker?.filter.isEmpty == true)
    #expect(stage.state.handle(.key(.escape)) == [.stopModels])
    #expect(stage.state.models.picker == nil)
    // News that come too late find nobody.
    _ = stage.state.handle(.models(.checked(FakeChat.choice)))
    #expect(stage.state.overlays.isEmpty)
  }

  @Test func withoutAnEndpointTheListSaysHowToGetOne() async throws {
    let stage = try await Stage(lines: [People.reader], size: Self.sizes[2])
    defer { stage.close() }
    _ = stage.state.handle(.key(.text("a")))
    #expect(stage.state.handle(.key(.ctrl("o"))) == [.listModels])
    _ = stage.state.handle(.models(.sources([])))
    #expect(stage.screen.contains("No endpoint yet."))
    #expect(stage.screen.contains("OPENAI_BASE_URL"))
    _ = stage.state.handle(.models(.failed("config.toml:3: this is not TOML")))
    #expect(stage.screen.contains("config.toml:3: this is not TOML"))
  }

  @Test func whatAServerCallsItsModelsIsMadeSafe() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    Self.open(stage)
    Self.fill(stage)
    let hostile = "\u{1B}[2J\u{9B}31m\u{202E}model"
    _ = stage.state.handle(.models(.listed(Self.home, .known([hostile]))))
    _ = stage.state.handle(.models(.listed(Self.work, .failed(hostile))))
    for scalar in stage.screen.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
      #expect(scalar.value != 0x202E)
    }
  }
}
