/// Cuts a stream into lines as they come, so that an answer need not wait for the end of input.
package struct InputLines {
  /// The number of the line that was read last, from 1.
  package private(set) var number = 0

  private let channel: InputChannel
  private var waiting: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  package init(_ channel: InputChannel) {
    self.channel = channel
  }

  /// The next line without its end, `nil` after the last. A byte order mark is left out.
  ///
  /// - Throws: `CommandFailure` when the line is not UTF-8, and what reading throws.
  package mutating func next() async throws -> String? {
    var searched = start
    while true {
      if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return try line(waiting[start..<end])
      }
      if isAtEnd {
        guard start < waiting.count else { return nil }
        defer { start = waiting.count }
        return try line(waiting[start...])
      }
      waiting.removeFirst(start)
      start = 0
      searched = waiting.count
      if let more = try await channel.read() { waiting += more } else { isAtEnd = true }
    }
  }

  private mutating func line(_ bytes: ArraySlice<UInt8>) throws -> String {
    number += 1
    var bytes = bytes
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure.badData("\(channel.name):\(number): the line is not UTF-8")
    }
    return text
  }
}
