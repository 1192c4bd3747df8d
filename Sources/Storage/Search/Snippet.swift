internal import Foundation

/// The part of a text that shows why it was found.
struct Snippet {
  var text: String
  var matches: [Range<Int>]

  /// Cuts about `length` characters around the first match of any word out of `source`.
  init(of source: String, words: [String], length: Int = 120) {
    let first = words.compactMap { Self.match($0, in: source[...]) }
      .min { $0.lowerBound < $1.lowerBound }
    var start = source.startIndex
    if let first {
      start =
        source.index(first.lowerBound, offsetBy: -length / 4, limitedBy: source.startIndex)
        ?? source.startIndex
      // Not in the middle of a word, where a space is near.
      if start > source.startIndex,
        let space = source[start..<first.lowerBound].firstIndex(where: \.isWhitespace)
      {
        start = source.index(after: space)
      }
    }
    let end = source.index(start, offsetBy: length, limitedBy: source.endIndex) ?? source.endIndex
    let body = String(source[start..<end].map { $0.isWhitespace ? " " : $0 })
    let before = start > source.startIndex ? "…" : ""
    text = before + body + (end < source.endIndex ? "…" : "")
    var ranges: [Range<Int>] = []
    for word in words {
      var rest = text[...]
      while let range = Self.match(word, in: rest) {
        let lower = text.distance(from: text.startIndex, to: range.lowerBound)
        ranges.append(lower..<lower + text.distance(from: range.lowerBound, to: range.upperBound))
        rest = text[range.upperBound...]
      }
    }
    matches = ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
  }

  /// The first place where a word of the text begins with `word`.
  private static func match(_ word: String, in text: Substring) -> Range<String.Index>? {
    var rest = text
    while let range = rest.range(of: word, options: [.caseInsensitive, .diacriticInsensitive]),
      !range.isEmpty
    {
      let before =
        range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
      let isInsideWord =
        (before.isLetter || before.isNumber) && text[range.lowerBound].utf8.count < 3
      if !isInsideWord { return range }
      rest = text[range.upperBound...]
    }
    return nil
  }
}
