/// The distinct words of some texts, each looked at once.
struct Vocabulary: Sendable {
  /// What is known of a word without any vector.
  struct Word: Sendable {
    /// The word in lower case.
    var text: String
    /// The word without a plural ending.
    var stem: String
    /// A stable hash of the stem.
    var key: UInt64
    /// Whether it only holds sentences together.
    var isStop: Bool
    /// Whether it can be part of a topic: no stop word, no number, no lone letter.
    var isContent: Bool
    /// How often it was seen capitalised where no sentence begins.
    var capitalized = 0
    /// How often it was seen in lower case.
    var lowercase = 0

    /// Whether it is capitalised more often than not.
    var isMostlyName: Bool { capitalized > lowercase }
  }

  /// The words in order of first appearance.
  private(set) var words: [Word] = []
  private var index: [String: Int] = [:]

  /// The position of a word, which is added when it is new.
  mutating func intern(_ text: String) -> Int {
    if let known = index[text] { return known }
    let stem = Stem.of(text)
    let isStop = StopWords.all.contains(text)
    words.append(
      Word(
        text: text, stem: stem, key: StableHash.of(stem), isStop: isStop,
        isContent: !isStop && Self.canBeContent(text)))
    index[text] = words.count - 1
    return words.count - 1
  }

  /// Notes the case a word was seen in.
  mutating func noteCase(of word: Int, isCapitalized: Bool) {
    if isCapitalized { words[word].capitalized += 1 } else { words[word].lowercase += 1 }
  }

  private static func canBeContent(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, !scalars.allSatisfy(\.isDecimalDigit) else { return false }
    // A lone letter says nothing in an alphabet; a lone ideograph is a word.
    return scalars.count > 1 || first.isUnspaced
  }
}

/// The crude singular that the features are compared by.
enum Stem {
  /// A lower-case word without a plural ending; other words unchanged.
  static func of(_ word: String) -> String {
    let bytes = word.utf8
    guard bytes.last == UInt8(ascii: "s"), bytes.count > 3 else { return word }
    if bytes.count > 4, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
    return String(word.dropLast())
  }
}

/// Hashes that are the same in every run, unlike Swift's own.
enum StableHash {
  /// FNV-1a over the bytes, then mixed.
  static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mixed(hash)
  }

  /// The hash of a sequence from the hash of its beginning and the next element's.
  static func appending(_ next: UInt64, to hash: UInt64) -> UInt64 {
    mixed(((hash << 7) | (hash >> 57)) &+ next &+ 0x9e37_79b9_7f4a_7c15)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
