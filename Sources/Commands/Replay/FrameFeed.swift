internal import Foundation
internal import TerminalKit

/// Reads the frames that a cockpit writes down for `RATIONALE_DEBUG_FRAMES`.
struct FrameFeed {
  /// A screen in rows of text.
  struct Shown: Decodable, Hashable, Sendable {
    var width: Int
    var height: Int
    var rows: [String]

    func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }
  }

  let path: String
  /// The newest frame.
  private(set) var shown: Shown?
  private var offset: UInt64 = 0

  init(path: String) { self.path = path }

  /// Reads what was written since the last time; whether there is a new frame.
  mutating func update() -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.readToEnd(),
      let end = data.lastIndex(of: 0x0A)
    else { return false }
    let lines = data[data.startIndex...end].dropLast()
    offset += UInt64(lines.count + 1)
    let last = lines.lastIndex(of: 0x0A).map { lines[($0 + 1)...] } ?? lines
    guard let frame = try? JSONDecoder().decode(Shown.self, from: Data(last)) else { return false }
    shown = frame
    return true
  }
}
