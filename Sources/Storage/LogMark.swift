internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What tells one state of a file from another without reading it.
struct FileState: Hashable, Codable {
  var device: UInt64
  var inode: UInt64
  var size: Int64
  /// When it was last written, in nanoseconds since 1970.
  var written: Int64

  /// The state of a file, `nil` where there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    written = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
  }

  /// Whether it is the same file, whatever was written to it.
  func isSameFile(as other: FileState) -> Bool {
    device == other.device && inode == other.inode
  }
}

/// A note beside the write-ahead log that says whose log it is: `library.sqlite-mark`.
///
/// SQLite takes any file of the right name for the log's own. In WAL mode only the folding of the log
/// writes to the file itself, and whoever folds renews the mark; so a file that is not in the state
/// of the mark is another one, such as a backup that was put in its place.
struct LogMark: Hashable, Codable {
  /// Drawn anew whenever a file is met that has no log: two files are the same to those who have one
  /// open only as long as this is.
  var lineage: String
  /// When the machine was started last. What was written before a power cut may not be what was noted.
  var boot: String
  /// The file as the last folding left it.
  var file: FileState
  /// Whether the log is being folded into the file, or somebody was killed while it was.
  var isFolding: Bool

  static func path(of database: String) -> String { database + "-mark" }

  /// The mark of a file, `nil` where there is none that can be read.
  static func read(of database: String) -> LogMark? {
    let data = FileManager.default.contents(atPath: path(of: database))
    return data.flatMap { try? JSONDecoder().decode(LogMark.self, from: $0) }
  }

  /// Whether a file in this state may be the one that the log belongs to.
  func mayMean(_ state: FileState) -> Bool {
    if isFolding { return file.inode == state.inode }
    if (file.size, file.written) == (state.size, state.written) { return true }
    guard boot != Self.boot else { return false }
    // Times may be lost with the power, or told in whole seconds by what copied the folder.
    return file.inode == state.inode
      || (file.size, file.written / 1_000_000_000) == (state.size, state.written / 1_000_000_000)
  }

  /// Refuses a file beside which the log of another lies. Nothing has been opened yet.
  static func check(_ database: String) throws {
    guard LibraryFile.size(of: database + "-wal") > 0, let mark = read(of: database),
      let state = FileState(database), !mark.mayMean(state), !isHeld(database)
    else { return }
    throw LibraryError.foreignLog(path: database)
  }

  /// Does what may write to the file itself, and notes in which state that leaves it.
  ///
  /// - Parameters:
  ///   - lineage: that of who does it; `nil` at the opening, which takes over what is there as far
  ///     as it is of this file.
  /// - Returns: what came of it and the mark; `nil` where it cannot be kept beside the file.
  static func writing<Result>(
    _ database: String, lineage: String?, _ body: () throws -> Result
  ) throws -> (Result, LogMark?) {
    let descriptor = open(path(of: database), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    // One at a time, and those who only look see that somebody is at it.
    if descriptor >= 0 { flock(descriptor, LOCK_EX) }
    let old = read(of: database)
    let known = old.flatMap { old in FileState(database).map { old.mayMean($0) } } ?? false
    let name = lineage ?? (known ? old?.lineage : nil) ?? UUID().uuidString
    func note(isFolding: Bool) -> LogMark? {
      guard descriptor >= 0, let state = FileState(database) else { return nil }
      let mark = LogMark(lineage: name, boot: boot, file: state, isFolding: isFolding)
      guard let data = try? JSONEncoder().encode(mark) else { return nil }
      let count = data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
      guard count == data.count, ftruncate(descriptor, off_t(count)) == 0 else { return nil }
      // The note has to be on the disk before the file is changed.
      if isFolding { fdatasync(descriptor) }
      return mark
    }
    _ = note(isFolding: true)
    let result = Swift.Result { try body() }
    let mark = note(isFolding: false)
    return (try result.get(), mark)
  }

  /// Whether somebody folds the log just now.
  static func isHeld(_ database: String) -> Bool {
    let descriptor = open(path(of: database), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  private static let boot: String = {
    let text = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id")
    return text.map { String(decoding: $0.prefix(36), as: UTF8.self) } ?? ""
  }()
}
