internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// The screens that are kept as they should look; the raw value is the name of their folder.
enum GoldenScreen: String, CaseIterable {
  case start
  case empty
  case unfitted
  case factors
  case fitting
  case history
  case item
  case tests
  case answer
  case sum
  case examples
  case asks
  case filter
  case noHits = "no-hits"
  case models
  case importing
  case fitQuestion = "fit-question"
  case confirm
  case help
  case trace
  case differences
  case matrix
  case audit
  case past
  case drift
  case error
  case streaming
  case options
  case names
  case labels
  case open

  /// The sizes and glyphs that the screen is kept in: all for those that have everything on them,
  /// the usual terminal and a small one for the rest, so that a change leaves no more than somebody
  /// reads.
  var frames: [(size: Size, glyphs: Glyphs)] {
    guard [.factors, .answer, .audit].contains(self) else {
      return [
        (size: Size(width: 120, height: 36), glyphs: .unicode),
        (size: Size(width: 60, height: 20), glyphs: .ascii),
      ]
    }
    let sizes = [
      Size(width: 120, height: 36), Size(width: 100, height: 30), Size(width: 80, height: 24),
      Size(width: 60, height: 20), Size(width: 40, height: 10),
    ]
    return sizes.flatMap { size in Glyphs.allCases.map { (size: size, glyphs: $0) } }
  }

  /// The screen, with nothing on it that differs from one day or machine to another.
  @MainActor func state() async throws -> CockpitState {
    switch self {
    case .start: return blank
    case .empty:
      var state = blank
      _ = state.handle(.users([]))
      return state
    case .names: return try await staged(Self.namesakes, keys: [.down, .down, .enter])
    case .labels: return try await staged([Self.fifteenLabels], keys: [.enter, .text("2")])
    case .options: return try await question(to: People.voter, "Should the trams run at night?")
    case .open: return try await question(to: People.author, "We study moss. It holds water.")
    default: return try await staged(Self.people, keys: [], then: arrange)
    }
  }

  private var blank: CockpitState {
    CockpitState(size: Size(width: 120, height: 36), glyphs: .unicode, theme: "dark")
  }

  @MainActor private func arrange(_ stage: Stage) async throws {
    let first = [Key.text("1"), .home]
    switch self {
    case .unfitted: await stage.press(.text("2"))
    case .filter:
      await stage.press(.text("/"))
      await stage.type("books n>=10")
    case .noHits:
      await stage.press(.text("/"))
      await stage.type("zebra")
    case .models:
      await stage.press(.text("o"))
      _ = stage.state.handle(
        .models(.sources([.init(endpoint: FakeChat.endpoint, usual: "gpt-4o-mini")])))
      _ = stage.state.handle(
        .models(.listed(FakeChat.endpoint, .known(["gpt-4.1-mini", "gpt-4o-mini"]))))
    case .importing:
      let file = "\(stage.folder)/reviews.csv"
      try Data(Self.reviews.utf8).write(to: URL(fileURLWithPath: file))
      await stage.open(file)
      await stage.press(.down, .down, .down)
    case .fitQuestion: try await priced(stage, .text("f"))
    case .fitting:
      try await priced(stage, .text("f"), .enter, .text("2"))
      fit(stage)
    case .error: await stage.hear(.failed("people.jsonl:3: no \"history\". Add one."))
    default:
      await stage.press(.enter)
      try await look(stage, first)
    }
  }

  /// What there is to see of somebody who is fitted.
  @MainActor private func look(_ stage: Stage, _ first: [Key]) async throws {
    switch self {
    case .history: await stage.press(.text("2"), .enter)
    case .item: await stage.press(.text("H"), .enter)
    case .tests: await stage.press(.text("T"))
    case .answer: await stage.press(.text("T"), .enter, .text("3"))
    case .sum: await stage.press(.text("T"), .enter, .text("3"), .text("]"))
    case .examples: await stage.press(.text("T"), .enter, .text("4"), .down)
    case .asks: await stage.press(.text("T"), .enter, .text("A"))
    case .confirm: await stage.press(.text("T"), .enter, .text("A"), .text("d"))
    case .help: await stage.press(first[0], .text("?"))
    case .matrix: await stage.press(.text("m"), .down, .right)
    case .audit: await stage.press(.text("c"))
    case .past: await stage.press(.text("c"), .text("]"), .down)
    case .drift: await stage.press(.text("c"), .text("]"), .text("]"), .down)
    case .trace, .differences:
      await stage.press(.text("T"), .enter, .function(3))
      GoldenRuns.show(&stage.state)
      if self == .differences { await stage.press(.text("d"), .text("2")) }
    case .streaming:
      _ = stage.state.handle(.model(FakeChat.choice))
      stream(stage)
    default: break
    }
  }

  // MARK: People

  private static let people = [People.reader, People.voter, People.author]

  /// A table with dates of two sides and a row too short.
  private static let reviews = """
    reviewer,title,text,stars,date,shop
    Ann,A walk,"Long, and good for the feet.",4,01/02/2024,North
    Bob,Soup,It was cold and late.,1,02/03/2024,South
    Ann,Tea,Green and warm as it should be.,5,03/04/2024,North
    Bob,Bread,Fresh from the oven.,4,04/05/2024,South
    Ann,Rain
    Bob,Cake,Too sweet for a Sunday.,2,06/07/2024,South

    """

