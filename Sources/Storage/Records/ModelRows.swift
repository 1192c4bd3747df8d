internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `model` and `entry` tables.
enum ModelRows {
  /// What an entry of the memory keeps beside its index and its key.
  struct EntryBody: Codable {
    var features: [Feature]
    var path: ReasoningPath?
    var audit: AuditReport
    var exclusion: MemoryEntry.Exclusion?
    /// `nil` where there are none, as in most entries.
    var judgements: [Judgement]?
    var stance: Stance?
    /// `nil` where there are none.
    var marks: EntryMarks?
  }

  /// A model turned into columns, so that the write lock is not held while it is.
  struct Encoded: Sendable {
    struct Entry: Sendable {
      var interaction: Int
      var body: String
      var key: Data
      var text: String?
    }

    var identity: ModelIdentity
    var fitted: Date
    var task: String
    var factors: String
    var statistics: String
    var notes: Data
    var embedder: String?
    var usage: String?
    var entries: [Entry]

    init(_ model: UserModel) throws {
      identity = model.identity
      fitted = model.fitted
      task = try StoredJSON.encode(model.task)
      factors = try StoredJSON.encode(model.factors)
      statistics = try StoredJSON.encode(model.statistics)
      notes = model.notes
      embedder = model.embedder
      usage = try model.usage.map { try StoredJSON.encode($0) }
      entries = try model.memory.entries.map { entry in
        Entry(
          interaction: entry.interaction,
          body: try StoredJSON.encode(
            EntryBody(
              features: entry.features, path: entry.path, audit: entry.audit,
              exclusion: entry.exclusion,
              judgements: entry.judgements.isEmpty ? nil : entry.judgements,
              stance: entry.stance, marks: entry.marks.isEmpty ? nil : entry.marks)),
          key: FloatBlob.data(entry.key), text: entry.path?.searchableText)
      }
    }
  }

  /// The ids of the interactions a model was fitted on. What the library does not hold (any more)
  /// is kept out of sight, so that the model's history stays whole.
  static func identify(
    _ history: [Interaction], user: Int64, in db: Database
  ) throws -> [Int64] {
    var known: [InteractionRows.Identity: [Int64]] = [:]
    for part in [InteractionRows.Part.history, .retired] {
      for row in try InteractionRows.rows(db, user: user, part: part) {
        known[InteractionRows.Identity(row.item), default: []].append(row.id)
      }
    }
    for (key, ids) in known { known[key] = ids.reversed() }
    return try history.enumerated().map { position, item in
      if let id = known[InteractionRows.Identity(item)]?.popLast() { return id }
      return try InteractionRows.insert(
        item, at: position, part: .retired, of: user, in: db)
    }
  }

  static func insert(
    _ model: Encoded, of user: UserRows.Head, history: [Int64], isStale: Bool, in db: Database
  ) throws -> Int {
    let newest =
      try Int.fetchOne(
        db, sql: "SELECT MAX(version) FROM model WHERE user = ?", arguments: [user.id]) ?? 0
    guard (0..<StoredBounds.count).contains(newest) else {
      throw DamagedValue(place: "version of a model of user \(user.id)")
    }
    let version = newest + 1
    if let old = user.modelVersion { try removeFromIndex(user: user.id, version: old, in: db) }
    try db.execute(
      sql: """
        INSERT INTO model (user, version, name, make, fitted, saved, interactions, task, factors,
          statistics, notes, history, embedder, usage)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        user.id, version, model.identity.name, model.identity.version,
        model.fitted.timeIntervalSinceReferenceDate, Date().timeIntervalSinceReferenceDate,
        history.count, model.task, model.factors, model.statistics, model.notes,
        IDBlob.data(history), model.embedder, model.usage,
      ])
    let id = db.lastInsertedRowID
    let statement = try db.cachedStatement(
      sql: "INSERT INTO entry (model, position, interaction, body, key) VALUES (?, ?, ?, ?, ?)")
    for (position, entry) in model.entries.enumerated() {
      try statement.execute(arguments: [
        id, position, entry.interaction, entry.body, entry.key,
      ])
      if let text = entry.text {
        try SearchIndex.insert(.entry(db.lastInsertedRowID), text: text, in: db)
      }
    }
    try db.execute(
      sql: """
        UPDATE user SET model_version = ?, model_fitted = ?, model_interactions = ?,
          model_stale = ? WHERE id = ?
        """,
      arguments: [
        version, model.fitted.timeIntervalSinceReferenceDate, history.count, isStale ? 1 : 0,
        user.id,
      ])
    return version
  }

  /// Only the newest model's paths can be searched for; else every fit would show each path again.
  static func removeFromIndex(user: Int64, version: Int, in db: Database) throws {
    for (id, text) in try paths(db, user: user, version: version) {
      try SearchIndex.delete(.entry(id), text: text, in: db)
    }
  }

  /// The ids of the interactions that a version was fitted on.
  static func history(_ db: Database, user: Int64, version: Int) throws -> [Int64] {
    let blob = try Data.fetchOne(
      db, sql: "SELECT history FROM model WHERE user = ? AND version = ?",
      arguments: [user, version])
    guard let blob else { throw LibraryError.noSuchModel(user: user, version: version) }
    return IDBlob.ids(blob)
  }

  /// Makes a version that is there the one in use.
  static func use(_ version: Int, of user: UserRows.Head, in db: Database) throws {
    let history = try history(db, user: user.id, version: version)
    let isStale = try isStale(db, user: user.id, version: version, history: history)
    if let old = user.modelVersion { try removeFromIndex(user: user.id, version: old, in: db) }
    let paths = try paths(db, user: user.id, version: version)
    for (id, text) in paths { try SearchIndex.insert(.entry(id), text: text, in: db) }
    try db.execute(
      sql: """
        UPDATE user SET model_version = ?1, model_interactions = ?2, model_stale = ?3,
          model_fitted = (SELECT fitted FROM model WHERE user = ?4 AND version = ?1)
        WHERE id = ?4
        """,
      arguments: [version, history.count, isStale ? 1 : 0, user.id])
  }

  /// Whether a version was fitted on another history than the present one: other interactions, or
  /// these in another order.
  private static func isStale(
    _ db: Database, user: Int64, version: Int, history: [Int64]
  ) throws -> Bool {
    var present = try InteractionRows.rows(db, user: user, part: .history).map(\.id)
    let hasWindow = try Bool.fetchOne(
      db,
      sql: """
        SELECT json_extract(statistics, '$.window') IS NOT NULL FROM model
        WHERE user = ? AND version = ?
        """, arguments: [user, version])
    if hasWindow == true { present = present.suffix(history.count) }
    return history != present
  }

  /// Looks again whether the version in use is stale, after the history was put in another order.
  /// A model names its interactions by id and is not touched.
  static func refreshStale(user: Int64, in db: Database) throws {
    guard let version = try UserRows.head(db, id: user).modelVersion else { return }
    let history = try history(db, user: user, version: version)
    let isStale = try isStale(db, user: user, version: version, history: history)
    try db.execute(
      sql: "UPDATE user SET model_stale = ? WHERE id = ?", arguments: [isStale ? 1 : 0, user])
  }

  /// The searchable text of each path of a version.
  private static func paths(
    _ db: Database, user: Int64, version: Int
  ) throws -> [(entry: Int64, text: String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT entry.id, entry.body FROM entry JOIN model ON model.id = entry.model
        WHERE model.user = ? AND model.version = ?
        """, arguments: [user, version]
    ).compactMap { row in
      let row = StoredRow(row, of: "entry")
      let id: Int64 = try row["id"]
      let body: EntryBody = try row.json(there: "body")
      return body.path.map { (id, $0.searchableText) }
    }
  }

