package import TerminalKit
package import Workbench

/// What a test found: sentences, then rows that lead to what they are about. A value without
/// effects.
package struct CheckPage: Hashable, Sendable {
  /// Where a row leads.
  package enum Target: Hashable, Sendable {
    /// A position in the history that was fitted.
    case item(Int)
    /// An earlier ask.
    case ask(Int64)
    /// A factor of the model.
    case factor(String)
    /// Somebody to compare with.
    case person(CheckRequest.Other)
    /// A page behind this one.
    case detail(Int)
    /// A test item that a method got wrong.
    case evaluated(EvaluatedItem)
    /// A version of the model, to be compared with the one in use.
    case version(Int)
  }

  /// One row.
  package struct Row: Hashable, Sendable {
    /// One text a column.
    package var cells: [String]
    package var role: Role = .text
    /// `nil` where there is nothing behind it.
    package var target: Target?
  }

  /// What was found, in sentences and facts.
  package var report: [ReportLine]
  package var columns: [AlignedTable.Column] = []
  package var rows: [Row] = []
  /// What signs and figures mean.
  package var legend: [String] = []
  /// The pages behind rows.
  package var details: [CheckPage] = []
  /// The same as the command prints it with `--json`.
  package var json = ""

  package init(
    report: [ReportLine], columns: [AlignedTable.Column] = [], rows: [Row] = [],
    legend: [String] = [],
    details: [CheckPage] = [], json: String = ""
  ) {
    self.report = report
    self.columns = columns
    self.rows = rows
    self.legend = legend
    self.details = details
    self.json = json
  }

  package init(
    summary: [String], columns: [AlignedTable.Column] = [], rows: [Row] = [], legend: [String] = [],
    details: [CheckPage] = [], json: String = ""
  ) {
    self.init(
      report: summary.map(ReportLine.init(stringLiteral:)), columns: columns, rows: rows,
      legend: legend, details: details, json: json)
  }

  /// What was found, as it is printed.
  package var summary: [String] { report.printed }

  /// The rows in columns; the first line has the titles.
  package func lines(width: Int?) -> [String] {
    AlignedTable(columns: columns, rows: rows.map(\.cells)).lines(width: width)
  }

  /// The page as text, in full.
  package var text: String {
    let table = rows.isEmpty ? [] : [""] + lines(width: nil)
    let legend = legend.isEmpty ? [] : [""] + legend
    return (summary + table + legend).joined(separator: "\n") + "\n"
  }
}
