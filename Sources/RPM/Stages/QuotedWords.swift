/// Finds words that were copied from a text, as models copy them: case, white space and marks may
/// differ, no word may.
public enum QuotedWords {
  /// Where a text holds a quote, the first place; `nil` where it does not.
  ///
  /// `"nobody came: ever"` is found in `"But nobody came,\never."`, and `"nobody ever came"` is not.
  /// A quote without a letter or digit is found nowhere.
  public static func range(of quote: String, in text: String) -> Range<String.Index>? {
    let wanted = words(of: quote).map(\.word)
    guard !wanted.isEmpty else { return nil }
    // Scripts without spaces: a quote is a part of what would be one word.
    if let exact = text.firstRange(of: quote.trimmingWhitespace()) { return exact }
    let held = words(of: text)
    guard held.count >= wanted.count else { return nil }
    for start in 0...(held.count - wanted.count)
    where held[start].word == wanted[0]
      && zip(held[start...], wanted).allSatisfy({ $0.word == $1 })
    {
      return held[start].range.lowerBound..<held[start + wanted.count - 1].range.upperBound
    }
    return nil
  }

  /// The words of the text that a quote means, exactly as they stand there.
  public static func found(_ quote: String, in text: String) -> String? {
    range(of: quote, in: text).map { String(text[$0]) }
  }

  private static func words(of text: String) -> [(word: String, range: Range<String.Index>)] {
    var words: [(word: String, range: Range<String.Index>)] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index].isLetter || text[index].isNumber else {
        text.formIndex(after: &index)
        continue
      }
      let start = index
      while index < text.endIndex, text[index].isLetter || text[index].isNumber {
        text.formIndex(after: &index)
      }
      words.append((text[start..<index].lowercased(), start..<index))
    }
    return words
  }
}
