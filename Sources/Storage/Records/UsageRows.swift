internal import GRDB
internal import RPM

/// The rows of the `usage` table (ours).
enum UsageRows {
  static let columns = "calls, input, cached, output, estimated, dollars, unpriced"

  static let sums = """
    COALESCE(SUM(calls), 0), COALESCE(SUM(input), 0), COALESCE(SUM(cached), 0),
    COALESCE(SUM(output), 0), COALESCE(MAX(estimated), 0), COALESCE(TOTAL(dollars), 0),
    COALESCE(SUM(unpriced), 0)
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

  /// A usage from the columns or the sums that begin at an index.
  static func usage(_ row: Row, from start: Int) -> Usage {
    Usage(
      calls: row[start], inputTokens: row[start + 1], cachedInputTokens: row[start + 2],
      outputTokens: row[start + 3], isEstimated: row[start + 4], dollars: row[start + 5],
      unpricedTokens: row[start + 6])
  }
}
