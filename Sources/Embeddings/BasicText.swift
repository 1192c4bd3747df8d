internal import Foundation

/// Cleans text the way BERT's uncased models expect it.
enum BasicText {
  /// The text in UTF-8, lower-cased, without accents and control characters; one space or more
  /// between words, punctuation marks and CJK characters.
  static func spaced(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 < 0x80 }) { return spaced(ascii: utf8) }
      return spaced(scalars: String(decoding: utf8, as: UTF8.self))
    }
  }

  private static func spaced(ascii: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(ascii.count + ascii.count / 4)
    for byte in ascii {
      switch classes[Int(byte)] {
      case .letter: out.append(byte)
      case .capital: out.append(byte | 0x20)
      case .space: out.append(space)
      case .mark:
        out.append(space)
        out.append(byte)
        out.append(space)
      case .control: break
      }
    }
    return out
  }

  private static func spaced(scalars text: String) -> [UInt8] {
    var out: [UInt8] = []
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch kind(of: scalar) {
      case .control, .accent: break
      case .space: out.append(space)
      case .alone:
        out.append(space)
        UTF8.encode(scalar).map { out.append(contentsOf: $0) }
        out.append(space)
      case .letter:
        out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return out
  }

  /// What a character of a decomposed text is to the splitter.
  enum Kind {
    case letter
    case accent
    case space
    /// Punctuation, or a CJK character: a word by itself.
    case alone
    case control
  }

  static func kind(of scalar: Unicode.Scalar) -> Kind {
    if scalar.isASCII {
      switch classes[Int(scalar.value)] {
      case .letter, .capital: return .letter
      case .space: return .space
      case .mark: return .alone
      case .control: return .control
      }
    }
    if scalar.properties.isWhitespace { return .space }
    if isIdeograph(scalar) { return .alone }
    switch scalar.properties.generalCategory {
    case .nonspacingMark: return .accent
    case .control, .format, .privateUse, .surrogate, .unassigned: return .control
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .alone
    default: return scalar.value == 0xFFFD ? .control : .letter
    }
  }

  /// The blocks BERT calls CJK: ideographs, not kana or Hangul.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      return true
    default: return false
    }
  }

  private enum Class {
    case letter
    case capital
    case space
    case mark
    case control
  }

  private static let space = UInt8(ascii: " ")

  private static let classes: [Class] = (0..<128).map { code in
    switch code {
    case 9, 10, 13, 32: .space
    case 0..<32, 127: .control
    case 65...90: .capital
    case 48...57, 97...122: .letter
    default: .mark
    }
  }
}
