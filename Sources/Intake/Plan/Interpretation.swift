/// How the records of a file are understood.
package enum Interpretation: Sendable {
  /// Each is a person with a history.
  case people
  /// Each is what a known shape says.
  case shape(any SourceShape.Type, CompanionFiles)
  /// Each is an answer, with a column for each role.
  case columns(ColumnRoles)

  /// What `--format` calls it.
  package var name: String {
    switch self {
    case .people: "people"
    case .shape(let shape, _): shape.name
    case .columns: "rows"
    }
  }
}

/// What `--list-formats` lists.
package struct FormatListing: Sendable, Hashable {
  /// What `--format` takes.
  package var name: String
  /// What it is and what becomes of it.
  package var summary: String
  /// How it is known.
  package var knownBy: String

  /// All formats, the program's own first.
  package static var all: [FormatListing] {
    [
      FormatListing(
        name: "people",
        summary: "one JSON object a person, with a history of queries and responses; what export "
          + "writes",
        knownBy: "user, history"),
      FormatListing(
        name: "rows",
        summary: "one answer a row: CSV with any delimiter, JSON lines or a JSON list; the columns "
          + "are guessed or named",
        knownBy: "columns for who, what was asked and what was answered"),
    ]
      + KnownShapes.all.map {
        FormatListing(name: $0.name, summary: $0.summary, knownBy: $0.knownBy)
      }
  }

  /// The containers and packings that are read, for the same list.
  package static let containers =
    "as JSON lines, a JSON list, an object that holds one, or a table with a delimiter; plain, gzip "
    + "or zstd; UTF-8 or UTF-16, Latin-1 with --encoding"
}
