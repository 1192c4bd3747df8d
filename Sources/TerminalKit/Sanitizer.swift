/// Makes any text safe to show: no control character reaches the terminal raw.
///
/// Escapes, C0 and C1 controls, bidirectional controls and line separators become visible
/// (`␛`, `\u{202E}`), tabs become spaces, variation selectors go, and of a cluster whose width
/// terminals dispute only the first scalar stays; a flag becomes its two letters, and a code point
/// without a character `U+FFFD`.
public enum Sanitizer {
  /// What becomes of line ends.
  public enum Newlines: Sendable, Hashable {
    /// Kept, for text that is laid out over several lines.
    case keep
    /// One space each.
    case space
    /// The sign `␊`.
    case visible
  }

  /// Columns between tab stops.
  public static let tabWidth = 4

  /// The text as it may be shown.
  public static func clean(
    _ text: String, newlines: Newlines = .keep, glyphs set: Glyphs = .unicode
  ) -> String {
    if isPlain(text) { return text }
    var result = ""
    for glyph in glyphs(of: text, newlines: newlines, set: set) { result.append(glyph.cluster) }
    return result
  }

  /// The clusters of a text with their widths; a kept line end has width 0.
  public static func glyphs(
    of text: String, newlines: Newlines = .space, set: Glyphs = .unicode
  ) -> [Glyph] {
    var column = 0
    return glyphs(of: text, newlines: newlines, set: set, column: &column)
  }

  /// The clusters of a text that goes on at a column, which moves on.
  static func glyphs(
    of text: String, newlines: Newlines, set: Glyphs, column: inout Int
  ) -> [Glyph] {
    var result: [Glyph] = []
    result.reserveCapacity(text.utf8.count)
    for character in text {
      let first = result.count
      append(character, to: &result, newlines: newlines, column: column, set: set)
      for glyph in result[first...] {
        column = glyph.cluster == "\n" ? 0 : column + glyph.width
      }
    }
    return result
  }

  /// Whether the text is printable ASCII throughout: then it is its own display form.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  private static func append(
    _ character: Character, to result: inout [Glyph], newlines: Newlines, column: Int, set: Glyphs
  ) {
    if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F {
      result.append(Glyph(character, 1))
      return
    }
    if character == "\n" || character == "\r\n" {
      switch newlines {
      case .keep: result.append(Glyph("\n", 0))
      case .space: result.append(Glyph(" ", 1))
      case .visible: escape("\n", to: &result, set: set)
      }
      return
    }
    if character == "\t" {
      let spaces = tabWidth - column % tabWidth
      result.append(contentsOf: repeatElement(Glyph(" ", 1), count: spaces))
      return
    }
    appendScalars(of: character, to: &result, set: set)
  }

  private static func appendScalars(
    of character: Character, to result: inout [Glyph], set: Glyphs
  ) {
    var base: [Unicode.Scalar] = []
    var width = 0
    var marks = 0
    func flush() {
      guard !base.isEmpty else { return }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: base)
      let text = String(view)
      let cluster = text.count == 1 ? Character(text) : Character(String(base[0]))
      if set == .ascii {
        let shown = Glyphs.ascii(for: cluster)
        result.append(contentsOf: repeatElement(Glyph(shown, 1), count: max(1, width)))
      } else {
        result.append(Glyph(cluster, max(1, width)))
      }
      (base, width, marks) = ([], 0, 0)
    }
    let scalars = Array(character.unicodeScalars)
    let isPictograph = scalars[0].properties.isEmoji && scalars[0].value > 0x7F
    for scalar in scalars {
      if isRegionalIndicator(scalar) {
        flush()
        let letter = Unicode.Scalar(UInt8(scalar.value - 0x1F1E6) + 0x41)
        result.append(Glyph(Character(letter), 1))
      } else if isHidden(scalar) {
        // After a joiner comes the rest of a family, after a pictograph its skin or its tag.
        if scalar == "\u{200D}", isPictograph { break }
      } else if isDangerous(scalar) {
        flush()
        escape(scalar, to: &result, set: set)
      } else if !GraphemeWidth.isAssigned(scalar) {
        // No two terminals agree on its width.
        flush()
        result.append(Glyph(set == .ascii ? "?" : "\u{FFFD}", 1))
      } else if isPictograph, !base.isEmpty, scalar.properties.isEmojiModifier {
        break
      } else {
        let columns = GraphemeWidth.width(of: scalar)
        if columns == 0, base.isEmpty {
          // A mark without a letter stands on a dotted circle, else it would join the cell before.
          (base, width, marks) = (["\u{25CC}", scalar], 1, 1)
        } else if columns == 0 {
          marks += 1
          // A cell of ncurses holds four marks; more are a tower that nobody reads.
          if marks <= 4 { base.append(scalar) }
        } else {
          base.append(scalar)
          width += columns
          marks = 0
        }
      }
    }
    flush()
  }

  private static func escape(_ scalar: Unicode.Scalar, to result: inout [Glyph], set: Glyphs) {
    let value = scalar.value
    let text: String
    if set == .ascii, value < 0x20 {
      text = "^" + String(Unicode.Scalar(UInt8(value) + 0x40))
    } else if set == .ascii, value == 0x7F {
      text = "^?"
    } else if value < 0x20, let picture = Unicode.Scalar(0x2400 + value) {
      text = String(picture)
    } else if value == 0x7F {
      text = "\u{2421}"
    } else {
      text = "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    }
    for character in text { result.append(Glyph(character, 1)) }
  }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x1F1E6 && scalar.value <= 0x1F1FF
  }

  /// Scalars without a picture of their own that do no harm: they are left out.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF,
      0x20E3, 0xE0020...0xE007F, 0xE0100...0xE01EF:
      true
    default: false
    }
  }

  /// Controls: they would move the cursor, end the line or turn the text around.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2065...0x206F,
      0xFFF9...0xFFFB, 0xE0000...0xE001F, 0xE0080...0xE00FF, 0xE01F0...0xE0FFF:
      true
    default: noncharacter(scalar.value)
    }
  }

  private static func noncharacter(_ value: UInt32) -> Bool {
    value & 0xFFFE == 0xFFFE || (value >= 0xFDD0 && value <= 0xFDEF)
  }
}
