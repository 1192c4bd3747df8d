internal import CWordLists

/// A list that the binary carries. It is written by hand, in `Sources/CWordLists/data`; the first
/// lines of a file say what its lines mean.
enum WordList: String, CaseIterable, Sendable {
  case films = "films.txt"
  case genericWords = "generic-words.txt"
  case labelGlosses = "label-glosses.txt"
  case lexiconPhrases = "lexicon-phrases.txt"
  case lexiconWords = "lexicon-words.txt"
  case opposites = "opposites.txt"
  case publicOpinion = "public-opinion.txt"

  /// What a line says: something, an equals sign between two spaces, and what is known of it.
  struct Entry: Sendable {
    let key: Substring
    let value: Substring

    /// Reads a line; `nil` when it is no entry.
    init?(_ line: Substring) {
      let (utf8, space) = (line.utf8, UInt8(ascii: " "))
      guard let sign = utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      let (before, behind) = (utf8[..<sign], utf8[sign...].dropFirst())
      let (key, value) = (before.dropLast(), behind.dropFirst())
      guard before.last == space, behind.first == space, !key.isEmpty, key.first != space,
        !value.isEmpty, !value.contains(UInt8(ascii: "="))
      else { return nil }
      self.key = Substring(key)
      self.value = Substring(value)
    }
  }

  /// The entries in order. A line that is none is left out; a test reads every line.
  var entries: [Entry] { lines.compactMap { Entry($0.text) } }

  /// The entries whose value is a number.
  var numbers: [(key: Substring, value: Double)] {
    entries.compactMap { entry in Double(entry.value).map { (key: entry.key, value: $0) } }
  }

  /// The lines but empty ones and those that begin with `#`, numbered from 1.
  var lines: [(number: Int, text: Substring)] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated().filter { !$1.isEmpty && $1.first != UInt8(ascii: "#") }
      .map { (number: $0 + 1, text: Substring($1)) }
  }

  private var bytes: UnsafeBufferPointer<UInt8> {
    switch self {
    case .films:
      UnsafeBufferPointer(start: word_list_films(), count: word_list_films_size())
    case .genericWords:
      UnsafeBufferPointer(start: word_list_generic_words(), count: word_list_generic_words_size())
    case .labelGlosses:
      UnsafeBufferPointer(start: word_list_label_glosses(), count: word_list_label_glosses_size())
    case .lexiconPhrases:
      UnsafeBufferPointer(
        start: word_list_lexicon_phrases(), count: word_list_lexicon_phrases_size())
    case .lexiconWords:
      UnsafeBufferPointer(start: word_list_lexicon_words(), count: word_list_lexicon_words_size())
    case .opposites:
      UnsafeBufferPointer(start: word_list_opposites(), count: word_list_opposites_size())
    case .publicOpinion:
      UnsafeBufferPointer(start: word_list_public_opinion(), count: word_list_public_opinion_size())
    }
  }
}
