package import TerminalKit

/// Text broken into lines while it arrives: what was broken once is not looked at again, so that a
/// piece of a long reply costs what the piece costs.
///
/// The lines are those of `TextLayout.wrap` for the whole text, wherever the pieces were cut; only
/// tabs are four spaces wherever they stand.
package struct WrappedText: Hashable, Sendable {
  package let width: Int
  package let glyphs: Glyphs

  /// Lines that nothing changes any more.
  private var settled: [String] = []
  /// The clusters of the line that still grows, and the columns they take.
  private var open: [Glyph] = []
  private var used = 0
  /// Where a space last stood in the open line.
  private var lastSpace: Int?
  /// Whether the open line began because the one before was full: then spaces at its beginning go.
  private var isContinued = false
  /// The last character, which what follows may still join.
  private var held = ""
  /// The open line with what is held, as it is shown.
  private var tail: [String] = []

  /// Creates a text without a line.
  package init(width: Int, glyphs: Glyphs) {
    self.width = max(1, width)
    self.glyphs = glyphs
  }

  /// Breaks a whole text.
  package init(_ text: String, width: Int, glyphs: Glyphs) {
    self.init(width: width, glyphs: glyphs)
    append(text)
  }

  /// How many lines there are.
  package var count: Int { settled.count + tail.count }

  /// A line.
  package subscript(index: Int) -> String {
    index < settled.count ? settled[index] : tail[index - settled.count]
  }

  /// Takes the next piece.
  package mutating func append(_ piece: String) {
    guard !piece.isEmpty else { return }
    var text = held + piece
    held = text.popLast().map(String.init) ?? ""
    take(text)
    var rest = self
    rest.settled = []
    rest.take(held)
    rest.endLine()
    tail = rest.settled
  }

  private mutating func take(_ text: String) {
    if text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A }) {
      return takePlain(Array(text.utf8))
    }
    let text = text.utf8.contains(0x09) ? text.replacing("\t", with: "    ") : text
    for glyph in Sanitizer.glyphs(of: text, newlines: .keep, set: glyphs) {
      if glyph.cluster == "\n" { endLine() } else { push(glyph) }
    }
  }

  /// Takes printable ASCII and line ends: whole lines as they stand, the rest by clusters.
  private mutating func takePlain(_ bytes: [UInt8]) {
    let (space, newline) = (UInt8(ascii: " "), UInt8(ascii: "\n"))
    var start = 0
    func takeOne() {
      if bytes[start] == newline { endLine() } else { push(Self.plain[Int(bytes[start]) - 0x20]) }
      start += 1
    }
    while start < bytes.count, !open.isEmpty { takeOne() }
    while bytes.count - start > width {
      if isContinued, bytes[start] == space {
        start += 1
        continue
      }
      var end = start
      var lastSpace = start
      while end < start + width, bytes[end] != newline {
        if bytes[end] == space { lastSpace = end }
        end += 1
      }
      if bytes[end] == newline {
        if end > start || !isContinued { settle(bytes[start..<end]) }
        (start, isContinued) = (end + 1, false)
        continue
      }
      if bytes[end] != space, lastSpace > start { end = lastSpace }
      var shown = bytes[start..<end]
      while shown.last == space { shown.removeLast() }
      settle(shown)
      (start, isContinued) = (end, true)
    }
    while start < bytes.count { takeOne() }
  }

  private mutating func settle(_ line: ArraySlice<UInt8>) {
    settled.append(String(decoding: line, as: UTF8.self))
  }

  /// The ASCII clusters, made once.
  private static let plain = Sanitizer.glyphs(
    of: String(String.UnicodeScalarView((UInt8(0x20)..<0x7F).map { Unicode.Scalar($0) })))

  private mutating func push(_ glyph: Glyph) {
    let isSpace = glyph.cluster == " "
    if isSpace, isContinued, open.isEmpty { return }
    if used + glyph.width > width, !open.isEmpty {
      breakLine(before: glyph)
      if isSpace, open.isEmpty { return }
    }
    if isSpace { lastSpace = open.count }
    open.append(glyph)
    used += glyph.width
  }

  /// Ends a full line, between words where that is possible.
  private mutating func breakLine(before glyph: Glyph) {
    var end = open.count
    if glyph.cluster != " ", glyph.width == 1, let lastSpace, lastSpace > 0 { end = lastSpace }
    let rest = open[end...].drop { $0.cluster == " " }
    while end > 0, open[end - 1].cluster == " " { end -= 1 }
    settled.append(Self.string(open[..<end]))
    open = Array(rest)
    used = open.reduce(0) { $0 + $1.width }
    lastSpace = nil
    isContinued = true
  }

  private mutating func endLine() {
    if !(open.isEmpty && isContinued) { settled.append(Self.string(open[...])) }
    (open, used, lastSpace, isContinued) = ([], 0, nil, false)
  }

  private static func string(_ glyphs: ArraySlice<Glyph>) -> String {
    var result = ""
    for glyph in glyphs { result.append(glyph.cluster) }
    return result
  }
}
