internal import GRDB
internal import RPM

/// The rows of the `usage` table.
enum UsageRows {
  static let columns = "calls, input, cached, output, estimated, dollars, unpriced"

  /// The columns of many rows as those of one. Totals cannot go beyond a number, as sums can, and are
  /// exact as far as anybody can pay.
  static let sums = """
    TOTAL(calls) AS calls, TOTAL(input) AS input, TOTAL(cached) AS cached,
    TOTAL(output) AS output, COALESCE(MAX(estimated), 0) AS estimated,
    TOTAL(dollars) AS dollars, TOTAL(unpriced) AS unpriced
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
  init(row: Row) throws {
    let row = StoredRow(row, of: "usage")
    func tokens(_ column: String) throws -> Int {
      let count: Double = try row[column]
      return Int(min(max(count, 0), Double(StoredBounds.tokens)))
    }
    let dollars: Double = try row["dollars"]
    guard dollars.isFinite else { throw row.damage("dollars") }
    self.init(
      calls: try tokens("calls"), inputTokens: try tokens("input"),
      cachedInputTokens: try tokens("cached"), outputTokens: try tokens("output"),
      isEstimated: try row["estimated"], dollars: dollars, unpricedTokens: try tokens("unpriced"))
  }
}
