/// Finds names by some of their letters in order, as palettes do.
///
/// Lower-case patterns match both cases, a capital makes the case count. Spaces in the pattern part
/// words that must all be found, in any order. Letters at the start of words, in a row and near the
/// start of the name count more; equal input always gives equal scores.
public struct FuzzyMatch: Sendable {
  /// What a name got.
  public struct Result: Sendable, Hashable {
    /// The higher the better; comparable for one pattern only.
    public var score: Int
    /// Indices of the matched characters, ascending, as grapheme clusters from the start.
    public var positions: [Int]
  }

  private struct Word: Sendable {
    var characters: [Character]
    /// The ASCII letters and digits, folded: what a name must have in this order.
    var needle: [UInt8]
  }

  private let words: [Word]
  private let isCaseSensitive: Bool

  private static let matched = 16
  private static let inARow = 24
  private static let wordStart = 20
  private static let nameStart = 12
  private static let gap = 2
  private static let longestGap = 12

  /// Creates a matcher; an empty pattern matches everything with score 0.
  public init(_ pattern: String) {
    let isCaseSensitive = pattern.contains(where: \.isUppercase)
    self.isCaseSensitive = isCaseSensitive
    words = pattern.split(separator: " ").map { word in
      Word(
        characters: word.map { isCaseSensitive ? $0 : Self.lower($0) },
        needle: word.utf8.filter { $0 < 0x80 }.map { isCaseSensitive ? $0 : Self.lower($0) })
    }
  }

  /// Whether every name matches.
  public var isEmpty: Bool { words.isEmpty }

  /// The score of a name and what matched in it; `nil` when it does not match.
  public func score(_ candidate: String) -> Result? {
    if words.isEmpty { return Result(score: 0, positions: []) }
    // Most names fail here, over bytes, before any cluster is looked for.
    guard words.allSatisfy({ isPossible($0.needle, in: candidate) }) else { return nil }
    let written = Array(candidate)
    let folded = isCaseSensitive ? written : written.map(Self.lower)
    let starts = Self.wordStarts(written)
    var score = 0
    var positions: Set<Int> = []
    for word in words {
      guard let found = best(word.characters, in: folded, starts: starts) else { return nil }
      score += found.score
      positions.formUnion(found.positions)
    }
    // Of names that match alike the shorter one.
    return Result(score: score * 256 - min(written.count, 255), positions: positions.sorted())
  }

  /// The names that match, the best first; equal ones keep their order.
  public func rank<Element>(_ elements: [Element], by name: (Element) -> String)
    -> [(element: Element, result: Result)]
  {
    var found: [(offset: Int, element: Element, result: Result)] = []
    for (offset, element) in elements.enumerated() {
      if let result = score(name(element)) { found.append((offset, element, result)) }
    }
    found.sort {
      $0.result.score != $1.result.score
        ? $0.result.score > $1.result.score : $0.offset < $1.offset
    }
    return found.map { ($0.element, $0.result) }
  }

  private func isPossible(_ needle: [UInt8], in candidate: String) -> Bool {
    var next = 0
    guard !needle.isEmpty else { return true }
    for byte in candidate.utf8 {
      if (isCaseSensitive ? byte : Self.lower(byte)) == needle[next] {
        next += 1
        if next == needle.count { return true }
      }
      // Folding may make ASCII of something else, as of the sign for kelvin.
      if byte >= 0x80, !isCaseSensitive { return true }
    }
    return false
  }

  /// The best way to find a word, by a table of the best score with letter i at place j.
  private func best(_ word: [Character], in name: [Character], starts: [Bool])
    -> (score: Int, positions: [Int])?
  {
    let count = name.count
    guard word.count <= count else { return nil }
    var scores: [[Int?]] = []
    var origins: [[Int]] = []
    for (index, character) in word.enumerated() {
      var row: [Int?] = Array(repeating: nil, count: count)
      var origin = Array(repeating: -1, count: count)
      // The best end of the letters before, with what the gap since costs.
      var running: (score: Int, place: Int)?
      for place in index..<count {
        if index > 0, place > 0, let before = scores[index - 1][place - 1] {
          let carried = running.map { $0.score - cost(place - 1 - $0.place) }
          if carried == nil || before >= (carried ?? 0) { running = (before, place - 1) }
        }
        guard name[place] == character else { continue }
        var value = Self.matched
        if starts[place] { value += Self.wordStart }
        if index == 0 {
          row[place] = value + (place == 0 ? Self.nameStart : -cost(place))
          continue
        }
        var found: (score: Int, place: Int)?
        if let running { found = (running.score - cost(place - 1 - running.place), running.place) }
        if let before = scores[index - 1][place - 1], before + Self.inARow >= found?.score ?? .min {
          found = (before + Self.inARow, place - 1)
        }
        guard let found else { continue }
        row[place] = found.score + value
        origin[place] = found.place
      }
      guard row.contains(where: { $0 != nil }) else { return nil }
      scores.append(row)
      origins.append(origin)
    }
    var end: (score: Int, place: Int)?
    for (place, score) in scores[word.count - 1].enumerated() {
      if let score, score > end?.score ?? .min { end = (score, place) }
    }
    guard let end else { return nil }
    var positions = [end.place]
    for index in stride(from: word.count - 1, to: 0, by: -1) {
      positions.append(origins[index][positions[positions.count - 1]])
    }
    return (end.score, positions.reversed())
  }

  private func cost(_ gap: Int) -> Int { min(gap * Self.gap, Self.longestGap) }

  private static func wordStarts(_ name: [Character]) -> [Bool] {
    var starts: [Bool] = []
    starts.reserveCapacity(name.count)
    var before: Character?
    for character in name {
      if let before {
        let isWord = character.isLetter || character.isNumber
        let follows = before.isLetter || before.isNumber
        starts.append(
          isWord && (!follows || (character.isUppercase && before.isLowercase)))
      } else {
        starts.append(true)
      }
      before = character
    }
    return starts
  }

  private static func lower(_ character: Character) -> Character {
    if let ascii = character.asciiValue {
      // The line end \r\n has an ASCII value and is none.
      return ascii == 0x0A ? character : Character(Unicode.Scalar(lower(ascii)))
    }
    let text = character.lowercased()
    return text.count == 1 ? text.first ?? character : character
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
