public import Foundation
internal import GRDB
public import RPM

extension Library {
  /// Books what was used by a call without a reply that can be kept.
  /// - Parameter id: for whom; a user who is gone meanwhile counts as nobody.
  public func book(_ booking: UsageBooking, of id: UserID?) async throws {
    try await write { db in
      let user = try id.flatMap { id in
        try Int64.fetchOne(db, sql: "SELECT id FROM user WHERE id = ?", arguments: [id])
      }
      try UsageRows.insert(booking, of: user, in: db)
    }
  }

  /// What was used since a moment.
  /// - Parameter id: by one user; by everybody when `nil`.
  public func usage(since: Date = .distantPast, of id: UserID? = nil) async throws -> Usage {
    try await read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT \(UsageRows.sums) FROM usage WHERE created >= ?1 AND (?2 IS NULL OR user = ?2)
          """, arguments: [since.timeIntervalSinceReferenceDate, id])
      return try row.map { try Usage(row: $0) } ?? Usage()
    }
  }

  /// How much text a model wrote in its newest asks and fits, and in how many seconds by the wall;
  /// `nil` where it wrote none.
  /// - Parameter limit: how many asks, and how many fits, are looked at.
  public func pace(
    of model: ModelIdentity, limit: Int = 20
  ) async throws -> (tokens: Double, seconds: Double)? {
    let stages = try await read { db in
      try ["fit", "run"].flatMap { table in
        try String.fetchAll(
          db,
          sql: """
            SELECT stages FROM \(table) WHERE name = ? AND make = ? AND stages IS NOT NULL
            ORDER BY id DESC LIMIT ?
            """, arguments: [model.name, model.version, limit])
      }.flatMap { (try? StoredJSON.decode([StageRecord].self, $0)) ?? [] }
    }
    let paid = stages.filter {
      $0.state != .reused && $0.usage.outputTokens > 0 && $0.seconds > 0 && $0.seconds.isFinite
    }
    guard !paid.isEmpty else { return nil }
    return (
      paid.reduce(0) { $0 + Double($1.usage.outputTokens) }, paid.reduce(0) { $0 + $1.seconds }
    )
  }

  /// What was used since a moment, in groups; the greatest first, except that days come last first
  /// and stages in their order.
  ///
  /// - Parameter calendar: whose days count.
  public func usageReport(
    since: Date = .distantPast, by grouping: UsageGrouping, calendar: Calendar = .current
  ) async throws -> [UsageGroup] {
    switch grouping {
    case .day: return try await usageByDay(since: since, calendar: calendar)
    case .model, .stage, .user: break
    }
    let (name, detail, join) =
      switch grouping {
      case .model: ("usage.model", "endpoint", "")
      case .user: ("user.name", "COALESCE(user.task, '')", "LEFT JOIN user ON user.id = usage.user")
      case .stage, .day: ("stage", "''", "")
      }
    let groups = try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(name) AS name, \(detail) AS detail, \(UsageRows.sums) FROM usage \(join)
          WHERE usage.created >= ? GROUP BY 1, 2 ORDER BY TOTAL(input) + TOTAL(output) DESC, 1, 2
          """, arguments: [since.timeIntervalSinceReferenceDate]
      ).map { row in
        let named = StoredRow(row, of: "usage")
        return UsageGroup(
          name: try named["name"], detail: try named["detail"], usage: try Usage(row: row))
      }
    }
    guard grouping == .stage else { return groups }
    let order = Stage.allCases.map(\.rawValue)
    func place(_ group: UsageGroup) -> Int {
      group.name.flatMap { order.firstIndex(of: $0) } ?? order.count
    }
    return groups.sorted { place($0) < place($1) }
  }

  private func usageByDay(since: Date, calendar: Calendar) async throws -> [UsageGroup] {
    // Days differ in length where clocks are changed, so they are cut here and not in SQL.
    try await read { db in
      var days: [Date: Usage] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT created, \(UsageRows.columns) FROM usage WHERE created >= ?",
        arguments: [since.timeIntervalSinceReferenceDate])
      while let row = try rows.next() {
        let created = try StoredRow(row, of: "usage").date("created")
        days[calendar.startOfDay(for: created), default: Usage()] += try Usage(row: row)
      }
      return days.sorted { $0.key > $1.key }.map { day, usage in
        let parts = calendar.dateComponents([.year, .month, .day], from: day)
        let name = String(
          format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        return UsageGroup(name: name, detail: "", usage: usage)
      }
    }
  }
}
