internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The lines typed at the prompt, each with the user it was typed for, so that forgetting a user
/// forgets them too. One JSON object a line in a file of mode 0600.
///
/// Blocks on the disk for a moment; call it off the main queue.
public struct PromptHistory: Sendable {
  /// A line that was typed.
  public struct Entry: Sendable, Hashable, Codable {
    /// The user it was meant for, `nil` for a line that was for none.
    public var user: String?
    /// That user's task.
    public var task: String?
    /// What was typed.
    public var text: String

    /// Creates an entry.
    public init(user: String?, task: String?, text: String) {
      self.user = user
      self.task = task
      self.text = text
    }
  }

  /// The file.
  public let path: String

  /// A history in this file, which need not exist.
  public init(path: String) {
    self.path = path
  }

  /// All entries, oldest first. Lines that cannot be read are passed over; a missing file is empty.
  public func entries() -> [Entry] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let decoder = JSONDecoder()
    return data.split(separator: 0x0A).compactMap { try? decoder.decode(Entry.self, from: $0) }
  }

  /// The lines typed for a user, oldest first; of equal ones the latest.
  public func lines(user: String, task: String) -> [String] {
    var seen: Set<String> = []
    let lines = entries().reversed().filter {
      $0.user == user && $0.task == task && seen.insert($0.text).inserted
    }
    return lines.reversed().map(\.text)
  }

  /// Adds a line in a single write, so that two processes never mix theirs.
  /// - Parameter isGone: whether the user was forgotten meanwhile; then nothing is added.
  /// - Throws: `LibraryError.unwritable`.
  public func append(_ entry: Entry, unless isGone: () throws -> Bool = { false }) throws {
    try StateFile.append(try JSONEncoder().encode(entry) + [0x0A], to: path, unless: isGone)
  }
}

/// Files beside the library: for the owner only.
enum StateFile {
  /// Adds to a file.
  /// - Parameter isGone: looked at while nobody can clean the file; then nothing is added.
  static func append(
    _ data: Data, to path: String, unless isGone: () throws -> Bool = { false }
  ) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable(path) }
    defer { close(descriptor) }
    // A file that was copied here, or made by hand, may be open to others.
    fchmod(descriptor, 0o600)
    flock(descriptor, LOCK_EX)
    guard try !isGone() else { return }
    let count = data.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count == data.count else { throw unwritable(path) }
  }

  /// Keeps others from adding to a file meanwhile.
  static func locked(_ path: String, _ body: () throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path) }
    defer { close(descriptor) }
    flock(descriptor, LOCK_EX)
    try body()
  }

  /// Puts new contents into a file that other processes may have open for appending: the same
  /// file, not a new one of its name.
  static func overwrite(_ path: String, with data: Data) throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable(path) }
    defer { close(descriptor) }
    var written = 0
    while written < data.count {
      let count = data.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      guard count > 0 else { throw unwritable(path) }
      written += count
    }
    guard ftruncate(descriptor, off_t(data.count)) == 0 else { throw unwritable(path) }
    fsync(descriptor)
  }

  private static func unwritable(_ path: String) -> LibraryError {
    LibraryError.unwritable(path: path, detail: String(cString: strerror(errno)))
  }
}
