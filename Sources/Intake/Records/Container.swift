/// How records stand in a file.
package enum Container: Sendable, Hashable {
  /// One JSON object a line.
  case lines
  /// A list of objects, at a path of keys such as `["data", "reviews"]`; empty where the list is all
  /// of the file.
  case list(path: [String])
  /// Objects one after the other, whatever lines they are on.
  case objects
  /// Rows of cells.
  case table(TableForm)

  /// The names of the columns of a table, `nil` of JSON.
  package var columns: [String]? {
    if case .table(let form) = self { form.columns } else { nil }
  }

  /// In words: `a table of 4 columns between semicolons`.
  package var words: String {
    switch self {
    case .lines: "JSON lines"
    case .objects: "JSON objects"
    case .list(let path):
      path.isEmpty ? "a JSON list" : "the JSON list \"\(path.joined(separator: "."))\""
    case .table(let form):
      "a table of \(form.columns.count) columns between \(form.delimiterWord)"
    }
  }
}

/// How a table is written.
package struct TableForm: Sendable, Hashable {
  /// One or two bytes between cells: `,`, `;`, a tab, `|`, `::`.
  package var delimiter: [UInt8]
  /// Whether the first row names the columns.
  package var hasHeader: Bool
  /// Whether a quote within quotes is written `\"` rather than `""`.
  package var escapesWithBackslash: Bool
  /// The names of the columns; `column 1`, … where the table has none.
  package var columns: [String]

  /// Creates a form.
  package init(
    delimiter: [UInt8], hasHeader: Bool, escapesWithBackslash: Bool = false, columns: [String]
  ) {
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.escapesWithBackslash = escapesWithBackslash
    self.columns = columns
  }

  /// `commas`, `tabs`, or the delimiter in quotes.
  package var delimiterWord: String {
    switch delimiter {
    case [UInt8(ascii: ",")]: "commas"
    case [UInt8(ascii: ";")]: "semicolons"
    case [UInt8(ascii: "\t")]: "tabs"
    case [UInt8(ascii: "|")]: "bars"
    case [UInt8(ascii: " ")]: "spaces"
    default: "\"\(String(decoding: delimiter, as: UTF8.self))\""
    }
  }
}
