internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// Random keys, pastes, sizes and news of the engine, by the seed that a failure names.
@MainActor @Suite struct CockpitFuzzTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func nothingFromTheKeyboardBreaksTheCockpit(seed: UInt64) async throws {
    let stage = try await Stage(
      lines: [People.reader, People.voter, People.author, People.hostile])
    defer { stage.close() }
    // Keys must not write to whatever path they happen to type.
    let performs = stage.performs
    stage.performs = { effect in
      switch effect {
      case .save, .report, .bringIn: false
      default: performs(effect)
      }
    }
    await stage.press(.enter)
    var random = SeededGenerator(seed: seed)
    for step in 0..<400 {
      let event = Self.event(&random, run: stage.state.run?.id)
      await stage.hear(event)
      let frame = stage.state.render()
      #expect(frame.size == stage.state.size, "seed \(seed), step \(step)")
      #expect(frame.cells.count == frame.size.width * frame.size.height)
      if let cursor = frame.cursor {
        #expect(frame.bounds.contains(cursor), "seed \(seed), step \(step): cursor outside")
      }
      let selected = stage.state.people.list.selection
      let isListed = stage.state.people.shown.contains { $0.id == selected }
      #expect(isListed || stage.state.people.shown.isEmpty, "seed \(seed), step \(step)")
    }
    // Esc always leads home, whatever was open.
    _ = stage.state.handle(.key(.resize(Size(width: 120, height: 36))))
    for _ in 0..<12 { await stage.press(.escape) }
    #expect(stage.state.overlays.isEmpty)
    #expect(!stage.state.people.isFiltering)
    #expect(stage.state.focus == .users, "seed \(seed)")
  }

  private static let keys: [Key] =
    "qQfFhHtTaAsSzmiIjklgGoPRpbcCdUwx12345/?<>[]d:x y".map(Key.text)
    + [
      .enter, .altEnter, .tab, .backtab, .escape, .backspace, .delete, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown, .ctrl("a"), .ctrl("c"), .ctrl("k"), .ctrl("l"), .ctrl("u"),
      .ctrl("o"), .ctrl("t"), .ctrl("r"), .ctrl("w"), .ctrl("y"), .ctrl("_"), .alt("f"),
      .function(1), .function(3), .function(12), .wheelUp,
      .wheelDown, .focusGained, .focusLost, .insert,
    ]

  private static let pastes = [
    "", "plain", "two\nlines", "A question?\nA. Yes\nB. No", "\u{1B}[2J\u{9B}31m\u{0}", "日本語のテキスト",
    "مرحبا بالعالم", "👩‍👩‍👧‍👦🇳🇴e\u{301}\u{301}", String(repeating: "long ", count: 400),
  ]

  private static func event(_ random: inout SeededGenerator, run: RunID?) -> CockpitEvent {
    switch random.below(20) {
    case 0:
      return .key(.resize(Size(width: random.below(160), height: random.below(50))))
    case 1: return .key(.paste(pastes[random.below(pastes.count)]))
    case 2: return .key(.mouse(button: 0, at: Point(random.below(200), random.below(60))))
    case 3:
      // News of a run that may be over, or never was.
      let id = random.below(2) == 0 ? run ?? RunID(value: 0) : RunID(value: 99)
      let kinds: [EngineEvent.Kind] = [
        .stageStarted(.extract, total: 3), .progress(.reason, done: 2, total: 3),
        .stageFinished(.audit, seconds: 1, outcome: "x"), .features([]), .text("\u{1B}[31m"),
        .cancelled, .finished, .failed("no"), .textRestarted, .waiting("rate limited", seconds: 9),
        .warning("the prompt may be cut \u{1B}[2J"),
        .text(String(repeating: "日本 long ", count: 300)),
        .exchange(FakeChat.call(.generate, reply: "{}\u{9B}31m", problem: "no JSON")),
      ]
      return .engine(EngineEvent(run: id, kind: kinds[random.below(kinds.count)]))
    case 4: return .ended(RunID(value: UInt64(random.below(9))), .failed("late"))
    case 5: return .tick(Double(random.below(1000)))
    case 6: return .failed("Something is wrong. Try again.")
    case 7: return modelEvent(&random)
    default: return .key(keys[random.below(keys.count)])
    }
  }
}

extension CockpitFuzzTests {
  /// News of models: of a list that may be closed, of an estimate that nobody waits for.
  private static func modelEvent(_ random: inout SeededGenerator) -> CockpitEvent {
    let choice = FakeChat.choice
    switch random.below(7) {
    case 0: return .model(choice)
    case 1: return .model(.builtIn)
    case 2: return .models(.sources([.init(endpoint: FakeChat.endpoint, usual: "gpt-4o-mini")]))
    case 3: return .models(.listed(FakeChat.endpoint, .known(["a", "b\u{1B}[2J", ""])))
    case 4: return .models(.failed("config.toml:1: no"))
    case 5: return .models(.found(choice, .init(text: "It answers.")))
    default: return .estimated(1, choice, .failed("no"))
    }
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
private struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(mixed % UInt64(max(1, bound)))
  }
}
