internal import GRDB
internal import RPM

/// The rows of the `usage` table.
enum UsageRows {
  static let columns = "calls, input, cached, output, estimated, dollars, unpriced"

  /// The columns of many rows as those of one.
  static let sums = """
    COALESCE(SUM(calls), 0) AS calls, COALESCE(SUM(input), 0) AS input,
    COALESCE(SUM(cached), 0) AS cached, COALESCE(SUM(output), 0) AS output,
    COALESCE(MAX(estimated), 0) AS estimated, COALESCE(TOTAL(dollars), 0) AS dollars,
    COALESCE(SUM(unpriced), 0) AS unpriced
    """

  static func insert(_ booking: UsageBooking, of user: Int64?, in db: Database) throws {
    let usage = booking.usage
    try db.cachedStatement(
      sql: """
        INSERT INTO usage (user, stage, model, endpoint, \(columns), created)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        user, booking.stage.rawValue, booking.model.name, booking.model.version, usage.calls,
        usage.inputTokens, usage.cachedInputTokens, usage.outputTokens, usage.isEstimated,
        usage.dollars, usage.unpricedTokens, booking.created.timeIntervalSinceReferenceDate,
      ])
  }
}

extension Usage {
  /// From the columns or the sums of `UsageRows`.
  init(row: Row) {
    self.init(
      calls: row["calls"], inputTokens: row["input"], cachedInputTokens: row["cached"],
      outputTokens: row["output"], isEstimated: row["estimated"], dollars: row["dollars"],
      unpricedTokens: row["unpriced"])
  }
}
