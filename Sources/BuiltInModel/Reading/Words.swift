/// A text taken apart into clauses of words.
///
/// A word is a run of letters and digits of any script, with what follows an apostrophe. Scripts
/// that are written without spaces are cut into pairs of characters, each a word of its own.
struct ParsedText: Sendable {
  /// A word where it stands.
  struct Token: Sendable {
    /// Its position in the vocabulary.
    var word: Int
    /// The first scalar and the one after the last.
    var range: Range<Int>
    /// Whether it begins with a capital although no sentence begins there.
    var isCapitalized: Bool
    /// Whether it is a piece of a script without spaces and joins with no neighbour.
    var standsAlone: Bool
  }

  /// The scalars of the text, for quoting it.
  let scalars: [Unicode.Scalar]
  /// The words in order.
  let tokens: [Token]
  /// Clauses as ranges of tokens, none empty.
  let clauses: [Range<Int>]

  /// Takes a text apart and adds its words to a vocabulary.
  init(_ text: String, vocabulary: inout Vocabulary) {
    var scanner = WordScanner(text)
    scanner.scan()
    // Where most words have capitals, as in a heading, capitals name nothing.
    let cased = scanner.words.filter { $0.isCased && !$0.opensSentence }
    let isShouted = cased.count { $0.hasCapital } * 2 > cased.count
    scalars = scanner.scalars
    clauses = scanner.clauses
    tokens = scanner.words.map { found in
      let word = vocabulary.intern(found.text)
      let isCapitalized = found.hasCapital && !found.opensSentence && !isShouted
      if found.isCased, isCapitalized || !found.hasCapital {
        vocabulary.noteCase(of: word, isCapitalized: isCapitalized)
      }
      return Token(
        word: word, range: found.range, isCapitalized: isCapitalized,
        standsAlone: found.standsAlone)
    }
  }

  /// Sentences as ranges of tokens, none empty.
  var sentences: [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    for index in tokens.indices.dropFirst() {
      let end = tokens[index - 1].range.upperBound
      let gap = scalars[end..<max(end, tokens[index].range.lowerBound)]
      guard gap.contains(where: \.closesSentence) else { continue }
      sentences.append(start..<index)
      start = index
    }
    if start < tokens.count { sentences.append(start..<tokens.count) }
    return sentences
  }

  /// The text from the first to the last token of a range, white space made single.
  func surface(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    var result = String.UnicodeScalarView()
    var isSpaced = true
    for scalar in scalars[tokens[first].range.lowerBound..<tokens[last].range.upperBound] {
      let isSpace = scalar.properties.isWhitespace
      if !isSpace { result.append(scalar) } else if !isSpaced { result.append(" ") }
      isSpaced = isSpace
    }
    return String(result)
  }

  /// The text from the first to the last token of a range, exactly as it stands; `nil` for none.
  func words(_ range: Range<Int>) -> String? {
    guard let first = range.first, let last = range.last else { return nil }
    var result = String.UnicodeScalarView()
    result.append(
      contentsOf: scalars[tokens[first].range.lowerBound..<tokens[last].range.upperBound])
    return String(result)
  }

  /// The maximal runs of content words in a clause; pieces of a script without spaces stay alone.
  func chunks(of clause: Range<Int>, in vocabulary: Vocabulary) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var start: Int?
    for index in clause {
      let token = tokens[index]
      let isContent = vocabulary.words[token.word].isContent
      if !isContent || token.standsAlone {
        if let begun = start { chunks.append(begun..<index) }
        start = nil
        if isContent { chunks.append(index..<index + 1) }
      } else if start == nil {
        start = index
      }
    }
    if let begun = start { chunks.append(begun..<clause.upperBound) }
    return chunks
  }
}

/// Finds words and clause boundaries in one pass over the scalars.
private struct WordScanner {
  struct Found {
    var text: String
    var range: Range<Int>
    var isCased: Bool
    var hasCapital: Bool
    var opensSentence: Bool
    var standsAlone: Bool
  }

