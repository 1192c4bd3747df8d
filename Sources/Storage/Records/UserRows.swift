internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `user` table (ours).
enum UserRows {
  static func summaries(
    _ db: Database, where condition: String = "1", arguments: StatementArguments = []
  )
    throws -> [UserSummary]
  {
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, name, task, kind, interactions, tests, counts, model_version, model_fitted,
          model_interactions, model_stale
        FROM user WHERE \(condition) ORDER BY task, name
        """, arguments: arguments)
    var summaries: [UserSummary] = []
    while let row = try cursor.next() { summaries.append(summary(row)) }
    return summaries
  }

  private static func summary(_ row: Row) -> UserSummary {
    let version: Int? = row[7]
    let counts: String = row[6]
    return UserSummary(
      id: row[0], name: row[1], task: row[2],
      answers: UserSummary.AnswerKind(rawValue: row[3]) ?? .open,
      interactions: row[4], tests: row[5],
      answerCounts: counts.split(separator: ",").map { Int($0) ?? 0 },
      model: version.map { version in
        UserSummary.Model(
          version: version, fitted: Date(timeIntervalSinceReferenceDate: row[8] ?? 0),
          interactions: row[9] ?? 0, isStale: (row[10] as Int) != 0)
      })
  }

  /// What a stored user has beside the history.
  struct Head {
    var id: Int64
    var name: String
    var task: TaskDefinition
    var extra: String?
    var modelVersion: Int?
  }

  private static let headColumns = "id, name, task, instruction, kind, labels, extra, model_version"

  static func head(_ db: Database, id: Int64) throws -> Head {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(headColumns) FROM user WHERE id = ?"), arguments: [id])
    guard let row else { throw LibraryError.noSuchUser(id) }
    return try head(row)
  }

  static func head(_ db: Database, name: String, task: String) throws -> Head? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(headColumns) FROM user WHERE task = ? AND name = ?"),
      arguments: [task, name]
    ).map(head)
  }

  private static func head(_ row: Row) throws -> Head {
    let kind = UserSummary.AnswerKind(rawValue: row[4]) ?? .open
    let labels = try (row[5] as String?).map { try StoredJSON.decode([String].self, $0) } ?? []
    let answers: AnswerSpace =
      switch kind {
      case .labels: .labels(labels, ordered: false)
      case .scale: .labels(labels, ordered: true)
      case .options: .options
      case .open: .open
      }
    return Head(
      id: row[0], name: row[1],
      task: TaskDefinition(name: row[2], instruction: row[3], answers: answers), extra: row[6],
      modelVersion: row[7])
  }

  static func insert(
    _ db: Database, name: String, task: TaskDefinition, extra: String?, created: Date
  ) throws -> Int64 {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO user (name, folded, task, instruction, kind, labels, extra, created)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      name, SearchText.folded(name), task.name, task.instruction, kind(of: task.answers).rawValue,
      try labels(of: task.answers), extra, created.timeIntervalSinceReferenceDate,
    ])
    let id = db.lastInsertedRowID
    try SearchIndex.insert(.user(id), text: name, in: db)
    return id
  }

  static func update(_ db: Database, id: Int64, task: TaskDefinition, extra: String?) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE user SET instruction = ?, kind = ?, labels = ?, extra = ? WHERE id = ?")
    try statement.execute(arguments: [
      task.instruction, kind(of: task.answers).rawValue, try labels(of: task.answers), extra, id,
    ])
  }

  /// Brings the counts that lists show up to date.
  static func recount(_ db: Database, id: Int64, answers: AnswerSpace) throws {
    var history = 0
    var tests = 0
    var responses: [String: Int] = [:]
    let cursor = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT part, response, COUNT(*) FROM interaction WHERE user = ? GROUP BY 1, 2"),
      arguments: [id])
    while let row = try cursor.next() {
      let count: Int = row[2]
      switch InteractionRows.Part(rawValue: row[0]) {
      case .history:
        history += count
        responses[row[1]] = count
      case .test: tests += count
      case .retired, nil: break
      }
    }
    let counts: [Int]
    switch answers {
    case .labels(let labels, _): counts = labels.map { responses[$0] ?? 0 }
    case .options:
      let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { byte in
        responses[String(UnicodeScalar(byte))] ?? 0
      }
      counts = Array(letters.prefix((letters.lastIndex { $0 > 0 } ?? -1) + 1))
    case .open: counts = []
    }
    try db.cachedStatement(
      sql: "UPDATE user SET interactions = ?, tests = ?, counts = ? WHERE id = ?"
    ).execute(arguments: [
      history, tests, counts.map(String.init).joined(separator: ","), id,
    ])
  }

  /// Notes that the history is no longer the one the newest model saw.
  static func markStale(_ db: Database, id: Int64) throws {
    try db.cachedStatement(
      sql: "UPDATE user SET model_stale = 1 WHERE id = ? AND model_version IS NOT NULL"
    ).execute(arguments: [id])
  }

  private static func kind(of answers: AnswerSpace) -> UserSummary.AnswerKind {
    switch answers {
    case .labels(_, let ordered): ordered ? .scale : .labels
    case .options: .options
    case .open: .open
    }
  }

  private static func labels(of answers: AnswerSpace) throws -> String? {
    answers.hasPropensity ? try StoredJSON.encode(answers.labels) : nil
  }
}
