internal import Foundation
internal import Testing

@testable internal import Intake

@Suite struct JSONReaderTests {
  @Test func spellingsComeBack() throws {
    let text = #"{"b": [1.50, -0, 2e+10, true, null, {}], "a": "x"}"#
    #expect(try JSONReader.value(of: text).text == text)
  }

  @Test func escapesAreRead() throws {
    let value = try JSONReader.value(of: #""\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#)
    #expect(value == .string("é😀/\u{8}\u{C}\n\r\t\"\\"))
  }

  @Test(arguments: [
    ("", 0), ("[1,]", 3), (#"{"a" 1}"#, 5), ("01", 1), ("1.", 2), ("-", 1), ("tru", 0),
    (#""\ud83d""#, 1), (#""\x""#, 1), ("\"a\nb\"", 2), ("[1 2]", 3), ("nullx", 4),
    (#"{1: 2}"#, 1), ("\"a", 0),
  ])
  func mistakesAreLocated(_ text: String, _ offset: Int) {
    #expect { try JSONReader.value(of: text) } throws: { error in
      (error as? JSONReader.Mistake)?.offset == offset
    }
  }

  @Test func depthIsLimited() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONReader.Mistake.self) { try JSONReader.value(of: deep) }
  }

  /// Whatever is done to a text, this reader and Foundation's agree on whether it is JSON; but for
  /// the comma before a closing bracket, which Foundation lets pass and RFC 8259 does not.
  @Test func agreesWithFoundationOnBrokenTexts() throws {
    let source = Array(#"{"k":[1.5e3,-2,"a\u00e9\n",true,false,null,{"z":""}]}"#.utf8)
    var state: UInt64 = 1
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let alphabet = Array(#"{}[]",:\u0e1-.tn "#.utf8)
    for _ in 0..<3000 {
      var bytes = source
      for _ in 0...next(3) {
        let place = next(bytes.count)
        switch next(3) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = alphabet[next(alphabet.count)]
        default: bytes.insert(alphabet[next(alphabet.count)], at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let ours = (try? JSONReader.value(of: text)) != nil
      let theirs =
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      let hasLooseComma = text.contains(/, *[}\]]/)
      #expect(ours == theirs || hasLooseComma && !ours, "\(text)")
    }
  }
}
