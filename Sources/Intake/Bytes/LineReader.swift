internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Reads a file or standard input line by line and never holds more than a line and a chunk.
struct LineReader: ~Copyable {
  /// The longest line that is read, in bytes.
  static let maximumLine = 256 << 20
  private static let chunk = 1 << 18

  /// The name in messages.
  let name: String
  /// The number of the last line, from 1.
  private(set) var line = 0
  /// How many bytes were read.
  private(set) var bytesRead = 0

  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var buffer: [UInt8] = []
  private var start = 0
  private var scanned = 0
  private var isAtEnd = false
  private var linesInPiece = 0

  /// Opens `path`; `-` is standard input.
  /// - Throws: `ImportProblem` when it cannot be opened.
  init(path: String) throws {
    if path == "-" {
      name = "standard input"
      descriptor = STDIN_FILENO
      ownsDescriptor = false
    } else {
      name = path
      ownsDescriptor = true
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw ImportProblem(file: path, line: nil, reason: String(cString: strerror(errno)))
      }
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        throw ImportProblem(file: path, line: nil, reason: "this is a folder; name its files")
      }
    }
  }

  deinit {
    if ownsDescriptor, descriptor >= 0 { close(descriptor) }
  }

  /// Hands the next line to `body`, without line ending and byte order mark; `nil` at the end.
  /// - Throws: `ImportProblem` when the file cannot be read, `CancellationError`.
  mutating func next<Value>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
  ) throws -> Value? {
    guard let range = try nextRange() else { return nil }
    line += 1
    return try buffer.withUnsafeBufferPointer { bytes in
      var range = range
      if line == 1 {
        if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { range.removeFirst(3) }
        if bytes[range].starts(with: [0xFF, 0xFE]) || bytes[range].starts(with: [0xFE, 0xFF]) {
          throw ImportProblem(
            file: name, line: 1, reason: "the file is UTF-16; save it as UTF-8")
        }
      }
      if range.last.map({ bytes[$0] == 0x0D }) == true { range.removeLast() }
      return try body(UnsafeBufferPointer(rebasing: bytes[range]))
    }
  }

  /// The first bytes of what is not read yet, at most `count`; fewer at the end. They stay to be
  /// read.
  /// - Throws: `ImportProblem` when the file cannot be read, `CancellationError`.
  mutating func peek(_ count: Int) throws -> [UInt8] {
    while buffer.count - start < count, !isAtEnd { try fill() }
    return Array(buffer[start...].prefix(count))
  }

  /// Hands bytes to `body` up to the first of which `isEnd` is true, and with it, whatever lines
  /// they are on; `nil` at the end. The last piece of a file may lack such an end.
  ///
  /// `isEnd` sees every byte once. The number of the line stays that on which the piece begins.
  /// - Throws: `ImportProblem` when the file cannot be read, `CancellationError`.
  mutating func nextPiece<Value>(
    endingWhere isEnd: (UInt8) -> Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
  ) throws -> Value? {
    line += linesInPiece
    linesInPiece = 0
    if line == 0 {
      line = 1
      if try peek(3) == [0xEF, 0xBB, 0xBF] { start += 3 }
      scanned = start
    }
    var end: Int?
    while end == nil {
      if scanned < buffer.count {
        let from = scanned
        end = buffer.withUnsafeBufferPointer { bytes in
          bytes[from...].firstIndex(where: isEnd)
        }
        scanned = end.map { $0 + 1 } ?? buffer.count
      }
      if end != nil { break }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        break
      }
      try fill()
    }
    let range = start..<scanned
    start = scanned
    return try buffer.withUnsafeBufferPointer { bytes in
      let piece = UnsafeBufferPointer(rebasing: bytes[range])
      linesInPiece = piece.count { $0 == 0x0A }
      return try body(piece)
    }
  }

  private mutating func nextRange() throws -> Range<Int>? {
    while true {
      if scanned < buffer.count {
        let found = buffer.withUnsafeBytes { bytes -> Int? in
          guard let base = bytes.baseAddress,
            let hit = memchr(base + scanned, 0x0A, bytes.count - scanned)
          else { return nil }
          return UnsafeRawPointer(hit) - base
        }
        if let found {
          defer {
            start = found + 1
            scanned = start
          }
          return start..<found
        }
        scanned = buffer.count
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer {
          start = buffer.count
          scanned = start
        }
        return start..<buffer.count
      }
      try fill()
    }
  }

  private mutating func fill() throws {
    if start > 0 {
      buffer.removeSubrange(..<start)
      scanned -= start
      start = 0
    }
    guard buffer.count < Self.maximumLine else {
      throw ImportProblem(
        file: name, line: line + 1,
        reason: "the line is longer than \(Self.maximumLine >> 20) MB; split the history")
    }
    try waitForBytes()
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.chunk))
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { read(descriptor, $0 + old, Self.chunk) } ?? 0
    }
    buffer.removeLast(Self.chunk - max(0, count))
    guard count >= 0 || errno == EINTR else {
      throw ImportProblem(file: name, line: line + 1, reason: String(cString: strerror(errno)))
    }
    if count == 0 { isAtEnd = true }
    bytesRead += max(0, count)
  }

  /// Whether standard input has bytes or has ended.
  static func isStandardInputReady() throws -> Bool {
    try Task.checkCancellation()
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// A pipe may stay silent for ever: look at cancellation ten times a second meanwhile.
  private func waitForBytes() throws {
    try Task.checkCancellation()
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, 100) == 0 { try Task.checkCancellation() }
  }
}
