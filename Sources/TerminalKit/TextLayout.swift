/// Breaks and cuts text by display columns.
public enum TextLayout {
  /// Lines of at most `width` columns, broken between words where that is possible.
  ///
  /// Line ends in the text are kept; spaces at a break are dropped; a word longer than a line is
  /// cut. A cluster wider than the line stands alone on its line and is clipped when drawn.
  public static func wrap(_ text: String, width: Int, glyphs set: Glyphs = .unicode) -> [String] {
    guard width > 0 else { return [] }
    let glyphs = Sanitizer.glyphs(of: text, newlines: .keep, set: set)
    return lines(of: glyphs, width: width).map { string(glyphs[$0]) }
  }

  /// The same for runs of different meaning: the lines are those of their texts joined.
  public static func wrap(
    _ spans: [Span], width: Int, glyphs set: Glyphs = .unicode
  ) -> [[Span]] {
    guard width > 0 else { return [] }
    var glyphs: [Glyph] = []
    // Where each run ends.
    var ends: [Int] = []
    var column = 0
    for span in spans {
      glyphs += Sanitizer.glyphs(of: span.text, newlines: .keep, set: set, column: &column)
      ends.append(glyphs.count)
    }
    var run = 0
    return lines(of: glyphs, width: width).map { line in
      var parts: [Span] = []
      var start = line.lowerBound
      while start < line.upperBound {
        while ends[run] <= start { run += 1 }
        let end = min(ends[run], line.upperBound)
        parts.append(Span(string(glyphs[start..<end]), spans[run].role))
        start = end
      }
      return parts
    }
  }

  /// The lines of clusters, as ranges of them.
  private static func lines(of glyphs: [Glyph], width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    for paragraph in glyphs.split(separator: Glyph("\n", 0), omittingEmptySubsequences: false) {
      wrap(paragraph, width: width, into: &lines)
    }
    return lines
  }

  private static func wrap(
    _ glyphs: ArraySlice<Glyph>, width: Int, into lines: inout [Range<Int>]
  ) {
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
      lines.append(start..<end)
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
