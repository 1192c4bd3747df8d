internal import Foundation
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct JSONTextTests {
  @Test func keysAreSortedAndDatesAreISO() throws {
    struct Document: Encodable {
      var zebra = 1
      var apple = Date(timeIntervalSince1970: 0)
      var url = "a/b"
    }
    #expect(
      try JSONText.encode(Document(), isLine: true)
        == #"{"apple":"1970-01-01T00:00:00Z","url":"a/b","zebra":1}"#)
  }

  @Test func whatATerminalObeysIsEscaped() throws {
    let hostile = "\u{1B}[31m\u{7F}\u{9B}\u{61C}\u{200E}\u{202E}\u{2066}\u{2028}\u{2029}é😀"
    let text = try JSONText.encode([hostile], isLine: true)
    #expect(
      text.lowercased()
        == #"["\u001b[31m\u007f\u009b\u061c\u200e\u202e\u2066\u2028\u2029é😀"]"#)
    #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == [hostile])
  }

  @Test func whatIsNoNumberDoesNotFail() throws {
    #expect(try JSONText.encode([-Double.infinity], isLine: true) == #"["-inf"]"#)
  }
}
