internal import Synchronization
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct InputLinesTests {
  private func lines(of chunks: [[UInt8]]) async throws -> [String] {
    let rest = Mutex(chunks)
    var lines = InputLines(
      InputChannel(isTerminal: false, name: "test") {
        rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      })
    var result: [String] = []
    while let line = try await lines.next() { result.append(line) }
    return result
  }

  @Test func linesEndInAnyWay() async throws {
    #expect(try await lines(of: [Array("a\r\nb\n\nc".utf8)]) == ["a", "b", "", "c"])
    #expect(try await lines(of: [Array("a\n".utf8)]) == ["a"])
    #expect(try await lines(of: []) == [])
  }

  @Test func aLineMayComeInPieces() async throws {
    let chunks = Array("\u{FEFF}größe\nzwei\n".utf8).map { [$0] }
    #expect(try await lines(of: chunks) == ["größe", "zwei"])
  }

  @Test func whatIsNoUTF8IsRefused() async throws {
    await #expect(throws: CommandFailure.badData("test:2: the line is not UTF-8")) {
      try await lines(of: [[0x61, 0x0A, 0xFF, 0x0A]])
    }
  }
}