  /// A model's columns as they were read.
  struct Stored: Sendable {
    var version: Int
    var identity: ModelIdentity
    var fitted: Date
    var task: String
    var factors: String
    var statistics: String
    var notes: Data
    var embedder: String?
    var usage: String?
    var history: [Interaction]
  }

  static func fetch(
    _ db: Database, user: Int64, version: Int
  ) throws -> (Stored, [(interaction: Int, body: Data, key: Data)])? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT id, version, name, make, fitted, task, factors, statistics, notes, history,
          embedder, usage
        FROM model WHERE user = ? AND version = ?
        """, arguments: [user, version])
    guard let row = row.map({ StoredRow($0, of: "model") }) else { return nil }
    let ids = IDBlob.ids(try row["history"])
    let stored = Stored(
      version: try row.count("version", from: 1),
      identity: ModelIdentity(name: try row["name"], version: try row["make"]),
      fitted: try row.date("fitted"), task: try row["task"],
      factors: try row["factors"], statistics: try row["statistics"], notes: try row["notes"],
      embedder: try row["embedder"], usage: try row["usage"],
      history: try InteractionRows.fetch(db, user: user, ids: ids))
    guard stored.history.count == ids.count else { throw row.damage("history") }
    var entries: [(interaction: Int, body: Data, key: Data)] = []
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT interaction, body, key FROM entry WHERE model = ? ORDER BY position",
      arguments: [try row["id"] as Int64])
    while let entry = try cursor.next() {
      let entry = StoredRow(entry, of: "entry of a model of user \(user)")
      entries.append((try entry["interaction"], try entry["body"], try entry["key"]))
    }
    return (stored, entries)
  }

  static func decode(
    _ stored: Stored, entries: [(interaction: Int, body: Data, key: Data)]
  ) throws -> StoredModel {
    let decoder = StoredJSON.decoder()
    return StoredModel(
      version: stored.version,
      model: UserModel(
        task: try StoredJSON.decode(TaskDefinition.self, stored.task), identity: stored.identity,
        fitted: stored.fitted, factors: try StoredJSON.decode([Factor].self, stored.factors),
        statistics: try StoredJSON.decode(UserStatistics.self, stored.statistics),
        memory: ReasoningMemory(
          entries: try entries.map { row in
            let body = try decoder.decode(EntryBody.self, from: row.body)
            return MemoryEntry(
              interaction: row.interaction, features: body.features, path: body.path,
              audit: body.audit, key: FloatBlob.floats(row.key),
              judgements: body.judgements ?? [], stance: body.stance,
              exclusion: body.exclusion, marks: body.marks ?? EntryMarks())
          }),
        notes: stored.notes, embedder: stored.embedder,
        usage: try stored.usage.map { try StoredJSON.decode(Usage.self, $0) }),
      history: stored.history)
  }
}

extension ReasoningPath {
  /// What of a path the search index holds.
  var searchableText: String {
    (steps.flatMap { [$0.evidence, $0.effect] } + [conclusion]).joined(separator: "\n")
  }
}

/// Float32 values as bytes, little endian.
enum FloatBlob {
  static func data(_ floats: [Float]) -> Data {
    floats.map(\.bitPattern.littleEndian).withUnsafeBytes { Data($0) }
  }

  static func floats(_ data: Data) -> [Float] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
      }
    }
  }
}

/// Row ids as bytes, little endian.
enum IDBlob {
  static func data(_ ids: [Int64]) -> Data {
    ids.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }

  static func ids(_ data: Data) -> [Int64] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { index in
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: Int64.self))
      }
    }
  }
}
