internal import Foundation
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// Whole screens, as they should look.
///
/// After a change that is meant: `UPDATE_GOLDEN=1 swift test --filter GoldensTests`, and then read
/// what the change did to the files.
@MainActor @Suite struct GoldensTests {
  @Test(arguments: GoldenScreen.allCases)
  func theScreenLooksAsItShould(screen: GoldenScreen) async throws {
    let state = try await screen.state()
    for (size, glyphs) in screen.frames {
      var state = state
      state.glyphs = glyphs
      _ = state.handle(.key(.resize(size)))
      let file = GoldenFile(screen: screen.rawValue, size: size, glyphs: glyphs)
      if let complaint = try file.complaint(about: state.render()) {
        Issue.record(Comment(rawValue: complaint))
      }
    }
  }

  @Test func noFileIsLeftOfAScreenThatIsGone() {
    let wanted = GoldenScreen.allCases.flatMap { screen in
      screen.frames.map {
        GoldenFile(screen: screen.rawValue, size: $0.size, glyphs: $0.glyphs).path
      }
    }
    let stray = Set(GoldenFile.paths()).subtracting(wanted)
    if GoldenFile.isUpdating {
      for path in stray {
        try? FileManager.default.removeItem(at: GoldenFile.folder.appendingPathComponent(path))
      }
    } else {
      #expect(stray.isEmpty, "nothing draws these any more: \(stray.sorted())")
    }
  }
}
