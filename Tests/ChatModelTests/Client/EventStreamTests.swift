internal import Testing

@testable import ChatModel

@Suite struct EventStreamTests {
  private func data(_ pieces: [[UInt8]]) throws -> [String] {
    var stream = EventStream()
    var events: [EventStream.Event] = []
    for piece in pieces { events += try stream.feed(piece) }
    events += stream.finish()
    return events.map(\.data)
  }

  private let text =
    "\u{FEFF}: a comment\nid: 7\nretry: 9\ndata: {\"a\":\"é🙂\"}\n\nevent: x\r\ndata:one\r\n"
    + "data: two\r\n\r\n:\r\rdata:  three\r\rdata\n\nunknown\n\ndata: [DONE]\n\n"
  private let expected = ["{\"a\":\"é🙂\"}", "one\ntwo", " three", "", "[DONE]"]

  @Test func allOfItAtOnce() throws {
    #expect(try data([Array(text.utf8)]) == expected)
  }

  /// Every place to cut in two, within characters and between CR and LF too.
  @Test func cutAnywhere() throws {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      #expect(try data([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected)
    }
    #expect(try data(bytes.map { [$0] }) == expected)
  }

  @Test func namesBelongToOneEvent() throws {
    var stream = EventStream()
    let events = try stream.feed(Array("event: error\ndata: a\n\ndata: b\n\n".utf8))
    #expect(events.map(\.name) == ["error", ""])
  }

  @Test func theLastEventNeedsNoEmptyLine() throws {
    #expect(try data([Array("data: a\n\ndata: b".utf8)]) == ["a", "b"])
    #expect(try data([Array("event: x\n\n: nothing".utf8)]) == [])
  }

  @Test func brokenUTF8IsMended() throws {
    #expect(try data([[100, 97, 116, 97, 58, 0xFF, 0x41, 10, 10]]) == ["\u{FFFD}A"])
  }

  @Test func aLineWithoutEndIsRefused() throws {
    var stream = EventStream(limit: 1000)
    #expect(throws: EventStream.Oversized.self) {
      for _ in 0..<100 { _ = try stream.feed([UInt8](repeating: 65, count: 100)) }
    }
    var lines = EventStream(limit: 1000)
    #expect(throws: EventStream.Oversized.self) {
      for _ in 0..<100 { _ = try lines.feed(Array("data: 0123456789\n".utf8)) }
    }
  }
}