  let scalars: [Unicode.Scalar]
  var words: [Found] = []
  var clauses: [Range<Int>] = []
  private var clauseStart = 0
  private var opensSentence = true

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func scan() {
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.isUnspaced {
        let end = run(from: index) { $0.isUnspaced }
        addPieces(index..<end)
        index = end
      } else if scalar.isWordPart {
        let end = wordEnd(from: index)
        add(index..<end, standsAlone: false)
        index = end
      } else {
        if isBoundary(at: index) { endClause() }
        if scalar.endsSentence { opensSentence = true }
        index += 1
      }
    }
    endClause()
  }

  private func run(from start: Int, while belongs: (Unicode.Scalar) -> Bool) -> Int {
    var end = start
    while end < scalars.count, belongs(scalars[end]) { end += 1 }
    return end
  }

  private func wordEnd(from start: Int) -> Int {
    let end = run(from: start) { $0.isWordPart && !$0.isUnspaced }
    guard end + 1 < scalars.count, scalars[end] == "'" || scalars[end] == "\u{2019}",
      scalars[end + 1].properties.isAlphabetic
    else { return end }
    return run(from: end + 1) { $0.properties.isAlphabetic && !$0.isUnspaced }
  }

  private mutating func add(_ range: Range<Int>, standsAlone: Bool) {
    var lowered = String.UnicodeScalarView()
    for scalar in scalars[range] {
      if scalar.isASCII {
        let isUpper = ("A"..."Z").contains(scalar)
        lowered.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
      } else if scalar == "\u{2019}" {
        lowered.append("'")
      } else {
        lowered.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    let first = scalars[range.lowerBound]
    var text = String(lowered)
    var range = range
    // Whose it is does not matter: "town's" is "town". What "it's" is, the stop words know.
    if text.hasSuffix("'s"), !StopWords.all.contains(text) {
      text.removeLast(2)
      range = range.dropLast(2)
    }
    words.append(
      Found(
        text: text, range: range, isCased: first.isCased, hasCapital: first.isCapital,
        opensSentence: opensSentence, standsAlone: standsAlone))
    opensSentence = false
  }

  /// Overlapping pairs of a run of a script without spaces.
  private mutating func addPieces(_ run: Range<Int>) {
    guard run.count > 2 else { return add(run, standsAlone: true) }
    for start in run.dropLast() {
      let pair = start..<start + 2
      // Two syllable signs are mostly grammar; the words that matter hold another character.
      if scalars[pair].allSatisfy(\.isHiragana) { continue }
      add(pair, standsAlone: true)
    }
  }

  private mutating func endClause() {
    if words.count > clauseStart { clauses.append(clauseStart..<words.count) }
    clauseStart = words.count
  }

  private func isBoundary(at index: Int) -> Bool {
    let scalar = scalars[index]
    guard scalar == "-" else { return scalar.endsClause }
    // A hyphen joins words; a dash between spaces or a double one parts them.
    func isSpace(_ position: Int) -> Bool {
      scalars.indices.contains(position) && scalars[position].properties.isWhitespace
    }
    let isDouble = index + 1 < scalars.count && scalars[index + 1] == "-"
    return isDouble || (isSpace(index - 1) && isSpace(index + 1))
  }
}

extension Unicode.Scalar {
  var isDecimalDigit: Bool {
    isASCII ? ("0"..."9").contains(self) : properties.generalCategory == .decimalNumber
  }

  /// A letter, a digit, or a mark that belongs to the letter before it.
  fileprivate var isWordPart: Bool {
    if isASCII {
      return ("a"..."z").contains(self) || ("A"..."Z").contains(self) || isDecimalDigit
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber:
      return true
    default:
      return false
    }
  }

  /// Whether it belongs to a script that is written without spaces between words.
  var isUnspaced: Bool {
    switch value {
    case ..<0x0E00: false
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: isWordPart
    case 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFF66...0xFF9F, 0x20000...0x3FFFF:
      isWordPart
    case 0x3005...0x3007: true
    default: false
    }
  }

  fileprivate var isHiragana: Bool { (0x3040...0x309F).contains(value) }

  fileprivate var isCased: Bool {
    isASCII ? !isDecimalDigit : properties.isCased
  }

  fileprivate var isCapital: Bool {
    isASCII ? ("A"..."Z").contains(self) : properties.isUppercase
  }

  fileprivate var endsSentence: Bool {
    switch self {
    case ".", "!", "?", ":", "\"", "(", "[", "\n", "\u{201C}", "\u{2026}", "\u{3002}", "\u{FF01}",
      "\u{FF1F}":
      true
    default: false
    }
  }

  /// Whether a statement ends with it.
  fileprivate var closesSentence: Bool {
    switch self {
    case ".", "!", "?", "\n", "\u{2026}", "\u{3002}", "\u{FF01}", "\u{FF1F}": true
    default: false
    }
  }

  fileprivate var endsClause: Bool {
    if isASCII {
      switch self {
      case ".", "!", "?", ";", ":", ",", "(", ")", "[", "]", "\"", "/", "\n": return true
      default: return false
      }
    }
    switch properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .dashPunctuation,
      .otherPunctuation, .paragraphSeparator, .lineSeparator:
      return true
    case .finalPunctuation:
      // The typographic apostrophe is one, too.
      return self != "\u{2019}"
    default: return false
    }
  }
}
