/// Words in a row, searched for other words in a row.
public struct Phrase {
  private let text: String

  /// Joins words.
  public init(_ words: [String]) {
    text = " " + words.joined(separator: " ") + " "
  }

  /// Whether one of the phrases occurs, whole words only.
  public func has(_ phrases: [String]) -> Bool {
    phrases.contains { text.contains($0) }
  }

  /// The lower-case words of a text: letters, digits, and apostrophes inside.
  public static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "\u{2019}") }
      .map { word in String(word.map { $0 == "\u{2019}" ? "'" : $0 }) }
  }

  /// Phrases parted by commas, ready to be searched for.
  public static func list(_ phrases: String) -> [String] {
    phrases.split(separator: ",").map { " " + words(String($0)).joined(separator: " ") + " " }
  }
}
