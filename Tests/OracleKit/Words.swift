internal import Foundation

/// The words of a text.
enum Words {
  /// All of them, in lower case.
  static func all(in text: some StringProtocol) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// The first few that say something, each once; never none.
  static func telling(in text: some StringProtocol, count: Int) -> [String] {
    var seen: Set<String> = []
    let words = all(in: text)
    let long = words.filter {
      $0.count > 3 && $0.allSatisfy(\.isLetter) && !empty.contains($0) && seen.insert($0).inserted
    }
    if !long.isEmpty { return Array(long.prefix(count)) }
    return [words.first { $0.allSatisfy(\.isLetter) } ?? "plain"]
  }

  private static let empty: Set<String> = [
    "about", "after", "again", "always", "before", "been", "being", "could", "does", "from",
    "have", "here", "into", "just", "more", "most", "much", "never", "nobody", "number", "only",
    "other", "over", "same", "should", "some", "such", "than", "that", "their", "them", "then",
    "there", "these", "they", "this", "those", "very", "were", "what", "when", "where", "which",
    "while", "with", "without", "would", "your",
  ]
}
