internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `user` table.
enum UserRows {
  static func summaries(
    _ db: Database, where condition: String = "1", arguments: StatementArguments = []
  )
    throws -> [UserSummary]
  {
    let statement = try db.makeStatement(
      sql: """
        SELECT id, name, task, kind, interactions, tests, counts, model_version, model_fitted,
          model_interactions, model_stale
        FROM user WHERE \(condition) ORDER BY task, name
        """)
    let summary = reader(of: statement)
    var summaries: [UserSummary] = []
    let cursor = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try cursor.next() { summaries.append(try summary(row)) }
    return summaries
  }

  /// What makes a summary of a row of a statement. A library may hold hundreds of thousands of users,
  /// so the names are looked up here and not in every row.
  private static func reader(of statement: Statement) -> (Row) throws -> UserSummary {
    let id = statement.column("id")
    let name = statement.column("name")
    let task = statement.column("task")
    let kind = statement.column("kind")
    let interactions = statement.column("interactions")
    let tests = statement.column("tests")
    let counts = statement.column("counts")
    let model = (
      version: statement.column("model_version"), fitted: statement.column("model_fitted"),
      interactions: statement.column("model_interactions"), stale: statement.column("model_stale")
    )
    func count(_ row: Row, _ column: Int, _ name: String, from least: Int = 0) throws -> Int {
      let count: Int = try row.decode(atIndex: column)
      guard (least...StoredBounds.count).contains(count) else {
        throw StoredRow(row, of: "user").damage(name)
      }
      return count
    }
    return { row in
      do {
        let version: Int? = try row.decode(atIndex: model.version)
        let answerCounts: String = try row.decode(atIndex: counts)
        return UserSummary(
          id: try row.decode(atIndex: id), name: try row.decode(atIndex: name),
          task: try row.decode(atIndex: task),
          answers: UserSummary.AnswerKind(rawValue: try row.decode(atIndex: kind)) ?? .open,
          interactions: try count(row, interactions, "interactions"),
          tests: try count(row, tests, "tests"),
          answerCounts: answerCounts.split(separator: ",").map {
            min(max(Int($0) ?? 0, 0), StoredBounds.count)
          },
          model: try version.map { _ in
            let fitted: Double = try row.decode(Double?.self, atIndex: model.fitted) ?? 0
            guard StoredBounds.isMoment(fitted) else {
              throw StoredRow(row, of: "user").damage("model_fitted")
            }
            return UserSummary.Model(
              version: try count(row, model.version, "model_version", from: 1),
              fitted: Date(timeIntervalSinceReferenceDate: fitted),
              interactions: try count(row, model.interactions, "model_interactions"),
              isStale: try row.decode(Int.self, atIndex: model.stale) != 0)
          })
      } catch is RowDecodingError {
        throw StoredRow(row, of: "user").damage("a value")
      }
    }
  }

  /// What a stored user has beside the history.
  struct Head: FetchableRecord {
    var id: Int64
    var name: String
    var task: TaskDefinition
    var extra: String?
    var modelVersion: Int?

    init(row: Row) throws {
      let row = StoredRow(row, of: "user")
      let kind = UserSummary.AnswerKind(rawValue: try row["kind"]) ?? .open
      let labels: [String] = try row.json("labels") ?? []
      let answers: AnswerSpace =
        switch kind {
        case .labels: .labels(labels, ordered: false)
        case .scale: .labels(labels, ordered: true)
        case .options: .options
        case .open: .open
        }
      id = try row["id"]
      name = try row["name"]
      task = TaskDefinition(
        name: try row["task"], instruction: try row["instruction"], answers: answers)
      extra = try row["extra"]
      modelVersion = try row["model_version"]
    }
  }

  private static let headColumns = "id, name, task, instruction, kind, labels, extra, model_version"

  static func head(_ db: Database, id: Int64) throws -> Head {
    let head = try Head.fetchOne(
      db.cachedStatement(sql: "SELECT \(headColumns) FROM user WHERE id = ?"), arguments: [id])
    guard let head else { throw LibraryError.noSuchUser(id) }
    return head
  }

  static func head(_ db: Database, name: String, task: String) throws -> Head? {
    try Head.fetchOne(
      db.cachedStatement(sql: "SELECT \(headColumns) FROM user WHERE task = ? AND name = ?"),
      arguments: [task, name])
  }

  /// Adds a user. The name is not in the search index yet.
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
    return db.lastInsertedRowID
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
        sql: """
          SELECT part, response, COUNT(*) AS count FROM interaction WHERE user = ? GROUP BY 1, 2
          """), arguments: [id])
    while let row = try cursor.next() {
      let count: Int = row["count"]
      switch InteractionRows.Part(rawValue: row["part"]) {
      case .history:
        history += count
        responses[row["response"]] = count
      case .test: tests += count
      case .retired, nil: break
      }
    }
    try keepCounts(
      db, id: id, history: history, tests: tests, responses: responses, answers: answers)
  }

  /// Keeps the counts that lists show.
  /// - Parameter responses: how often each was given in the history.
  static func keepCounts(
    _ db: Database, id: Int64, history: Int, tests: Int, responses: [String: Int],
    answers: AnswerSpace
  ) throws {
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
