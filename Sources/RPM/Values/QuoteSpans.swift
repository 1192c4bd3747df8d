/// Where quoted words stand in a text, also as models copy them.
///
/// Case, white space and punctuation do not count, every letter, digit and symbol does:
/// `"nobody came: ever"` is found in `"But nobody came,\never."`, and `"nobody ever came"` is not.
/// A quote of punctuation alone is found nowhere. Quotes and texts may come from anywhere: the work
/// grows with their lengths added, not multiplied.
public enum QuoteSpans {
  /// The places of quotes, in the order of the text; places that touch or overlap are one.
  ///
  /// The first place that parts no word is taken, else the first of all. Who quotes the same words
  /// twice means two places, where there are two. A quote that is not in the text has none.
  public static func places(of quotes: [String], in text: String) -> [Range<String.Index>] {
    guard !quotes.isEmpty, !text.isEmpty else { return [] }
    let folded = Folded(text)
    var seen: [[Character]: Int] = [:]
    var found: [Range<Int>] = []
    for quote in quotes {
      let wanted = Folded(quote).characters
      let places = folded.places(of: wanted)
      guard !places.isEmpty else { continue }
      let turn = seen[wanted, default: 0]
      seen[wanted] = turn + 1
      found.append(places[turn < places.count ? turn : 0])
    }
    var merged: [Range<Int>] = []
    for place in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, place.lowerBound <= last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound..<max(last.upperBound, place.upperBound)
      } else {
        merged.append(place)
      }
    }
    return merged.map { folded.starts[$0.lowerBound]..<folded.ends[$0.upperBound - 1] }
  }

  /// The words of a text that a quote means, exactly as they stand there; `nil` where the text does
  /// not hold them.
  public static func found(_ quote: String, in text: String) -> String? {
    places(of: [quote], in: text).first.map { String(text[$0]) }
  }

  /// A text with one space for all that stands between its words, none at its ends, and its letters
  /// small.
  private struct Folded {
    var characters: [Character] = []
    /// Where each begins and ends in the text.
    var starts: [String.Index] = []
    var ends: [String.Index] = []

    init(_ text: String) {
      var index = text.startIndex
      while index < text.endIndex {
        let next = text.index(after: index)
        let character = text[index]
        if !character.isWhitespace, !character.isPunctuation {
          append(Self.small(character), from: index, to: next)
        } else if let last = characters.last, last != " " {
          append(" ", from: index, to: next)
        }
        index = next
      }
      if characters.last == " " {
        characters.removeLast()
        starts.removeLast()
        ends.removeLast()
      }
    }

    private mutating func append(
      _ character: Character, from start: String.Index, to end: String.Index
    ) {
      characters.append(character)
      starts.append(start)
      ends.append(end)
    }

    private static func small(_ character: Character) -> Character {
      guard !character.isLowercase else { return character }
      let small = character.lowercased()
      return small.count == 1 ? Character(small) : character
    }

    /// Where a run of characters begins and ends, by the method of Knuth, Morris and Pratt: those
    /// that part no word, else all; none for an empty one.
    func places(of wanted: [Character]) -> [Range<Int>] {
      guard !wanted.isEmpty, wanted.count <= characters.count else { return [] }
      var border = [Int](repeating: 0, count: wanted.count)
      var length = 0
      for index in wanted.indices.dropFirst() {
        while length > 0, wanted[index] != wanted[length] { length = border[length - 1] }
        if wanted[index] == wanted[length] { length += 1 }
        border[index] = length
      }
      var all: [Range<Int>] = []
      length = 0
      for (index, character) in characters.enumerated() {
        while length > 0, character != wanted[length] { length = border[length - 1] }
        if character == wanted[length] { length += 1 }
        guard length == wanted.count else { continue }
        all.append(index + 1 - length..<index + 1)
        // The next may begin within this one.
        length = border[length - 1]
      }
      let whole = all.filter { !partsWord(at: $0.lowerBound) && !partsWord(at: $0.upperBound) }
      return whole.isEmpty ? all : whole
    }

    private func partsWord(at index: Int) -> Bool {
      guard index > 0, index < characters.count else { return false }
      func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }
      return isPart(characters[index - 1]) && isPart(characters[index])
    }
  }
}
