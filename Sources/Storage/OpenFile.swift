internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The file of a library that is open: whether it is still the one at its path, in the state in which
/// those who have it open left it.
final class OpenFile: Sendable {
  private let path: String
  private let lineage: String?
  private let opened: FileState?
  /// The state in which it was last known to be theirs.
  private let known: Mutex<FileState?>

  /// - Parameter mark: as it was written at the opening; `nil` where it could not be.
  init(_ path: String, mark: LogMark?) {
    self.path = path
    lineage = mark?.lineage
    opened = FileState(path)
    known = Mutex(mark?.file)
  }

  /// - Throws: `LibraryError.replaced`.
  func check() throws {
    guard let opened else { return }
    // Somebody may be folding the log between the two looks.
    for _ in 0..<3 {
      guard let state = FileState(path), state.isSameFile(as: opened) else { break }
      if known.withLock({ $0 == state }) { return }
      guard let lineage else { return }
      if LogMark.isHeld(path) { return }
      guard let mark = LogMark.read(of: path), mark.lineage == lineage else { break }
      if mark.file == state {
        known.withLock { $0 = state }
        return
      }
      if mark.isFolding { return }
    }
    throw LibraryError.replaced(path: path)
  }

  /// Does what may write to the file itself.
  func writing<Result>(_ body: () throws -> Result) throws -> Result {
    let (result, mark) = try LogMark.writing(path, lineage: lineage, body)
    if let mark { known.withLock { $0 = mark.file } }
    return result
  }

  /// Whether folding the log at the end would write into a file that is not this one's.
  var isForeign: Bool {
    guard FileState(path) != nil else { return false }
    return (try? check()) == nil
  }

  /// Takes the mark away when the last who had the file open is gone.
  func removeMark() {
    guard lineage != nil, access(path + "-wal", F_OK) != 0 else { return }
    unlink(LogMark.path(of: path))
  }
}
