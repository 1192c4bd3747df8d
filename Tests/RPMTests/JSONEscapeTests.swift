internal import Foundation
internal import RPM
internal import Testing

@Suite struct JSONEscapeTests {
  @Test func everyCharacterComesBackFromFoundation() throws {
    let scalars = (UInt32(0)...0x2FFF).compactMap { Unicode.Scalar($0) } + ["\u{1F600}"]
    var text = ""
    for scalar in scalars { text.unicodeScalars.append(scalar) }
    var json = ""
    JSONEscape.write(text, to: &json)
    let read = try JSONDecoder().decode(String.self, from: Data(json.utf8))
    #expect(read.unicodeScalars.elementsEqual(scalars))
  }

  @Test(arguments: [
    ("plain é", "\"plain é\""), ("", "\"\""), ("\"\\/", #""\"\\/""#),
    ("\n\r\t\u{8}\u{C}\u{1B}", #""\n\r\t\u0008\u000c\u001b""#),
  ])
  func aTextIsWrittenWithFewEscapes(_ text: String, _ json: String) {
    var output = "x"
    JSONEscape.write(text, to: &output)
    #expect(output == "x" + json)
  }

  @Test func onlyEightCharactersHaveAMeaning() {
    let known = (0...0xFF).map { Unicode.Scalar(UInt8($0)) }.filter {
      JSONEscape.meaning(of: $0) != nil
    }
    #expect(known == ["\"", "/", "\\", "b", "f", "n", "r", "t"])
    #expect(
      known.compactMap(JSONEscape.meaning) == ["\"", "/", "\\", "\u{8}", "\u{C}", "\n", "\r", "\t"])
  }

  @Test func onlyAHighAndALowHalfMakeACharacter() {
    #expect(JSONEscape.joined(0xD83D, 0xDE00) == "\u{1F600}")
    #expect(JSONEscape.joined(0xD800, 0xDC00) == "\u{10000}")
    #expect(JSONEscape.joined(0xDBFF, 0xDFFF) == "\u{10FFFF}")
    for (high, low) in [(0xDE00, 0xD83D), (0xD83D, 0xD83D), (0x41, 0xDE00), (0xD83D, 0xE000)] {
      #expect(JSONEscape.joined(UInt32(high), UInt32(low)) == nil)
    }
  }
}
