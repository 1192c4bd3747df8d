internal import Foundation
internal import GRDB
public import RPM

extension Library {
  /// Keeps a changed model as the next version, with what was done in the journal.
  ///
  /// - Parameter parent: the version that was changed. It has to be the one in use.
  /// - Returns: the new version, which is in use now.
  /// - Throws: `LibraryError.noSuchUser`, `.noSuchModel`, `.invalid` where another version has come
  ///   into use meanwhile.
  @discardableResult
  public func save(
    _ model: UserModel, changedBy change: JournalEntry.Change, from parent: Int, for id: UserID
  ) async throws -> Int {
    let rows = try ModelRows.Encoded(model)
    let hasWindow = model.statistics.window != nil
    return try await write { db in
      let head = try UserRows.head(db, id: id)
      guard head.modelVersion == parent else {
        throw LibraryError.invalid(
          "The model of \(head.name) changed meanwhile: version \(head.modelVersion ?? 0) is in "
            + "use, not \(parent). Look at it and try again.")
      }
      let history = try ModelRows.history(db, user: id, version: parent)
      let present = try InteractionRows.rows(db, user: id, part: .history).map(\.id)
      // A model of the recent part alone is as new as the history.
      let fitted = hasWindow ? present.suffix(history.count) : present[...]
      let version = try ModelRows.insert(
        rows, of: head, history: history, isStale: history != Array(fitted), in: db)
      let entry = JournalEntry(
        version: version, parent: parent, created: Date(), change: change)
      try EditRows.insert(entry, of: id, in: db)
      return version
    }
  }

  /// Takes back what made the version in use: the one before it comes into use again. Nothing is
  /// deleted.
  /// - Returns: what was taken back; its parent is in use now.
  /// - Throws: `LibraryError.noSuchUser`, `.noSuchModel`, `.invalid` where there is nothing to take
  ///   back.
  @discardableResult
  public func undoEdit(for id: UserID) async throws -> JournalEntry {
    try await write { db in
      let head = try UserRows.head(db, id: id)
      guard let version = head.modelVersion else {
        throw LibraryError.noSuchModel(user: id, version: nil)
      }
      guard let entry = try EditRows.entry(db, user: id, version: version) else {
        throw LibraryError.invalid(
          "There is nothing to undo: version \(version) of \(head.name) is as it was fitted.")
      }
      try ModelRows.use(entry.parent, of: head, in: db)
      return entry
    }
  }

  /// Does again what was taken back last.
  /// - Returns: what was done again; its version is in use now.
  /// - Throws: as `undoEdit(for:)`.
  @discardableResult
  public func redoEdit(for id: UserID) async throws -> JournalEntry {
    try await write { db in
      let head = try UserRows.head(db, id: id)
      guard let version = head.modelVersion else {
        throw LibraryError.noSuchModel(user: id, version: nil)
      }
      guard let entry = try EditRows.newestChild(db, user: id, of: version) else {
        throw LibraryError.invalid(
          "There is nothing to redo: nothing was undone after version \(version) of \(head.name).")
      }
      try ModelRows.use(entry.version, of: head, in: db)
      return entry
    }
  }

  /// Every change of a user's models, the newest first, also those that were taken back.
  /// - Throws: `LibraryError.noSuchUser`.
  public func journal(for id: UserID) async throws -> [JournalEntry] {
    try await read { db in
      _ = try UserRows.head(db, id: id)
      return try EditRows.all(db, user: id)
    }
  }

  /// The changes that lead from a fit to a version, the oldest first; of the one in use when
  /// `version` is `nil`. None where there is no model.
  /// - Throws: `LibraryError.noSuchUser`.
  public func changes(to version: Int? = nil, for id: UserID) async throws -> [JournalEntry] {
    try await read { db in
      let head = try UserRows.head(db, id: id)
      var next = version ?? head.modelVersion
      var changes: [JournalEntry] = []
      while let version = next, let entry = try EditRows.entry(db, user: id, version: version) {
        changes.append(entry)
        next = entry.parent
      }
      return changes.reversed()
    }
  }
}
