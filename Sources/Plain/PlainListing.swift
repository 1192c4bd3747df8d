internal import Storage

/// Rows that were listed, with what each of them opens.
struct PlainListing: Sendable {
  enum Entry: Hashable, Sendable {
    case user(Library.UserID)
    /// An item of the history, by index.
    case item(Int)
    /// An item of the history that the open person's model was fitted on.
    case fitted(Int)
    /// A retrieved example, by index into the history that the answer rests on.
    case example(Int)
    case test(Int)
    case ask(Int64)
    case factor(Int)
    case model(String)
    /// A version of the open person's model.
    case version(Int)
    /// A row that is only told.
    case nothing
    /// An ask or a fit with its stages.
    case run(TracedRun)
  }

  /// What is listed, such as `40 users`.
  var title: String
  /// The rows without their numbers.
  var rows: [String]
  /// What they open, one a row.
  var entries: [Entry]
  /// How many were told.
  private(set) var told = 0

  /// How many are told at once.
  static let pageLength = 10

  init(_ title: String, _ rows: [(text: String, entry: Entry)]) {
    self.title = title
    self.rows = rows.map(\.text)
    entries = rows.map(\.entry)
  }

  /// The next rows, numbered, and how to have more.
  mutating func page() -> [String] {
    let end = min(rows.count, told + Self.pageLength)
    var lines = told == 0 ? [title] : []
    lines += (told..<end).map { "\($0 + 1). \(rows[$0])" }
    told = end
    if told < rows.count {
      lines.append("\(told) of \(rows.count) are listed; more lists the next")
    }
    return lines
  }

  var isAtEnd: Bool { told >= rows.count }
}
