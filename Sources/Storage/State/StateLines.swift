public import Foundation

/// Lines in a file beside the library, for the owner only: mode 0600, one write a line.
///
/// Blocks on the disk for a moment; call it off the main queue.
public struct StateLines: Sendable {
  /// The file.
  public let path: String

  /// Lines in this file, which need not exist.
  public init(path: String) {
    self.path = path
  }

  /// All lines, oldest first; a missing file has none. The last may be torn, where a process was
  /// killed.
  public func all() -> [Data] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return data.split(separator: 0x0A).map { Data($0) }
  }

  /// Adds a line, which holds no line break, in a single write, so that two processes never mix
  /// theirs. A line that was torn before it is ended first.
  /// - Parameter isGone: whether whom it is about was forgotten meanwhile; then nothing is added.
  /// - Throws: `LibraryError.unwritable`.
  public func append(_ line: Data, unless isGone: () throws -> Bool = { false }) throws {
    let isTorn = Self.lastByte(of: path).map { $0 != 0x0A } ?? false
    try StateFile.append((isTorn ? [0x0A] : []) + line + [0x0A], to: path, unless: isGone)
  }

  private static func lastByte(of path: String) -> UInt8? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let end = try? file.seekToEnd(), end > 0, (try? file.seek(toOffset: end - 1)) != nil
    else { return nil }
    return (try? file.read(upToCount: 1))??.first
  }
}
