/// Which words say the opposite of one another.
enum Opposites {
  /// The pairs that a word stands in, by its stem: the number of the line, below 0 for the word behind
  /// the sign.
  static let places: [String: [Int]] = {
    var places: [String: [Int]] = [:]
    for (index, entry) in WordList.opposites.entries.enumerated() {
      places[Stem.of(String(entry.key)), default: []].append(index + 1)
      places[Stem.of(String(entry.value)), default: []].append(-index - 1)
    }
    return places
  }()

  /// The places of some words.
  static func places(of words: [String]) -> [Int] {
    words.flatMap { places[Stem.of($0)] ?? [] }
  }
}

/// Words that say nothing by themselves.
enum GenericWords {
  static let all = Set(WordList.genericWords.entries.map { String($0.key) })
}
