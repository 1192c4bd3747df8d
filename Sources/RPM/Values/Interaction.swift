/// One (query, response) pair of a user's past, `(q_i, a_i)` in the paper.
public struct Interaction: Sendable, Hashable, Codable {
  /// The text that was answered. For survey tasks it ends with the option lines.
  public var query: String
  /// The user's own answer: a label, an option's letter, or free text.
  public var response: String
  /// The date as the file gave it, in whatever form; `nil` also where the file has a blank.
  public var date: String?
  /// The moment of `date` in milliseconds since 1970, UTC; `nil` without a date, and where it is
  /// not known how to read it (`DateColumn`).
  public var instant: Int64?
  /// The letters that may be answered, where the file names them.
  public var options: [String]?
  /// Keys of the import file that the format does not know, as one JSON object. Kept, never used.
  public var extra: String?

  /// Creates an interaction.
  public init(
    query: String, response: String, date: String? = nil, instant: Int64? = nil,
    options: [String]? = nil, extra: String? = nil
  ) {
    self.query = query
    self.response = response
    self.date = date.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    self.instant = instant
    self.options = options
    self.extra = extra
  }
}

extension [Interaction] {
  /// The interactions with the moments of their dates, where these can be read together.
  ///
  /// - Parameter form: how to read them; `nil` to find out from all of them.
  package func dated(by form: DateForm? = nil) -> [Interaction] {
    var column = DateColumn(form: form)
    for item in self { column.look(at: item.date) }
    return map { item in
      var item = item
      item.instant = column.read(item.date)?.milliseconds
      return item
    }
  }
}
