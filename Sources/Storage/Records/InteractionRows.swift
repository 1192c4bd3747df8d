internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `interaction` table.
enum InteractionRows {
  /// Which list of a user an interaction is in.
  enum Part: Int {
    case history = 0
    case test = 1
    /// History that was replaced, kept because a model was fitted on it.
    case retired = 2
  }

  private static let columns = "id, query, response, date, instant, options, extra"

  static func fetch(_ db: Database, user: Int64, part: Part) throws -> [Interaction] {
    try rows(db, user: user, part: part).map(\.item)
  }

  static func rows(
    _ db: Database, user: Int64, part: Part
  ) throws -> [(id: Int64, item: Interaction)] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns) FROM interaction WHERE user = ? AND part = ? ORDER BY position, id")
    let id = statement.column("id")
    let interaction = reader(of: statement)
    var items: [(id: Int64, item: Interaction)] = []
    let cursor = try Row.fetchCursor(statement, arguments: [user, part.rawValue])
    while let row = try cursor.next() {
      items.append((try row.decode(atIndex: id), try interaction(row)))
    }
    return items
  }

  /// The interactions with these ids, in their order.
  static func fetch(_ db: Database, user: Int64, ids: [Int64]) throws -> [Interaction] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns) FROM interaction WHERE user = ?")
    let idColumn = statement.column("id")
    let interaction = reader(of: statement)
    var items: [Int64: Interaction] = [:]
    let wanted = Set(ids)
    let cursor = try Row.fetchCursor(statement, arguments: [user])
    while let row = try cursor.next() {
      let id: Int64 = try row.decode(atIndex: idColumn)
      if wanted.contains(id) { items[id] = try interaction(row) }
    }
    return ids.compactMap { items[$0] }
  }

  /// What makes an interaction of a row of a statement. Histories are long, so the names are looked
  /// up here and not in every row.
  private static func reader(of statement: Statement) -> (Row) throws -> Interaction {
    let query = statement.column("query")
    let response = statement.column("response")
    let date = statement.column("date")
    let instant = statement.column("instant")
    let options = statement.column("options")
    let extra = statement.column("extra")
    return { row in
      do {
        let letters: String? = try row.decode(atIndex: options)
        let moment: Int64? = try row.decode(atIndex: instant)
        guard moment.map(StoredBounds.isInstant) ?? true else {
          throw StoredRow(row, of: "interaction").damage("instant")
        }
        return Interaction(
          query: try row.decode(atIndex: query), response: try row.decode(atIndex: response),
          date: try row.decode(atIndex: date), instant: moment,
          options: letters.map { $0.isEmpty ? [] : $0.components(separatedBy: "\u{1F}") },
          extra: try row.decode(atIndex: extra))
      } catch is RowDecodingError {
        throw StoredRow(row, of: "interaction").damage("a value")
      }
    }
  }

  /// Adds interactions at the end of a part and indexes the queries. Of identical ones as many are
  /// added as the list has more than the part already holds, so that the same list adds nothing
  /// the second time.
  /// - Returns: how many were added.
  static func append(
    _ items: [Interaction], to part: Part, of user: Int64, in db: Database
  ) throws -> Int {
    var known = try counts(db, user: user, part: part)
    return try append(items, to: part, of: user, known: &known, in: db)
  }

  /// Adds a list at the end of a part whose holdings are known, as `append(_:to:of:in:)` does.
  /// - Parameter held: how often each interaction is in the part; kept up to date.
  /// - Returns: how many were added.
  static func append(
    _ items: [Interaction], to part: Part, of user: Int64, holding held: inout [Identity: Int],
    in db: Database
  ) throws -> Int {
    var known: [Identity: Int] = [:]
    for item in items { known[Identity(item)] = held[Identity(item)] }
    let before = known
    let added = try append(items, to: part, of: user, known: &known, in: db)
    guard added > 0 else { return 0 }
    var listed: [Identity: Int] = [:]
    for item in items { listed[Identity(item), default: 0] += 1 }
    for (identity, count) in listed { held[identity] = max(before[identity] ?? 0, count) }
    return added
  }

  /// Adds a piece of a list at the end of a part.
  /// - Parameter known: what the part held before the list began, as often as it is not met yet;
  ///   the pieces of a list share it, so that they add what the list as a whole would.
  /// - Returns: how many were added.
  static func append(
    _ items: [Interaction], to part: Part, of user: Int64, known: inout [Identity: Int],
    in db: Database
  ) throws -> Int {
    let next =
      try Int.fetchOne(
        db.cachedStatement(
          sql: "SELECT MAX(position) + 1 FROM interaction WHERE user = ? AND part = ?"),
        arguments: [user, part.rawValue]) ?? 0
    var added = 0
    for item in items {
      if !known.isEmpty, let count = known[Identity(item)], count > 0 {
        known[Identity(item)] = count - 1
        continue
      }
      try insert(item, at: next + added, part: part, of: user, in: db)
      added += 1
    }
    return added
  }

  /// Adds one row.
  @discardableResult
  static func insert(
    _ item: Interaction, at position: Int, part: Part, of user: Int64, in db: Database
  ) throws -> Int64 {
    let options = item.options?.joined(separator: "\u{1F}")
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO interaction
        (user, part, position, query, response, date, instant, options, extra, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      user, part.rawValue, position, item.query, item.response, item.date, item.instant, options,
      item.extra, Identity(item).digest,
    ])
    let id = db.lastInsertedRowID
    if part != .retired {
      try SearchIndex.insert(.interaction(id), text: item.query, in: db)
    }
    return id
  }

  /// Makes none of dates that are blank, in a file from before they were.
  static func dropBlankDates(_ db: Database) throws {
    let blank = try Row.fetchAll(
      db,
      sql: """
        SELECT id, query, response FROM interaction
        WHERE date IS NOT NULL AND trim(date, char(9, 10, 11, 12, 13, 32, 160)) = ''
        """)
    for row in blank {
      let item = Interaction(query: row["query"], response: row["response"])
      try db.execute(
        sql: "UPDATE interaction SET date = NULL, digest = ? WHERE id = ?",
        arguments: [Identity(item).digest, row["id"] as Int64])
    }
  }

  /// Takes a user's history and test items away: for good, or out of sight what a model was fitted
  /// on.
  static func clear(_ db: Database, user: Int64, keepingHistory: Bool) throws {
    for part in [Part.history, .test] {
      for row in try rows(db, user: user, part: part) {
        try SearchIndex.delete(.interaction(row.id), text: row.item.query, in: db)
      }
    }
    if keepingHistory {
      try db.execute(
        sql: "UPDATE interaction SET part = 2 WHERE user = ? AND part = 0", arguments: [user])
      try dropUnneeded(db, user: user)
    }
    try db.execute(
      sql: "DELETE FROM interaction WHERE user = ? AND part <> 2", arguments: [user])
  }

  /// Deletes what was put out of sight and no model was fitted on.
  private static func dropUnneeded(_ db: Database, user: Int64) throws {
    let histories = try Data.fetchAll(
      db, sql: "SELECT history FROM model WHERE user = ?", arguments: [user])
    let needed = Set(histories.flatMap(IDBlob.ids))
    let retired = try Int64.fetchAll(
      db, sql: "SELECT id FROM interaction WHERE user = ? AND part = 2", arguments: [user])
    for id in retired where !needed.contains(id) {
      try db.execute(sql: "DELETE FROM interaction WHERE id = ?", arguments: [id])
    }
  }

  /// How often each interaction is in a part.
  static func counts(
    _ db: Database, user: Int64, part: Part
  ) throws -> [Identity: Int] {
    let statement = try db.cachedStatement(
      sql: "SELECT query, response, date FROM interaction WHERE user = ? AND part = ?")
    let query = statement.column("query")
    let response = statement.column("response")
    let date = statement.column("date")
    var counts: [Identity: Int] = [:]
    let cursor = try Row.fetchCursor(statement, arguments: [user, part.rawValue])
    while let row = try cursor.next() {
      let item = Interaction(query: row[query], response: row[response], date: row[date])
      counts[Identity(item), default: 0] += 1
    }
    return counts
  }

  /// What makes two interactions the same: the bytes of query, response and date. Two spellings of
  /// one character are two texts, as in the file.
  ///
  /// Two hashes stand for them, 128 bits together, so that a long history takes little memory.
  struct Identity: Hashable {
    /// The same in every process; stored beside the row.
    let digest: Int64
    private let check: UInt64

    init(_ item: Interaction) {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      var check: UInt64 = 0x9E37_79B9_7F4A_7C15
      func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
          for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            check = (check &+ UInt64(byte) &+ 1) &* 0xD6E8_FEB8_6659_FD93
            check ^= check >> 32
          }
        }
        hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        check = (check &+ 0x1FF) &* 0xD6E8_FEB8_6659_FD93
      }
      add(item.query)
      add(item.response)
      if let date = item.date { add(date) }
      digest = Int64(bitPattern: hash)
      self.check = check
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest) }
  }
}
