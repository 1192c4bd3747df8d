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
  static func hit(_ row: SearchRow, words: [String], in db: Database) throws -> SearchHit? {
    let found: (user: Int64, place: SearchHit.Place, text: String)?
    switch row {
    case .user(let id):
      found = try String.fetchOne(db, sql: "SELECT name FROM user WHERE id = ?", arguments: [id])
        .map { (id, .user, $0) }
    case .interaction(let id):
      found = try Row.fetchOne(
        db, sql: "SELECT user, part, position, query FROM interaction WHERE id = ?",
        arguments: [id]
      ).map { row in
        let position: Int = row["position"]
        let isTest = (row["part"] as Int) != 0
        return (row["user"], isTest ? .test(position) : .interaction(position), row["query"])
      }
    case .entry(let id):
      found = try Row.fetchOne(
        db,
        sql: """
          SELECT model.user, entry.interaction, entry.body FROM entry
          JOIN model ON model.id = entry.model WHERE entry.id = ?
          """, arguments: [id]
      ).map { row in
        let body = try StoredJSON.decode(ModelRows.EntryBody.self, row["body"])
        return (row["user"], .path(row["interaction"]), body.path?.searchableText ?? "")
      }
    case .run(let id):
      found = try Row.fetchOne(
        db, sql: "SELECT user, query, answer FROM run WHERE id = ?", arguments: [id]
      ).map { row in (row["user"], .run(id), try RunRows.searchableText(row)) }
    }
    guard let found else { return nil }
    let user = try Row.fetchOne(
      db, sql: "SELECT name, task FROM user WHERE id = ?", arguments: [found.user])
    guard let user else { return nil }
    let snippet = Snippet(of: found.text, words: words)
    return SearchHit(
      user: found.user, name: user["name"], task: user["task"], place: found.place,
      snippet: snippet.text, matches: snippet.matches)
  }
}