  private static let namesakes = [
    "مريم عبد الرحمن بن يوسف الأندلسي صاحبة المكتبة الكبيرة", "👩‍👩‍👧‍👦 Familie 🇳🇴",
    "山田太郎山田太郎山田太郎山田太郎", "e\u{301}\u{302}lodie", "Eve\u{1B}[31m\u{202E}", "\u{1FAE8}",
  ].enumerated().map { index, name in
    People.line(
      name: name, task: "books", labels: ["1", "2", "3"],
      history: (0..<6).map { ("A thin plot by \(name), part \($0).", "\(1 + $0 % 2)", nil) }
    )
    .replacingOccurrences(of: "\"books\"", with: "\"\(index) books\"")
  }

  private static let fifteenLabels = People.line(
    name: "Tia", task: "films",
    labels: [
      "action", "animation", "based on a book", "classic", "comedy", "dark comedy", "dystopia",
      "fantasy", "psychology", "romance", "sci-fi", "social commentary", "thought-provoking",
      "true story", "violence",
    ],
    history: (0..<30).map { index in
      let labels = ["action", "dark comedy", "sci-fi", "thought-provoking", "violence"]
      let texts = [
        "Robots fight", "A funeral goes wrong", "A ship leaves", "A trial", "A gang war",
      ]
      return ("\(texts[index % 5]) in film \(index), filmed at night.", labels[index % 5], nil)
    })

  // MARK: What is done to them

  @MainActor private func staged(
    _ lines: [String], keys: [Key], then arrange: @MainActor (Stage) async throws -> Void = { _ in }
  ) async throws -> CockpitState {
    let stage = try await Stage(lines: lines)
    defer { stage.close() }
    for key in keys { await stage.press(key) }
    try await arrange(stage)
    return stage.state.undated()
  }

  /// Somebody fitted, with a question that was typed and answered.
  @MainActor private func question(to line: String, _ text: String) async throws -> CockpitState {
    try await staged([line], keys: [.enter]) { stage in
      await stage.press(.text("a"))
      await stage.hear(.key(.paste(self == .options ? "\(text)\nA. Yes\nB. No" : text)))
      await stage.press(.enter, .escape)
    }
  }

  /// Chooses a language model, whose estimate is known, and presses keys.
  @MainActor private func priced(_ stage: Stage, _ keys: Key...) async throws {
    _ = stage.state.handle(.model(FakeChat.choice))
    let quote = Quote(
      Usage(
        calls: 49, inputTokens: 36_000, outputTokens: 5_200, isEstimated: true, dollars: 0.021))
    for key in keys {
      _ = stage.state.handle(.key(key))
      if let person = stage.state.person {
        _ = stage.state.handle(.estimated(person.id, FakeChat.choice, .known(quote)))
      }
    }
  }

  private static let run = RunID(value: 7)

  @MainActor private func hear(_ stage: Stage, _ kinds: EngineEvent.Kind...) {
    for kind in kinds {
      _ = stage.state.handle(.engine(EngineEvent(run: Self.run, kind: kind)))
    }
  }

  @MainActor private func fit(_ stage: Stage) {
    _ = stage.state.handle(.tick(100))
    _ = stage.state.handle(.runStarted(Self.run))
    hear(stage, .stageStarted(.extract, total: 24))
    for number in 1...12 {
      _ = stage.state.handle(.tick(100 + Double(number)))
      hear(
        stage, .exchange(FakeChat.call(.extract, reply: "{}")),
        .progress(.extract, done: number, total: 24))
    }
  }

  @MainActor private func stream(_ stage: Stage) {
    _ = stage.state.handle(.key(.text("a")))
    _ = stage.state.handle(.key(.paste("A thin plot, but fine prose.")))
    _ = stage.state.handle(.key(.enter))
    _ = stage.state.handle(.tick(100))
    _ = stage.state.handle(.runStarted(Self.run))
    hear(
      stage, .stageStarted(.extract, total: 1),
      .exchange(FakeChat.call(.extract, reply: #"{"features": []}"#)),
      .stageFinished(.extract, seconds: 0.9, outcome: "1 features, 1 known"),
      .features([Feature(name: "thin plot", context: "hardly anything happens", factor: 0)]),
      .stageStarted(.retrieve, total: 1),
      .stageFinished(.retrieve, seconds: 0.012, outcome: "3 of 24"),
      .retrieved([RetrievedExample(interaction: 0, similarity: 0.871, answer: "2")]),
      .stageStarted(.generate, total: 1))
    _ = stage.state.handle(.tick(101))
    hear(stage, .text("P(2) 12 of 24 = .50 for thin plots, and this is one. "))
    _ = stage.state.handle(.tick(103))
    hear(stage, .text("The prose"))
  }
}

extension CockpitState {
  /// The same without what a clock had a part in.
  fileprivate func undated() -> CockpitState {
    // The 9th of September 2001.
    let day = Date(timeIntervalSince1970: 1_000_000_000)
    var state = self
    let users = (people.all ?? []).map { user in
      var user = user
      user.model?.fitted = day
      return user
    }
    _ = state.handle(.users(users))
    if let person {
      let asks = person.asks.map { ask in
        var ask = ask
        ask.created = day
        return ask
      }
      _ = state.handle(.asks(person.id, asks))
    }
    guard isBusy == false, var entries = run?.strip.entries else { return state }
    for index in entries.indices {
      if case .done(_, let outcome) = entries[index].progress {
        entries[index].progress = .done(seconds: 0.25, outcome: outcome)
      }
    }
    state.run?.strip.entries = entries
    return state
  }
}
