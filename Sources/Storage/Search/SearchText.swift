internal import Foundation

/// Text as the search index sees it.
///
/// SQLite's word splitter takes a run of Chinese or Japanese for one word, and its trigrams cannot
/// find words of one or two characters, which most of them are. So every such character becomes a
/// word of its own, and what is searched for becomes a phrase of them.
enum SearchText {
  /// The text with every character of a script without spaces set apart.
  static func indexed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0xE0 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isUnspaced(scalar) {
        result.append(" ")
        result.append(scalar)
        result.append(" ")
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The FTS5 pattern that finds texts with all words of `search`, the last one also as the
  /// beginning of a word; `nil` when there is no word in it. Every word stands in quotes, so
  /// nothing in it is syntax.
  static func pattern(_ search: String) -> String? {
    let words = words(of: search)
    guard let last = words.last else { return nil }
    var parts = words.dropLast().map { phrase($0) }
    parts.append(phrase(last) + "*")
    return parts.joined(separator: " AND ")
  }

  /// What is between white space, as far as it holds a letter or a digit.
  static func words(of search: String) -> [String] {
    search.split(whereSeparator: { $0.isWhitespace || $0 == "\0" }).map(String.init).filter {
      word in
      word.unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
    }
  }

  private static func phrase(_ word: String) -> String {
    "\"" + indexed(word).replacing("\"", with: " ") + "\""
  }

  /// Case and diacritics taken away, for comparing names and finding matches in a text.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil
    )
    .lowercased()
  }

  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF,  // Thai, Lao, Myanmar, Khmer
      0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3040...0x30FF, 0x3100...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x1B000...0x1B16F,
      0x20000...0x3FFFF:
      true
    default:
      false
    }
  }
}
