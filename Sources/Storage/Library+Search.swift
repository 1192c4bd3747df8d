internal import Foundation
internal import GRDB

extension Library {
  /// Searches user names, queries of histories, tests and runs, and reasoning paths.
  ///
  /// All words must occur; case and accents do not matter, and the last word may be the beginning
  /// of one. Chinese, Japanese and the like are found from one character on. Nothing in `text` is
  /// syntax. Names come first, then by relevance (BM25).
  public func search(_ text: String, limit: Int = 50) async throws -> [SearchHit] {
    guard let pattern = SearchText.pattern(text) else { return [] }
    let words = SearchText.words(of: text)
    return try await read { db in
      let rows = try Int64.fetchAll(
        db,
        sql: """
          SELECT rowid FROM search WHERE search MATCH ?
          ORDER BY (rowid & 3) <> 0, bm25(search), rowid LIMIT ?
          """, arguments: [pattern, limit])
      return try rows.compactMap { try SearchRows.hit(SearchRow(rowID: $0), words: words, in: db) }
    }
  }
}

/// From a row of the index back to the text it stands for.
enum SearchRows {
  /// Makes the index anew, of all that can be read.
  static func rebuild(_ db: Database) throws {
    try db.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')")
    func insert(
      _ sql: String, _ row: (Int64) -> SearchRow, _ text: (Row) throws -> String?
    ) throws {
      let rows = try Row.fetchCursor(db, sql: sql)
      while let found = try rows.next() {
        let id: Int64 = try StoredRow(found, of: "search")["id"]
        if let text = try? text(found) { try SearchIndex.insert(row(id), text: text, in: db) }
      }
    }
    try insert("SELECT id, name AS text FROM user", { .user($0) }, text)
    try insert(
      "SELECT id, query AS text FROM interaction WHERE part <> 2", { .interaction($0) }, text)
    try insert(
      """
      SELECT entry.id, body FROM entry JOIN model ON model.id = entry.model
      JOIN user ON user.id = model.user AND user.model_version = model.version
      """, { .entry($0) }
    ) { row in
      let body: ModelRows.EntryBody = try StoredRow(row, of: "entry").json(there: "body")
      return body.path?.searchableText
    }
    try insert("SELECT id, query, answer FROM run", { .run($0) }, RunRows.searchableText)
  }

  private static func text(_ row: Row) throws -> String? {
    try StoredRow(row, of: "search")["text"]
  }

  static func hit(_ row: SearchRow, words: [String], in db: Database) throws -> SearchHit? {
    let found: (user: Int64, place: SearchHit.Place, text: String)?
    switch row {
    case .user(let id):
      found = try String.fetchOne(db, sql: "SELECT name FROM user WHERE id = ?", arguments: [id])
        .map { (id, .user, $0) }
    case .interaction(let id):
      found = try Row.fetchOne(
        db, sql: "SELECT id, user, part, position, query FROM interaction WHERE id = ?",
        arguments: [id]
      ).map { row in
        let row = StoredRow(row, of: "interaction")
        let position = try row.count("position")
        let isTest = try (row["part"] as Int) != 0
        return (
          try row["user"], isTest ? .test(position) : .interaction(position), try row["query"]
        )
      }
    case .entry(let id):
      found = try Row.fetchOne(
        db,
        sql: """
          SELECT model.user, entry.interaction, entry.body FROM entry
          JOIN model ON model.id = entry.model WHERE entry.id = ?
          """, arguments: [id]
      ).map { row in
        let row = StoredRow(row, of: "entry \(id)")
        let body: ModelRows.EntryBody = try row.json(there: "body")
        return (
          try row["user"], .path(try row.count("interaction")), body.path?.searchableText ?? ""
        )
      }
    case .run(let id):
      found = try Row.fetchOne(
        db, sql: "SELECT user, query, answer FROM run WHERE id = ?", arguments: [id]
      ).map { row in
        (try StoredRow(row, of: "run")["user"], .run(id), try RunRows.searchableText(row))
      }
    }
    guard let found else { return nil }
    let user = try Row.fetchOne(
      db, sql: "SELECT name, task FROM user WHERE id = ?", arguments: [found.user]
    ).map { StoredRow($0, of: "user") }
    guard let user else { return nil }
    let snippet = Snippet(of: found.text, words: words)
    return SearchHit(
      user: found.user, name: try user["name"], task: try user["task"], place: found.place,
      snippet: snippet.text, matches: snippet.matches)
  }
}
