internal import Testing

@testable import TerminalKit

@Suite struct SanitizerTests {
  @Test(arguments: [
    ("\u{1B}[31m", "␛[31m", "^[[31m"), ("\u{7}", "␇", "^G"), ("\u{7F}", "␡", "^?"),
    ("\u{9B}1m", "\\u{9B}1m", "\\u{9B}1m"), ("\u{202E}", "\\u{202E}", "\\u{202E}"),
    ("\u{2066}x", "\\u{2066}x", "\\u{2066}x"), ("a\u{2028}b", "a\\u{2028}b", "a\\u{2028}b"),
    ("\u{FFFE}", "\\u{FFFE}", "\\u{FFFE}"), ("\u{E0001}", "\\u{E0001}", "\\u{E0001}"),
    ("\u{301}x", "◌\u{301}x", "?x"), ("soft\u{AD}hyphen", "softhyphen", "softhyphen"),
    ("Zoë “quoted” – 王", "Zoë “quoted” – 王", "Zoe \"quoted\" - ??"),
  ])
  func showsControls(text: String, unicode: String, ascii: String) {
    #expect(Sanitizer.clean(text) == unicode)
    #expect(Sanitizer.clean(text, glyphs: .ascii) == ascii)
  }

  @Test func lineEndsAsTheCallerWants() {
    #expect(Sanitizer.clean("a\r\nb\nc", newlines: .keep) == "a\nb\nc")
    #expect(Sanitizer.clean("a\r\nb\nc", newlines: .space) == "a b c")
    #expect(Sanitizer.clean("a\nb", newlines: .visible) == "a␊b")
    #expect(Sanitizer.clean("a\rb") == "a␍b")
  }

  @Test func tabsGoToTheNextStop() {
    #expect(Sanitizer.clean("a\tb\n\tc") == "a   b\n    c")
  }

  @Test func surrogatesBecomeReplacements() {
    let text = String(decoding: [0x61, 0xED, 0xA0, 0x80, 0x62], as: UTF8.self)
    #expect(Sanitizer.clean(text).unicodeScalars.allSatisfy { $0 == "\u{FFFD}" || $0.isASCII })
  }

  @Test func everyScalarIsSafeAndKeepsItsWidth() {
    var view = String.UnicodeScalarView()
    for value in stride(from: 0 as UInt32, to: 0x30000, by: 1) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      view.removeAll()
      view.append(scalar)
      let glyphs = Sanitizer.glyphs(of: String(view))
      for glyph in glyphs {
        let first = glyph.cluster.unicodeScalars.first?.value ?? 0
        if first < 0x20 || (0x7F..<0xA0).contains(first) || (0x202A...0x202E).contains(first) {
          Issue.record("U+\(String(value, radix: 16)) reaches a cell as \(first)")
        }
        if glyph.width < 1 { Issue.record("U+\(String(value, radix: 16)) has no width") }
      }
      let once = String(glyphs.map(\.cluster))
      if Sanitizer.clean(once) != once {
        Issue.record("U+\(String(value, radix: 16)) changes when it is cleaned twice")
      }
      let ascii = Sanitizer.glyphs(of: String(view), set: .ascii)
      if !ascii.allSatisfy({ $0.cluster.isASCII && $0.width == 1 }) {
        Issue.record("U+\(String(value, radix: 16)) is not ASCII in ASCII")
      }
    }
  }
}
