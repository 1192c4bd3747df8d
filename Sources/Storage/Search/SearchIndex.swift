internal import GRDB

/// What a row of the search index stands for; kind and id share the row id.
enum SearchRow: Hashable {
  case user(Int64)
  case interaction(Int64)
  case entry(Int64)
  case run(Int64)

  var rowID: Int64 {
    switch self {
    case .user(let id): id << 2
    case .interaction(let id): id << 2 | 1
    case .entry(let id): id << 2 | 2
    case .run(let id): id << 2 | 3
    }
  }

  init(rowID: Int64) {
    let id = rowID >> 2
    self =
      switch rowID & 3 {
      case 0: .user(id)
      case 1: .interaction(id)
      case 2: .entry(id)
      default: .run(id)
      }
  }
}

/// The full-text index. It keeps no text of its own, so to delete a row one must say what was
/// indexed, to the letter.
enum SearchIndex {
  static func insert(_ row: SearchRow, text: String, in db: Database) throws {
    try db.cachedStatement(sql: "INSERT INTO search (rowid, text) VALUES (?, ?)")
      .execute(arguments: [row.rowID, SearchText.indexed(text)])
  }

  static func delete(_ row: SearchRow, text: String, in db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)"
    ).execute(arguments: [row.rowID, SearchText.indexed(text)])
  }
}
