internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `run` table.
enum RunRows {
  static let columns = """
    id, user, model_version, query, response, confidence, expected, state, message, created,
    name, make, stages
    """

  static func stages(_ row: StoredRow) throws -> [StageRecord]? {
    let stages: [StageRecord]? = try row.json("stages")
    guard stages?.allSatisfy(\.isSound) ?? true else { throw row.damage("stages") }
    return stages
  }

  static func answer(_ row: StoredRow) throws -> Answer? {
    let answer: Answer? = try row.json("answer")
    if answer?.misfit() != nil { throw row.damage("answer") }
    return answer
  }

  static func searchableText(query: String, answer: Answer?) -> String {
    ([query] + (answer.map { [$0.path.searchableText] } ?? [])).joined(separator: "\n")
  }

  /// What the search index holds of a row with `query` and `answer`.
  static func searchableText(_ row: Row) throws -> String {
    let row = StoredRow(row, of: "run")
    return searchableText(query: try row["query"], answer: try row.json("answer"))
  }
}

extension RunSummary {
  /// From the columns of `RunRows`.
  init(row: StoredRow) throws {
    self.init(
      id: try row["id"], user: try row["user"], modelVersion: try row["model_version"],
      query: try row["query"], response: try row["response"], confidence: try row["confidence"],
      expected: try row["expected"], state: Run.State(rawValue: try row["state"]) ?? .failed,
      message: try row["message"], identity: try ModelIdentity(row: row),
      stages: try RunRows.stages(row), created: try row.date("created"))
    guard confidence.map({ (0...1).contains($0) }) ?? true else { throw row.damage("confidence") }
  }
}

extension ModelIdentity {
  /// From `name` and `make`; `nil` for runs kept before these were noted.
  init?(row: StoredRow) throws {
    guard let name = try row["name"] as String? else { return nil }
    self.init(name: name, version: try row["make"] ?? "")
  }
}
