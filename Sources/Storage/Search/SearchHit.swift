/// Something a search found.
public struct SearchHit: Sendable, Hashable {
  /// Where the text stands.
  public enum Place: Sendable, Hashable {
    /// In the user's name.
    case user
    /// In the query of the history's interaction at this index.
    case interaction(Int)
    /// In the query of the test item at this index.
    case test(Int)
    /// In the newest model's reasoning path of an interaction, by index into the history the model
    /// was fitted on.
    case path(Int)
    /// In the query or the reasoning path of the run with this id.
    case run(Int64)
  }

  /// Whose it is.
  public var user: Library.UserID
  /// The user's name.
  public var name: String
  /// The task's name.
  public var task: String
  /// Where the text stands.
  public var place: Place
  /// The text around the first match, on one line.
  public var snippet: String
  /// The matches in the snippet, as ranges of characters.
  public var matches: [Range<Int>]
}
