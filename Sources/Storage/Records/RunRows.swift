internal import Foundation
internal import GRDB
internal import RPM

/// The rows of the `run` table.
enum RunRows {
  static let columns = """
    id, user, model_version, query, response, confidence, expected, state, message, created,
    name, make, stages
    """

  static func stages(_ text: String?) throws -> [StageRecord]? {
    try text.map { try StoredJSON.decode([StageRecord].self, $0) }
  }

  static func answer(_ text: String?) throws -> Answer? {
    try text.map { try StoredJSON.decode(Answer.self, $0) }
  }

  static func searchableText(query: String, answer: Answer?) -> String {
    ([query] + (answer.map { [$0.path.searchableText] } ?? [])).joined(separator: "\n")
  }

  /// What the search index holds of a row with `query` and `answer`.
  static func searchableText(_ row: Row) throws -> String {
    searchableText(query: row["query"], answer: try answer(row["answer"]))
  }
}

extension RunSummary {
  /// From the columns of `RunRows`.
  init(row: Row) throws {
    self.init(
      id: row["id"], user: row["user"], modelVersion: row["model_version"], query: row["query"],
      response: row["response"], confidence: row["confidence"], expected: row["expected"],
      state: Run.State(rawValue: row["state"]) ?? .failed, message: row["message"],
      identity: ModelIdentity(row: row), stages: try RunRows.stages(row["stages"]),
      created: Date(timeIntervalSinceReferenceDate: row["created"]))
  }
}

extension ModelIdentity {
  /// From `name` and `make`; `nil` for runs kept before these were noted.
  init?(row: Row) {
    guard let name = row["name"] as String? else { return nil }
    self.init(name: name, version: row["make"] ?? "")
  }
}
