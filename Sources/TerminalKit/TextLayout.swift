/// Breaks and cuts text by display columns (ours).
public enum TextLayout {
  /// Lines of at most `width` columns, broken between words where that is possible.
  ///
  /// Line ends in the text are kept; spaces at a break are dropped; a word longer than a line is
  /// cut. A cluster wider than the line stands alone on its line and is clipped when drawn.
  public static func wrap(_ text: String, width: Int, glyphs set: Glyphs = .unicode) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    for paragraph in Sanitizer.glyphs(of: text, newlines: .keep, set: set)
      .split(separator: Glyph("\n", 0), omittingEmptySubsequences: false)
    {
      wrap(paragraph, width: width, into: &lines)
    }
    return lines
  }

  private static func wrap(_ glyphs: ArraySlice<Glyph>, width: Int, into lines: inout [String]) {
    var start = glyphs.startIndex
    repeat {
      var end = start
      var used = 0
      var lastBreak: Int?
      while end < glyphs.endIndex, used + glyphs[end].width <= width {
        if glyphs[end].cluster == " " { lastBreak = end }
        used += glyphs[end].width
        end += 1
      }
      if end == start, end < glyphs.endIndex { end += 1 }
      var next = end
      if end < glyphs.endIndex, glyphs[end].cluster != " " {
        // A wide script breaks between any two signs; in others a break needs a space.
        if glyphs[end].width == 1, let lastBreak, lastBreak > start {
          (end, next) = (lastBreak, lastBreak)
        }
      }
      while end > start, end < glyphs.endIndex, glyphs[end - 1].cluster == " " { end -= 1 }
      lines.append(string(glyphs[start..<end]))
      while next < glyphs.endIndex, glyphs[next].cluster == " " { next += 1 }
      start = next
    } while start < glyphs.endIndex
  }

  /// The text on one line of at most `width` columns, ending in an ellipsis where it was cut.
  public static func truncate(_ text: String, width: Int, glyphs set: Glyphs = .unicode) -> String {
    if Sanitizer.isPlain(text), text.utf8.count <= width { return text }
    let glyphs = Sanitizer.glyphs(of: text, set: set)
    return string(truncate(glyphs, width: width, set: set)[...])
  }

  /// The text filled up with spaces, or cut, to exactly `width` columns.
  public static func pad(_ text: String, width: Int, glyphs set: Glyphs = .unicode) -> String {
    let cut = truncate(text, width: width, glyphs: set)
    return cut + String(repeating: " ", count: max(0, width - GraphemeWidth.width(of: cut)))
  }

  static func truncate(_ glyphs: [Glyph], width: Int, set: Glyphs) -> [Glyph] {
    guard width > 0 else { return [] }
    var used = 0
    var fitting = 0
    for (index, glyph) in glyphs.enumerated() {
      used += glyph.width
      if used <= width - 1 { fitting = index + 1 }
      if used > width { return glyphs[..<fitting] + [Glyph(set.ellipsis, 1)] }
    }
    return glyphs
  }

  private static func string(_ glyphs: ArraySlice<Glyph>) -> String {
    var result = ""
    for glyph in glyphs { result.append(glyph.cluster) }
    return result
  }
}
