internal import Foundation
internal import GRDB

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The file of a library before SQLite opens it for writing: permissions, and whether it may be
/// touched at all.
enum LibraryFile {
  /// Creates the folder (0700) and an empty file (0600) where they are missing. SQLite gives `-wal`
  /// and `-shm` the permissions of the file itself.
  /// - Returns: whether the file was created.
  static func prepare(_ path: String) throws -> Bool {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder.isEmpty ? "." : folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw LibraryError.unwritable(path: path, detail: "its folder cannot be made")
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
      return true
    }
    guard errno == EEXIST else { throw unwritable(path) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw unwritable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw LibraryError.notALibrary(path: path) }
    guard access(path, R_OK | W_OK) == 0 else { throw unwritable(path) }
    return false
  }

  /// Closes a library to others that was created or copied with wider permissions.
  static func restrict(_ path: String) {
    for file in [path, path + "-wal", path + "-shm"] {
      var status = stat()
      if stat(file, &status) == 0, status.st_mode & 0o077 != 0, status.st_uid == geteuid() {
        chmod(file, 0o600)
      }
    }
  }

  /// Refuses a file that is no library or a newer one, without changing a byte of it.
  ///
  /// The header is read directly. When there is a write-ahead log the header may be old, and only
  /// SQLite can tell, through a read-only connection. The same goes for a file that this process
  /// has open already: POSIX drops all locks of a process on a file as soon as it closes any
  /// descriptor of it, so such a file must not be read directly.
  static func check(_ path: String, isOpenHere: Bool, patience: Double) throws {
    if !isOpenHere {
      guard let header = header(of: path) else { throw unwritable(path) }
      if header.isEmpty { return }
      guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
        throw LibraryError.notALibrary(path: path)
      }
      let version = Int(bigEndian(header, at: 60))
      let application = bigEndian(header, at: 68)
      if application == Schema.applicationID {
        try accept(version: version, path: path)
      } else if application != 0 {
        throw LibraryError.notALibrary(path: path)
      }
      if application != 0, size(of: path + "-wal") == 0 { return }
    }
    try checkThroughSQLite(path, patience: patience)
  }

  private static func checkThroughSQLite(_ path: String, patience: Double) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(patience)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    try queue.read { db in
      let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let objects = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
      // A process killed while it created a library leaves a file without tables.
      if application == 0, version == 0, objects == 0 { return }
      guard application == Schema.applicationID else {
        throw LibraryError.notALibrary(path: path)
      }
      try accept(version: version, path: path)
    }
  }

  private static func accept(version: Int, path: String) throws {
    guard version <= Schema.version else {
      throw LibraryError.newerVersion(path: path, found: version, known: Schema.version)
    }
  }

  private static func header(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &bytes, 100)
    return count < 0 ? nil : Array(bytes.prefix(count))
  }

  private static func bigEndian(_ bytes: [UInt8], at offset: Int) -> Int32 {
    bytes[offset..<offset + 4].reduce(Int32(0)) { $0 << 8 | Int32($1) }
  }

  /// The size of a file in bytes, 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func unwritable(_ path: String) -> LibraryError {
    LibraryError.unwritable(path: path, detail: String(cString: strerror(errno)))
  }
}
