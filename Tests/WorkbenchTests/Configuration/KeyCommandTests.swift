internal import Foundation
internal import Testing

@testable import Workbench

@Suite struct KeyCommandTests {
  private func run(
    _ command: String, environment: [String: String] = [:], patience: Double = 60,
    limit: Int = 4096
  ) async -> KeyCommand.Outcome {
    await KeyCommand.run(
      command, environment: environment.merging(["PATH": "/usr/bin:/bin"]) { $1 },
      patience: patience, limit: limit)
  }

  @Test func whatComesAfterTheLimitIsDropped() async {
    #expect(await run("printf 0123456789", limit: 4) == .finished(Array("0123".utf8)))
    #expect(await run("printf 0123456789; exit 3", limit: 4) == .failed(3))
  }

  @Test func aVariableThatNoShellCanUseIsLeftOut() async {
    let outcome = await run("printf %s \"$B\"", environment: ["1A": "x", "B": "y"])
    #expect(outcome == .finished(Array("y".utf8)))
  }

  @Test func itHasTheSignalsOfAProgramThatWasJustStarted() async throws {
    signal(SIGPIPE, SIG_IGN)
    guard case .finished(let bytes) = await run("grep -E '^Sig(Blk|Ign)' /proc/self/status") else {
      Issue.record("the command failed")
      return
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      let signals = try #require(UInt64(line.split(separator: "\t").last ?? "", radix: 16))
      // The two after these are the C library's own.
      #expect(signals & 0x7FFF_FFFF == 0, "\(line)")
    }
  }

  @Test func itsWholeGroupIsKilledWhenItIsLate() async {
    let path = NSTemporaryDirectory() + "pipe \(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let outcome = await run(
      "sleep 600 > \"$FIFO\" & wait", environment: ["FIFO": path], patience: 1)
    #expect(outcome == .tooSlow)
    // Its writer is gone.
    var state = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    #expect(poll(&state, 1, 10_000) == 1)
    #expect(state.revents & Int16(POLLHUP) != 0)
  }
}
