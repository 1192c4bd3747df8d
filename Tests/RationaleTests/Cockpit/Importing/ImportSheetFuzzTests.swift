internal import Foundation
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// Random keys in the sheet that imports, with a real file in it.
@MainActor @Suite struct ImportSheetFuzzTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func nothingFromTheKeyboardBreaksTheSheet(seed: UInt64) async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    let path = "\(stage.folder)/reviews.csv"
    try Data(ImportSheetTests.reviews.utf8).write(to: URL(fileURLWithPath: path))
    let performs = stage.performs
    stage.performs = { effect in
      if case .terminal = effect { false } else { performs(effect) }
    }
    await stage.open(path)
    var state = seed
    func below(_ bound: Int) -> Int {
      // Knuth's generator; the upper half of its numbers is random enough here.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for step in 0..<250 {
      if stage.state.overlays.isEmpty { await stage.open(path) }
      let key =
        below(12) == 0
        ? Key.resize(Size(width: below(140), height: below(45))) : Self.keys[below(Self.keys.count)]
      await stage.press(key)
      let frame = stage.state.render()
      #expect(frame.size == stage.state.size, "seed \(seed), step \(step)")
      if let cursor = frame.cursor {
        #expect(frame.bounds.contains(cursor), "seed \(seed), step \(step)")
      }
      let sheet = stage.state.importing
      #expect(!sheet.isWaiting, "seed \(seed), step \(step): \(sheet.phase) after \(key)")
      #expect(sheet.canImport == (sheet.phase == .ready && sheet.findings?.counts != nil))
    }
    for _ in 0..<6 { await stage.press(.escape) }
    #expect(stage.state.overlays.isEmpty)
  }

  private static let keys: [Key] =
    "jkhlgGq +x~/".map(Key.text)
    + [
      .enter, .enter, .altEnter, .tab, .backtab, .escape, .backspace, .delete, .up, .down, .down,
      .left, .right, .right, .home, .end, .pageUp, .pageDown, .ctrl("t"), .ctrl("n"), .ctrl("p"),
      .ctrl("g"), .wheelUp, .wheelDown, .paste("a\nb\u{1B}"), .function(1),
    ]
}
