internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// A question through a language model: what is seen while it answers, and afterwards.
@MainActor @Suite struct StreamTests {
  nonisolated private static let sizes = [
    Size(width: 120, height: 36), Size(width: 80, height: 24), Size(width: 60, height: 20),
  ]

  /// A cockpit with a fitted person whose question was just given to a language model.
  private static func asking(_ size: Size) async throws -> Stage {
    let stage = try await Stage(lines: [People.reader], size: size)
    await stage.press(.enter, .text("1"))
    _ = stage.state.handle(.model(FakeChat.choice))
    _ = stage.state.handle(.key(.text("a")))
    for character in "A thin plot." { _ = stage.state.handle(.key(.text(character))) }
    let effects = stage.state.handle(.key(.enter))
    #expect(
      effects.contains {
        if case .ask("A thin plot.", nil, _, FakeChat.choice, false) = $0 { true } else { false }
      })
    tell(stage, tick: 100, begin: true)
    hear(stage, .stageStarted(.extract, total: 1))
    hear(stage, .exchange(FakeChat.call(.extract, reply: #"{"features": []}"#)))
    hear(stage, .stageFinished(.extract, seconds: 0.9, outcome: "1 features, 1 known"))
    hear(
      stage,
      .features([Feature(name: "thin plot", context: "hardly anything happens", factor: 0)]))
    hear(stage, .stageStarted(.retrieve, total: 1))
    hear(stage, .stageFinished(.retrieve, seconds: 0.012, outcome: "3 of 24"))
    hear(
      stage, .retrieved([RetrievedExample(interaction: 0, similarity: 0.871, answer: "2")]))
    hear(stage, .stageStarted(.generate, total: 1))
    return stage
  }

  private static let run = RunID(value: 7)

  private static func hear(_ stage: Stage, _ kind: EngineEvent.Kind) {
    _ = stage.state.handle(.engine(EngineEvent(run: run, kind: kind)))
  }

  private static func tell(_ stage: Stage, tick: Double, begin: Bool = false) {
    _ = stage.state.handle(.tick(tick))
    if begin { _ = stage.state.handle(.runStarted(run)) }
  }

  private static func showPath(_ stage: Stage) {
    for key in [Key.escape, .text("3")] where stage.state.focus != .path {
      // Esc would cancel: Tab leads out of the prompt.
      _ = stage.state.handle(.key(key == .escape ? .tab : key))
    }
  }

  private static func record(of stage: Stage) throws -> AskRecord {
    let person = try #require(stage.state.person)
    let stored = try #require(person.stored)
    let path = ReasoningPath(steps: [], conclusion: "2")
    let answer = Answer(
      query: "A thin plot.", response: "2", confidence: nil, hasLittleEvidence: false,
      features: [], path: path, audit: AuditReport(findings: [], numbersChecked: 0),
      retrieved: [], evidence: nil, timings: [], identity: FakeChat.identity,
      exchanges: [
        FakeChat.call(.extract, reply: #"{"features": []}"#),
        FakeChat.call(.generate, reply: "no json at all", problem: "this is no JSON object"),
        FakeChat.call(.generate, reply: #"{"answer": "2"}"#, reasoning: "let me think"),
      ])
    return AskRecord(run: 3, user: person.id, stored: stored, answer: answer, expected: nil)
  }

  @Test(arguments: sizes)
  func theTextArrivesBelowFeaturesAndExamples(size: Size) async throws {
    let stage = try await Self.asking(size)
    defer { stage.close() }
    Self.showPath(stage)
    #expect(stage.screen.contains("f1 thin plot"))
    #expect(stage.screen.contains("1 .871 2  A thin plot, and a slow"))
    Self.tell(stage, tick: 101)
    Self.hear(stage, .text("P(2) 12 of 24 = .50 for "))
    Self.hear(stage, .text("thin plots"))
    #expect(stage.screen.contains("P(2) 12 of 24 = .50 for thin plots"))
    Self.tell(stage, tick: 103)
    #expect(stage.screen.contains("answer ▖ ") || stage.screen.contains("answer ▘ "))
    #expect(stage.screen.contains("~9 tok"))
    #expect(stage.screen.contains("Esc cancel"))
    #expect(stage.screen.contains("~741+116 tok  $0.00031"))
    // What was said and is said anew leaves nothing behind.
    Self.hear(stage, .textRestarted)
    #expect(!stage.screen.contains("thin plots"))
    #expect(stage.state.run?.text == "")
    Self.hear(stage, .text("Once more"))
    #expect(stage.screen.contains("Once more"))
    #expect(stage.screen.contains("f1 thin plot"))
  }

  @Test(arguments: sizes)
  func theViewFollowsTheTextUnlessSomebodyReads(size: Size) async throws {
    let stage = try await Self.asking(size)
    defer { stage.close() }
    Self.showPath(stage)
    for number in 0..<60 { Self.hear(stage, .text("line \(number)\n")) }
    #expect(stage.screen.contains("line 59"))
    #expect(!stage.screen.contains("below"))
    // Whoever scrolls up stays there, and is told of what came.
    _ = stage.state.handle(.key(.up))
    _ = stage.state.handle(.key(.up))
    let top = stage.state.answer.top
    let seen = stage.screen.split(separator: "\n").filter { $0.contains("line 5") }
    Self.hear(stage, .text("line 60\nline 61\n"))
    #expect(stage.state.answer.top == top)
    #expect(!stage.screen.contains("line 61"))
    #expect(stage.screen.contains("4 lines below, G follows"))
    for line in seen { #expect(stage.screen.contains(line.prefix(10))) }
    // At the end it follows again.
    _ = stage.state.handle(.key(.text("G")))
    Self.hear(stage, .text("line 62\n"))
    #expect(stage.screen.contains("line 62"))
    // A new size keeps the end in view.
    _ = stage.state.handle(.key(.resize(Size(width: size.width - 10, height: size.height))))
    #expect(stage.screen.contains("line 62"))
  }

  @Test(arguments: sizes)
  func theAnswerTakesThePlaceOfTheText(size: Size) async throws {
    let stage = try await Self.asking(size)
    defer { stage.close() }
    Self.showPath(stage)
    for number in 0..<60 { Self.hear(stage, .text("line \(number)\n")) }
    let record = try Self.record(of: stage)
    _ = stage.state.handle(.answered(Self.run, record, asks: []))
    #expect(stage.screen.contains("⇒ 2"))
    #expect(stage.state.answer.top == 0)
    #expect(!stage.screen.contains("line 5"))
    #expect(stage.screen.contains("1 reply could not be used: R shows why"))
    // What it used stays.
    #expect(stage.screen.contains("741+107 tok  $0.00031"))
    // Which model made what.
    #expect(stage.screen.contains("memory by built-in, answered by"))
    #expect(stage.screen.contains("memory built-in, asked through gpt-4o-mini"))
    _ = stage.state.handle(.key(.text("]")))
    #expect(stage.screen.contains("No sum: gpt-4o-mini at models.example.org"))
  }

  @Test(arguments: sizes)
  func promptAndRawShowTheCalls(size: Size) async throws {
    let stage = try await Self.asking(size)
    defer { stage.close() }
    let record = try Self.record(of: stage)
    _ = stage.state.handle(.answered(Self.run, record, asks: []))
    Self.showPath(stage)
    _ = stage.state.handle(.key(.text("P")))
    #expect(stage.screen.contains("call 1 of 3  extract"))
    #expect(stage.screen.contains("prompt extract version 1, 9f3ac41b02d7"))
    #expect(stage.screen.contains("You answer as one person would."))
    #expect(stage.screen.contains("says it is"))
    _ = stage.state.handle(.key(.text("z")))
    _ = stage.state.handle(.key(.text("R")))
    let (_, rows) = stage.state.layout.pathExtent
    var text = ""
    for _ in 0..<8 {
      text += stage.screen
      _ = stage.state.handle(.key(.pageDown))
      if rows > 20 { break }
    }
    text += stage.screen
    for part in [
      "✗ cannot be used: this is no JSON object", "no json at all", "2 attempts", "3.1 s",
      "finish stop", "hidden reasoning", "let me think", #"{"answer": "2"}"#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  /// The reply that broke the run is seen without a key, and all calls are one key away.
  @Test(arguments: sizes)
  func aReplyThatCannotBeUsedIsShown(size: Size) async throws {
    let stage = try await Self.asking(size)
    defer { stage.close() }
    Self.showPath(stage)
    Self.hear(
      stage,
      .exchange(
        FakeChat.call(.generate, reply: "I would rather not.", problem: "this is no JSON object")))
    let reason = "The model's reply could not be used twice."
    _ = stage.state.handle(.ended(Self.run, .failed(reason, .item)))
    #expect(stage.screen.contains("✗ \(reason)"))
    #expect(stage.screen.contains("this is no JSON object"))
    #expect(stage.screen.contains("I would rather not."))
    #expect(stage.state.models.trouble == nil)
    _ = stage.state.handle(.key(.text("R")))
    #expect(stage.screen.contains("call 1 of 2"))
    // The meter says what was paid for nothing.
    #expect(stage.screen.contains("1,482+214 tok"))
  }

  /// What was kept of a reply that could not be used would fail once more.
  @Test func asASecondTryTheModelIsAskedAnew() async throws {
    let stage = try await Self.asking(Self.sizes[1])
    defer { stage.close() }
    let person = try #require(stage.state.person)
    Self.hear(stage, .exchange(FakeChat.call(.generate, reply: "no", problem: "no JSON")))
    _ = stage.state.handle(.ended(Self.run, .failed("It could not be used.", .item)))
    let again = stage.state.handle(.key(.enter))
    #expect(
      again.contains(.ask("A thin plot.", expected: nil, person, FakeChat.choice, anew: true)))
    _ = stage.state.handle(.runStarted(Self.run))
    _ = stage.state.handle(.ended(Self.run, .failed("Nobody is there.", .offline)))
    let third = stage.state.handle(.key(.enter))
    #expect(third.contains(.ask("A thin plot.", expected: nil, person, FakeChat.choice)))
  }

  /// Where one panel is seen at a time, it is the one with the text.
  @Test func theTextIsSeenBelowThePrompt() async throws {
    let stage = try await Self.asking(Self.sizes[2])
    defer { stage.close() }
    Self.hear(stage, .text("Thin plots are bad."))
    #expect(stage.state.focus == .ask)
    #expect(stage.screen.contains("Thin plots are bad."))
  }

  @Test func whatACancelledRunUsedStays() async throws {
    let stage = try await Self.asking(Self.sizes[1])
    defer { stage.close() }
    Self.showPath(stage)
    Self.hear(stage, .text("half an ans"))
    let effects = stage.state.handle(.key(.escape))
    #expect(effects == [.cancel])
    #expect(stage.screen.contains("cancelling"))
    // What comes now is late.
    Self.hear(stage, .text("wer"))
    _ = stage.state.handle(.ended(Self.run, .cancelled))
    #expect(stage.screen.contains("half an ans"))
    #expect(!stage.screen.contains("half an answer"))
    #expect(stage.screen.contains("741+107 tok"))
    #expect(stage.screen.contains("Cancelled."))
  }

  /// Whatever a model writes, the terminal gets none of it raw.
  @Test(arguments: sizes)
  func aHostileReplyReachesNoTerminal(size: Size) async throws {
    let hostile = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{9B}31m\u{202E}\u{2066}back\u{2028}\u{8}\r\u{0}end"
    let stage = try await Self.asking(size)
    defer { stage.close() }
    Self.showPath(stage)
    Self.hear(stage, .text(hostile))
    Self.hear(stage, .text(hostile))
    Self.expectClean(stage.screen)
    Self.hear(stage, .waiting(hostile, seconds: 3))
    Self.hear(stage, .warning(hostile))
    Self.expectClean(stage.screen)
    var record = try Self.record(of: stage)
    record.answer.exchanges = [
      FakeChat.call(
        .generate, reply: hostile, problem: hostile, reasoning: hostile,
        messages: [.init(.user, hostile)])
    ]
    record.answer.identity = ModelIdentity(name: hostile, version: hostile)
    _ = stage.state.handle(.answered(Self.run, record, asks: []))
    for key in ["P", "R", "]", "]", "]"] {
      Self.expectClean(stage.screen)
      _ = stage.state.handle(.key(.text(Character(key))))
    }
    Self.expectClean(stage.screen)
  }

  private static func expectClean(_ screen: String) {
    for scalar in screen.unicodeScalars {
      let isControl =
        (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        || (0x2028...0x2029).contains(scalar.value)
      #expect(!isControl, "U+\(String(scalar.value, radix: 16)) reached the screen")
    }
  }

  @Test func aLongReplyIsBrokenIntoLinesOnce() async throws {
    let stage = try await Self.asking(Self.sizes[0])
    defer { stage.close() }
    Self.showPath(stage)
    let sentence = "The prose is slow, and the plot of this one is thin. "
    for _ in 0..<4000 { Self.hear(stage, .text(sentence)) }
    #expect(stage.state.run?.text.utf8.count == 4000 * sentence.utf8.count)
    #expect(stage.state.answer.page.count > 3000)
    #expect(stage.screen.contains("plot of this one is thin."))
    _ = stage.state.handle(.key(.text("g")))
    #expect(stage.state.answer.top == 0)
    #expect(stage.screen.contains("f1 thin plot"))
    #expect(stage.screen.contains("lines below, G follows"))
  }

  @Test func aPromptThatIsTooLongLosesItsMiddle() {
    let text = "begin " + String(repeating: "x", count: CallPages.longest) + " end"
    let lines = CallPages.prompts(
      [FakeChat.call(.generate, reply: "", messages: [.init(.user, text)])], before: 0, width: 80,
      glyphs: .unicode
    ).map { $0.map(\.text).joined() }
    #expect(lines.contains("begin"))
    #expect(lines.contains { $0.hasSuffix("x end") })
    #expect(lines.contains("… 10 bytes left out here …"))
  }

  /// A wrong number is told at every size, wherever one reads and whatever lies over it.
  @Test(arguments: sizes + [Size(width: 45, height: 12)])
  func aWrongNumberCannotBeMissed(size: Size) async throws {
    let stage = try await Self.asking(size)
    defer { stage.close() }
    var record = try Self.record(of: stage)
    record.answer.path = ReasoningPath(
      steps: [
        ReasoningPath.Step(
          features: [], factor: nil, evidence: "P(2) 1 of 99 = .01", effect: "so it is bad")
      ], conclusion: "2")
    record.answer.audit = Audit(
      features: [], factors: record.stored.model.factors,
      statistics: record.stored.model.statistics, answers: record.stored.model.task.answers
    ).report(on: record.answer.path, response: "2", isStored: false)
    _ = stage.state.handle(.answered(Self.run, record, asks: []))
    let keys: [[Key]] = [
      [], [.tab], [.text("3")], [.text("z")], [.text("G")], [.text("R")], [.text("P")],
      [.text("?")], [.escape], [.text("H"), .enter], [.escape], [.text("t")], [.text("z")],
      [.text("o")], [.escape], [.text("f")], [.escape], [.text("1")], [.text("/")],
    ]
    for sequence in keys {
      for key in sequence { _ = stage.state.handle(.key(key)) }
      _ = stage.state.handle(.done("Something else happened."))
      let lines = stage.screen.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(lines.firstIndex { $0.contains("✗ step 1 says ") }, "\(sequence)")
      #expect(row == size.height - 2)
      let frame = stage.state.render()
      #expect(frame[2, row].role == .error)
    }
  }
}
