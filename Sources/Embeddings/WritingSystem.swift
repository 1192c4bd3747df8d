/// How a stretch of text is written, as far as it decides who can read it.
enum WritingSystem: Sendable, Hashable {
  /// Latin letters, digits, punctuation and white space: what the table's vocabulary has words for.
  case latin
  /// Another script that puts space between words: Greek, Cyrillic, Arabic, Hangul …
  case spaced
  /// A script without space between words: Chinese, Japanese, Thai …
  case unspaced
  /// Emoji, each by itself.
  case pictograph

  /// A stretch of text in one writing system: of `.spaced`, one word; of `.unspaced`, all that
  /// stands together; of `.pictograph`, one character.
  struct Run: Equatable {
    var system: WritingSystem
    var text: String
  }

  /// The runs of a text, in order. Latin runs keep their spaces.
  static func runs(of text: String) -> [Run] {
    var runs: [Run] = []
    for scalar in text.unicodeScalars {
      let system = of(scalar)
      if let system, runs.last?.system != system || system == .pictograph {
        runs.append(Run(system: system, text: ""))
      }
      // A mark that belongs to no system stays with the letter before it.
      if runs.isEmpty { runs.append(Run(system: .latin, text: "")) }
      runs[runs.count - 1].text.unicodeScalars.append(scalar)
    }
    return runs
  }

  /// The writing system of a character; `nil` for marks, joiners and selectors, which follow
  /// the character before them.
  static func of(_ scalar: Unicode.Scalar) -> WritingSystem? {
    if scalar.value < 0x300 { return .latin }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return nil
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber:
      if isLatin(scalar) { return .latin }
      return isUnspaced(scalar) ? .unspaced : .spaced
    case .modifierSymbol where properties.isEmojiModifier: return nil
    default:
      // Below this, "emoji" are digits, arrows and signs that text uses for other ends.
      return properties.isEmoji && scalar.value >= 0x2600 ? .pictograph : .latin
    }
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Phonetic letters, Latin Additional, superscripts to number forms, Latin C, D and E,
    // ligatures, full-width letters and digits.
    case 0x1D00...0x1DBF, 0x1E00...0x1EFF, 0x2070...0x218F, 0x2C60...0x2C7F, 0xA720...0xA7FF,
      0xAB30...0xAB6F, 0xFB00...0xFB06, 0xFF10...0xFF5A:
      return true
    default: return false
    }
  }

  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Thai and Lao, Myanmar, Khmer, the ideographic marks, kana and Bopomofo, half-width kana,
    // kana supplements.
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x312F,
      0x31F0...0x31FF, 0xFF66...0xFF9F, 0x1B000...0x1B16F:
      return true
    default: return BasicText.isIdeograph(scalar)
    }
  }
}
