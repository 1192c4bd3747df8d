/// A query of a survey task taken apart: the question and its option lines.
///
/// An option line is a capital letter, a full stop, a space and the text, at the end of the query.
/// The letters must run `A`, `B`, `C` … in order, so a sentence that happens to begin with "I. " is
/// not mistaken for one.
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
    var lines = query.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    var options: [Option] = []
    while let last = lines.last, let option = Self.option(in: last) {
      options.append(option)
      lines.removeLast()
    }
    options.reverse()
    let inOrder = options.enumerated().allSatisfy { $1.letter == Self.letter($0) }
    guard options.count >= 2, inOrder else {
      stem = query
      self.options = []
      return
    }
    stem = lines.joined(separator: "\n")
    self.options = options
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

  /// The letter of the option at `index`: `A` for 0. At most 26 options have one.
  static func letter(_ index: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "A") + UInt8(min(index, 25))))
  }

  private static func option(in line: String) -> Option? {
    let scalars = Array(line.unicodeScalars)
    guard scalars.count >= 4, ("A"..."Z").contains(scalars[0]), scalars[1] == ".",
      scalars[2] == " "
    else { return nil }
    let text = String(line.dropFirst(3)).trimmingWhitespace()
    return text.isEmpty ? nil : Option(letter: String(scalars[0]), text: text)
  }
}

extension String {
  /// The string without white space at either end.
  func trimmingWhitespace() -> String {
    var view = self[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
