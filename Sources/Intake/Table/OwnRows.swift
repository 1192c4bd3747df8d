internal import RPM

/// The table that `export --rows answers` writes: one row an answer. It is known by its header, and
/// gives back what was written to the byte.
package enum OwnRows {
  /// The columns. `kind` is scale, labels, options or open; `labels`, `options` and `more` are JSON.
  package static let columns = [
    "user", "task", "instruction", "kind", "labels", "part", "date", "query", "response",
    "options", "more",
  ]

  /// The first row.
  package static var header: String { SpreadsheetCell.row(columns) }

  /// How a test item is called under `part`; everything else is history.
  package static let test = "test"

  /// A row.
  /// - Parameter cells: one for each column; texts as people wrote them.
  package static func row(_ cells: [String]) -> String {
    SpreadsheetCell.row(cells.map(SpreadsheetCell.guarded))
  }

  /// The roles of the columns.
  static let roles: ColumnRoles = {
    var roles = ColumnRoles(
      user: "user", query: ["query"], response: "response", date: "date", options: ["options"],
      task: .column("task"), instruction: .column("instruction"))
    roles.labelsColumn = "labels"
    roles.isOwn = true
    return roles
  }()

  static func isOne(_ container: Container) -> Bool { container.columns == columns }

  /// What a column of a row says; `nil` where it is empty.
  static func text(_ column: String, of record: Record) -> String? {
    guard let cell = record[column]?.asText, !cell.isEmpty else { return nil }
    return SpreadsheetCell.text(of: cell)
  }

  /// The answer of a row.
  static func answer(in record: Record) throws(RecordMistake) -> SourceAnswer {
    func filled(_ column: String) throws(RecordMistake) -> String {
      SpreadsheetCell.text(of: try record.filledText(column))
    }
    var answer = SourceAnswer(
      person: try filled("user"), task: text("task", of: record), query: try filled("query"),
      response: try filled("response"), date: text("date", of: record),
      isTest: text("part", of: record) == test)
    if let options = text("options", of: record) {
      answer.options = OptionList.texts(in: options)
    }
    if let more = text("more", of: record) {
      guard case .object(let members)? = try? JSONReader.value(of: more) else {
        throw RecordMistake(column: "more", "is not an object of JSON")
      }
      answer.extra = members
    }
    return answer
  }

  /// What the answers of a task are, as its rows say.
  static func form(kind: String?, labels: [String]) -> AnswerForm? {
    switch kind {
    case "open": AnswerForm(.open)
    case "options": AnswerForm(.options)
    case "scale" where !labels.isEmpty: AnswerForm(.labels(labels, isOrdered: true))
    case "labels" where !labels.isEmpty: AnswerForm(.labels(labels, isOrdered: false))
    default: nil
    }
  }
}
