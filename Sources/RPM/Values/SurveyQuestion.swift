/// A query of a survey task taken apart: the question and its option lines.
///
/// An option line is a capital letter, a full stop, a space and the text. The options are the last
/// lines of the query, from the last `A. ` on, and their letters run `A`, `B`, `C` … in order, so
/// that a sentence which happens to begin with "I. ", or a list within the question, is not
/// mistaken for them. A single option counts: such questions exist.
public struct SurveyQuestion: Sendable, Hashable {
  /// One answer that may be given.
  public struct Option: Sendable, Hashable, Codable {
    /// `A`, `B`, …
    public var letter: String
    /// What it says.
    public var text: String

    /// Creates an option.
    public init(letter: String, text: String) {
      self.letter = letter
      self.text = text
    }
  }

  /// The question without its option lines.
  public var stem: String
  /// The options in the order printed; empty when the query has none.
  public var options: [Option]

  /// Takes a query apart.
  public init(query: String) {
    let lines = query.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.lastIndex { $0.hasPrefix("A. ") }
    let options = first.flatMap { Self.options(in: lines[$0...]) }
    if let first, let options {
      stem = lines[..<first].joined(separator: "\n")
      self.options = options
    } else {
      stem = query
      self.options = []
    }
  }

  /// Puts a question and option texts together as a query.
  public static func query(stem: String, options: [String]) -> String {
    ([stem] + options.enumerated().map { "\(letter($0)). \($1)" }).joined(separator: "\n")
  }

  /// The index of the option that a response names by letter or, failing that, by its text.
  public func index(of response: String) -> Int? {
    let wanted = response.trimmingWhitespace()
    return options.firstIndex { $0.letter == wanted }
      ?? options.firstIndex { $0.text.lowercased() == wanted.lowercased() }
  }

  /// Whether an option's words stand for having no answer, such as "Don't know" or "Refused".
  public static func isNoAnswer(_ option: String) -> Bool {
    Phrase(Phrase.words(option)).has(noAnswers)
  }

  private static let noAnswers = Phrase.list(
    """
    dk, dk/refused, don't know, do not know, dont know, refused, missing, no answer, not asked, \
    not applicable, can't choose, cannot choose, can't say, unknown, no opinion, not sure, unsure, \
    undecided, prefer not
    """)

  /// The letter of the option at `index`: `A` for 0. At most 26 options have one.
  static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "A") + UInt8(min(index, 25))))
  }

  /// The options that lines print, `nil` when any line is something else or out of order.
  private static func options(in lines: ArraySlice<Substring>) -> [Option]? {
    var options: [Option] = []
    for line in lines where !line.allSatisfy(\.isWhitespace) {
      let expected = letter(options.count)
      let text = String(line.dropFirst(3)).trimmingWhitespace()
      guard options.count < 26, line.hasPrefix("\(expected). "), !text.isEmpty else { return nil }
      options.append(Option(letter: expected, text: text))
    }
    return options
  }
}
