internal import Foundation
internal import Glibc

/// Takes bytes as they come and gives the server-sent events in them (after the HTML standard).
///
/// Lines may end in LF, CRLF or CR and may be cut anywhere, also within a character. Comments and
/// fields other than `event` and `data` are ignored; several `data` lines are joined by line
/// breaks.
struct EventStream: Sendable {
  /// An event.
  struct Event: Sendable, Hashable {
    /// Its name, empty where it has none.
    var name: String
    /// Its data.
    var data: String
  }

  /// More bytes without an end of the event than any server sends in earnest.
  struct Oversized: Error {}

  private let limit: Int
  private var line: [UInt8] = []
  private var name = ""
  private var data: [UInt8] = []
  private var hasData = false
  private var endedInCR = false
  private var isFirstLine = true

  /// Creates a stream; `limit` is the most bytes of an event.
  init(limit: Int = 4 << 20) { self.limit = limit }

  /// The events that these bytes complete.
  mutating func feed(_ bytes: some ContiguousBytes) throws -> [Event] {
    var events: [Event] = []
    try bytes.withUnsafeBytes { try feed($0, into: &events) }
    return events
  }

  private mutating func feed(
    _ bytes: UnsafeRawBufferPointer, into events: inout [Event]
  ) throws(Oversized) {
    var start = 0
    if endedInCR, bytes.first == 0x0A { start = 1 }
    if !bytes.isEmpty { endedInCR = false }
    while let end = Self.lineEnd(in: bytes, from: start) {
      line += bytes[start..<end]
      guard line.count + data.count <= limit else { throw Oversized() }
      start = end + 1
      if bytes[end] == 0x0D {
        endedInCR = start == bytes.count
        if !endedInCR, bytes[start] == 0x0A { start += 1 }
      }
      endLine(into: &events)
    }
    line += bytes[start...]
    guard line.count + data.count <= limit else { throw Oversized() }
  }

  /// The first CR or LF. Searched by the C library: a stream may be megabytes.
  private static func lineEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    func first(_ byte: Int32, before end: Int) -> Int? {
      memchr(base + start, byte, end - start).map { UnsafeRawPointer($0) - base }
    }
    let lf = first(0x0A, before: bytes.count)
    return first(0x0D, before: lf ?? bytes.count) ?? lf
  }

  /// What the last bytes hold where the stream ended without the empty line after an event.
  mutating func finish() -> [Event] {
    var events: [Event] = []
    if !line.isEmpty { endLine(into: &events) }
    endEvent(into: &events)
    return events
  }

  private mutating func endLine(into events: inout [Event]) {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    }
    guard !line.isEmpty else { return endEvent(into: &events) }
    let colon = line.firstIndex(of: UInt8(ascii: ":"))
    let field = line[..<(colon ?? line.endIndex)]
    var value = colon.map { line[($0 + 1)...] } ?? []
    if value.first == 0x20 { value = value.dropFirst() }
    if field.elementsEqual("data".utf8) {
      if hasData { data.append(0x0A) }
      data += value
      hasData = true
    } else if field.elementsEqual("event".utf8) {
      name = String(decoding: value, as: UTF8.self)
    }
  }

  private mutating func endEvent(into events: inout [Event]) {
    if hasData { events.append(Event(name: name, data: String(decoding: data, as: UTF8.self))) }
    name = ""
    data.removeAll(keepingCapacity: true)
    hasData = false
  }
}
