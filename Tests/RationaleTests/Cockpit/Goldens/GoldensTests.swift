internal import Foundation
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// Whole screens, as they should look, at five sizes and with both sets of glyphs.
///
/// After a change that is meant: `UPDATE_GOLDEN=1 swift test --filter GoldensTests`, and then read
/// what the change did to the files.
@Suite struct GoldensTests {
  private static let sizes = [
    Size(width: 120, height: 36), Size(width: 100, height: 30), Size(width: 80, height: 24),
    Size(width: 60, height: 20), Size(width: 40, height: 10),
  ]

  @Test(arguments: GoldenScreen.allCases)
  func theScreenLooksAsItShould(screen: GoldenScreen) async throws {
    let state = try await screen.state()
    for size in Self.sizes {
      for glyphs in Glyphs.allCases {
        var state = state
        state.glyphs = glyphs
        _ = state.handle(.key(.resize(size)))
        let file = GoldenFile(screen: screen.rawValue, size: size, glyphs: glyphs)
        if let complaint = try file.complaint(about: state.render()) {
          Issue.record(Comment(rawValue: complaint))
        }
      }
    }
  }

  @Test func noFileIsLeftOfAScreenThatIsGone() {
    let wanted = GoldenScreen.allCases.flatMap { screen in
      Self.sizes.flatMap { size in
        Glyphs.allCases.map { GoldenFile(screen: screen.rawValue, size: size, glyphs: $0).path }
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
