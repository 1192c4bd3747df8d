internal import Foundation
internal import TerminalKit

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

/// A frame as it should look, in `Tests/RationaleTests/Goldens/<screen>/<size>-<glyphs>.txt`:
/// its characters, one letter a cell for its role, and the same for what lies under it.
struct GoldenFile {
  /// The folder of all of them.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Goldens")

  /// Whether the files are written rather than read: `UPDATE_GOLDEN=1`.
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  /// The file's path below the folder.
  let path: String
  private let size: Size

  init(screen: String, size: Size, glyphs: Glyphs) {
    path = "\(screen)/\(size.width)x\(size.height)-\(glyphs).txt"
    self.size = size
  }

  /// What is wrong with a frame, in lines to read; `nil` when it is as it should be.
  func complaint(about frame: Frame) throws -> String? {
    let url = Self.folder.appendingPathComponent(path)
    let text = frame.dump() + "\n"
    if Self.isUpdating {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return nil
    }
    guard let data = try? Data(contentsOf: url) else {
      return "\(path) is missing. UPDATE_GOLDEN=1 writes it."
    }
    let wanted = String(decoding: data, as: UTF8.self)
    return wanted == text ? nil : difference(wanted, text)
  }

  /// The rows that differ: characters first, then roles, then what lies below.
  private func difference(_ wanted: String, _ got: String) -> String {
    let (wanted, got) = (Self.lines(of: wanted), Self.lines(of: got))
    var found: [String] = []
    for line in 0..<max(wanted.count, got.count) {
      let old = line < wanted.count ? wanted[line] : ""
      let new = line < got.count ? got[line] : ""
      guard old != new else { continue }
      // A block is as long as the screen is high, and one empty line parts it from the next.
      let (block, row) = line.quotientAndRemainder(dividingBy: size.height + 1)
      let what = ["text", "role", "below"][min(block, 2)]
      found += ["line \(row + 1) \(what) wanted: \(old)", "line \(row + 1) \(what) got:    \(new)"]
    }
    let shown = found.prefix(24).joined(separator: "\n")
    let more = found.count > 24 ? "\nand \((found.count - 24) / 2) lines more" : ""
    return "\(path) is another one. UPDATE_GOLDEN=1 makes it the new one.\n\(shown)\(more)"
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The files there are, below the folder, in alphabetical order.
  static func paths() -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".txt") || !$0.contains("/") && $0.contains(".") }
      .sorted()
  }
}
