internal import Presentation
internal import TerminalKit

/// What a test found: sentences, then rows that lead to what they are about. A value without
/// effects.
struct CheckPage: Hashable, Sendable {
  /// Where a row leads.
  enum Target: Hashable, Sendable {
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
  struct Row: Hashable, Sendable {
    /// One text a column.
    var cells: [String]
    var role: Role = .text
    /// `nil` where there is nothing behind it.
    var target: Target?
  }

  /// What was found, in sentences.
  var summary: [String]
  var columns: [AlignedTable.Column] = []
  var rows: [Row] = []
  /// What signs and figures mean.
  var legend: [String] = []
  /// The pages behind rows.
  var details: [CheckPage] = []
  /// The same as the command prints it with `--json`.
  var json = ""

  /// The rows in columns; the first line has the titles.
  func lines(width: Int?) -> [String] {
    AlignedTable(columns: columns, rows: rows.map(\.cells)).lines(width: width)
  }

  /// The page as text, in full.
  var text: String {
    let table = rows.isEmpty ? [] : [""] + lines(width: nil)
    let legend = legend.isEmpty ? [] : [""] + legend
    return (summary + table + legend).joined(separator: "\n") + "\n"
  }
}
