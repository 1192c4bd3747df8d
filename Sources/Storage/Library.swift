internal import Dispatch
internal import Foundation
internal import GRDB
internal import Synchronization

/// A library: users, their histories, versioned models and earlier runs in one SQLite file.
///
/// Every function runs on the database's own queues, never on the caller's, and ends early with
/// `CancellationError` when its task is cancelled; a cancelled write leaves nothing behind. What a
/// function has returned from is on the disk. Two processes may have the same file open. All
/// functions throw `LibraryError`.
public final class Library: Sendable {
  /// What identifies a user. Never used again after the user was forgotten.
  public typealias UserID = Int64

  /// Where it lies.
  public let location: LibraryLocation
  /// Whether opening it created the file.
  public let isNew: Bool

  let pool: DatabasePool
  let file: OpenFile
  private let isClosed = Mutex(false)

  /// Files that this process has open, with how often; guards opening as well.
  private static let openFiles = Mutex<[String: Int]>([:])

  /// Opens a library and creates it where there is none: folder 0700, file 0600.
  /// - Parameter patience: how long to wait for another process that writes, in seconds.
  /// - Throws: `LibraryError`. A file of a newer program is left untouched to the byte.
  public static func open(
    _ location: LibraryLocation, patience: Double = 10
  ) async throws -> Library {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async {
        continuation.resume(with: Result { try Library(location, patience: patience) })
      }
    }
  }

  private init(_ location: LibraryLocation, patience: Double) throws {
    self.location = location
    let path = location.database
    do {
      (pool, isNew, file) = try Self.openFiles.withLock { open in
        let created = try LibraryFile.prepare(path)
        let key = Self.key(path)
        try LogMark.check(path)
        try LibraryFile.check(path, isOpenHere: open[key] != nil, patience: patience)
        LibraryFile.restrict(path)
        let (pool, mark) = try LogMark.writing(path, lineage: nil) {
          try Self.openPool(location, patience: patience)
        }
        open[key, default: 0] += 1
        return (pool, created, OpenFile(path, mark: mark))
      }
    } catch {
      throw LibraryError.wrapping(error, path: path)
    }
  }

  deinit {
    close()
  }

  /// Closes the file; the last process that does so folds the write-ahead log into it. Calls after
  /// that fail. Happens by itself when the library is no longer used.
  public func close() {
    let wasClosed = isClosed.withLock { closed in
      defer { closed = true }
      return closed
    }
    guard !wasClosed else { return }
    guard !file.isForeign else {
      // Closing would fold the log into a file that it is not of. The process gives all back.
      _ = Unmanaged.passRetained(pool)
      return
    }
    // Waits for readers, so nobody else may wait for this: the file counts as open until it is done.
    // GRDB closes its readers last, and SQLite lets none but a writer fold the log.
    pool.invalidateReadOnlyConnections()
    // A write that was cancelled may be interrupted once more after its end. SQLite would take that
    // for the folding of the log, and leave it there; the next statement makes it forget.
    try? pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version") }
    try? file.writing { try pool.close() }
    file.removeMark()
    let key = Self.key(location.database)
    Self.openFiles.withLock { open in
      if let count = open[key] { open[key] = count > 1 ? count - 1 : nil }
    }
  }

  /// Switching a new file to WAL fails at once when another process does the same, without asking
  /// the busy handler; so opening is tried again for as long as a write would wait.
  private static func openPool(
    _ location: LibraryLocation, patience: Double
  ) throws -> DatabasePool {
    let path = location.database
    let deadline = DispatchTime.now() + patience
    while true {
      do {
        let pool = try DatabasePool(path: path, configuration: configuration(patience: patience))
        try pool.writeWithoutTransaction { db in
          // GRDB sets NORMAL, which may lose confirmed work when the power fails.
          try db.execute(sql: "PRAGMA synchronous = FULL")
          // The log is folded by `fold`, so that it is known who writes to the file itself.
          try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
          try db.inTransaction(.immediate) {
            try Schema.migrate(db, path: path)
            return .commit
          }
          // Left by a forgetting that was killed. Where another process is in the way, it waits.
          if try Scrub.isDue(db) { try Scrub.finish(db, location: location) }
          if try Purge.isDue(db) { try? Purge.run(db, path: path) }
        }
        return pool
      } catch let error as DatabaseError
        where error.resultCode.primaryResultCode == .SQLITE_BUSY && DispatchTime.now() < deadline
      {
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
  }

  private static func configuration(patience: Double) -> Configuration {
    var configuration = Configuration()
    configuration.label = "rationale.library"
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in
      // Deleted text is overwritten with zeros, and no text goes to temporary files.
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA journal_size_limit = 4194304")
    }
    return configuration
  }

  private static func key(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// Folds a long log into the file. Readers of an older state are not waited for.
  private static func fold(_ db: Database, of file: OpenFile, at path: String) throws {
    guard LibraryFile.size(of: path + "-wal") > logLimit else { return }
    try file.writing { _ = try? db.checkpoint(.passive) }
  }

  /// Above so many bytes the log is folded: a thousand pages, as SQLite does it.
  private static let logLimit = 1000 * (4096 + 24) + 32

  /// Reads in one snapshot.
  func read<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.read { [file] db in
        try file.check()
        return try body(db)
      }
    } catch {
      throw LibraryError.wrapping(error, path: location.database)
    }
  }

  /// Writes in one transaction that takes the write lock at once, so that it waits for another
  /// process instead of failing halfway.
  @discardableResult
  func write<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.writeWithoutTransaction { [file, location] db in
        var value: Value?
        try db.inTransaction(.immediate) {
          try file.check()
          value = try body(db)
          return .commit
        }
        // Nothing is told as kept that went to a file which is gone.
        try file.check()
        try Self.fold(db, of: file, at: location.database)
        guard let value else { throw CancellationError() }
        return value
      }
    } catch {
      throw LibraryError.wrapping(error, path: location.database)
    }
  }
}
