/// One (query, response) pair of a user's past, `(q_i, a_i)` in the paper.
public struct Interaction: Sendable, Hashable, Codable {
  /// The text that was answered. For survey tasks it ends with the option lines.
  public var query: String
  /// The user's own answer: a label, an option's letter, or free text.
  public var response: String
  /// The day as the file gave it, usually `YYYY-MM-DD`.
  public var date: String?
  /// The letters that may be answered, where the file names them.
  public var options: [String]?
  /// Keys of the import file that the format does not know, as one JSON object. Kept, never used.
  public var extra: String?

  /// Creates an interaction.
  public init(
    query: String, response: String, date: String? = nil, options: [String]? = nil,
    extra: String? = nil
  ) {
    self.query = query
    self.response = response
    self.date = date
    self.options = options
    self.extra = extra
  }
}
