internal import Foundation
internal import GRDB

/// What can go wrong with a library: what, where, and the way out.
public enum LibraryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A newer program wrote the file. Nothing was changed in it.
  case newerVersion(path: String, found: Int, known: Int)
  /// The file is something else: no SQLite file, or one of another program.
  case notALibrary(path: String)
  /// SQLite finds the file damaged.
  case damaged(path: String, detail: String)
  /// A value in a file that is whole cannot be what it stands for, such as after a change by hand.
  case unsound(path: String, place: String)
  /// The log beside the file is that of another file, such as the one before a backup was put back.
  /// Nothing was changed.
  case foreignLog(path: String)
  /// The file is not where it was opened, or another was put in its place. Nothing more is kept.
  case replaced(path: String)
  /// The file or its folder cannot be read or written.
  case unwritable(path: String, detail: String)
  /// Another process keeps the file locked.
  case locked(path: String)
  /// The disk is full.
  case full(path: String)
  /// Neither `HOME` nor an XDG folder says where the library belongs.
  case noHome
  /// No user has this id; it may have been forgotten meanwhile.
  case noSuchUser(Int64)
  /// The user has no such model.
  case noSuchModel(user: Int64, version: Int?)
  /// No run has this id.
  case noSuchRun(Int64)
  /// A value that cannot be stored.
  case invalid(String)
  /// Anything else that SQLite reports.
  case failed(path: String, detail: String)

  /// One or two sentences for a person.
  public var description: String {
    switch self {
    case .newerVersion(let path, let found, let known):
      """
      \(path) was written by a newer rationale (library version \(found), this program knows \
      \(known)). Nothing was changed. Update rationale, or name another file with --library.
      """
    case .notALibrary(let path):
      "\(path) is not a rationale library. Name another file with --library."
    case .damaged(let path, let detail):
      """
      \(path) is damaged (\(detail)). Put a backup in its place, or save what can be read with \
      `sqlite3 FILE .recover`.
      """
    case .unsound(let path, let place):
      """
      \(path) holds a value that cannot be right (\(place)). Put a backup in its place, or `rationale \
      forget` the user whose it is and import them again; the others can be used.
      """
    case .foreignLog(let path):
      """
      \(path)-wal is the log of another file than \(path), such as the one before a backup was put \
      back. Nothing was changed. End every rationale that has it open. To use the file as it is, \
      delete \(path)-wal and \(path)-shm; what only the log holds is lost. Where all of them were \
      copied here together, delete \(path)-mark instead.
      """
    case .replaced(let path):
      """
      \(path) was moved, removed or replaced while it was open. Nothing more is kept in it. Put the \
      file back if it is gone, end rationale and start it again.
      """
    case .unwritable(let path, let detail):
      "\(path) cannot be opened for writing (\(detail)). Check its owner and permissions."
    case .locked(let path):
      """
      \(path) is locked by another process. Wait until it is done, or end the other rationale.
      """
    case .full(let path):
      "The disk that holds \(path) is full. Free some space; nothing was changed."
    case .noHome:
      "HOME is not set, so there is no place for the library. Name a file with --library."
    case .noSuchUser(let id):
      "There is no user number \(id); it may have been forgotten meanwhile."
    case .noSuchModel(_, let version):
      version.map { "There is no model version \($0) of this user." }
        ?? "This user has no model yet. Fit one first."
    case .noSuchRun(let id):
      "There is no run number \(id); it may have been deleted meanwhile."
    case .invalid(let text):
      text
    case .failed(let path, let detail):
      "\(path): \(detail)"
    }
  }

  /// Turns what GRDB throws into a library's error; cancellation and other errors stay as they are.
  static func wrapping(_ error: any Error, path: String) -> any Error {
    switch error {
    case let value as DamagedValue: return LibraryError.unsound(path: path, place: value.place)
    case let value as DecodingError:
      return LibraryError.unsound(path: path, place: StoredJSON.place(of: value))
    case is RowDecodingError: return LibraryError.unsound(path: path, place: "a row")
    default: break
    }
    guard let error = error as? DatabaseError else { return error }
    let detail = error.message ?? error.resultCode.description
    switch error.resultCode.primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return LibraryError.locked(path: path)
    case .SQLITE_CORRUPT:
      return LibraryError.damaged(path: path, detail: detail)
    case .SQLITE_NOTADB:
      return LibraryError.notALibrary(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      return LibraryError.unwritable(path: path, detail: detail)
    case .SQLITE_FULL:
      return LibraryError.full(path: path)
    case .SQLITE_INTERRUPT, .SQLITE_ABORT:
      return CancellationError()
    default:
      return LibraryError.failed(path: path, detail: detail)
    }
  }
}
