internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A window on the text of a source: what was read and not yet consumed, with the number of lines
/// before it. It grows with the longest line or row, up to a limit.
struct TextBuffer: ~Copyable {
  /// The longest line or row that is read, in bytes.
  static let maximum = 256 << 20
  /// So many bytes behind the end can be loaded, though they mean nothing.
  static let padding = 64
  private static let chunk = 1 << 20

  private let reader: ByteReader?
  /// The name of the source, for messages.
  let name: String
  let halt: Halt
  /// The window; only `start..<end` means something.
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var start = 0
  private(set) var end = 0
  private(set) var isAtEnd = false
  private var capacity = TextBuffer.chunk
  /// The line, from 1, of the byte at `counted`.
  private var line = 1
  private var counted = 0

  /// Whether text that is not UTF-8 ends the reading; else whoever reads a line looks at it.
  private let isStrict: Bool
  /// Where the text is known to be UTF-8 up to.
  private var checked = 0

  init(_ source: ByteSource, halt: Halt, isStrict: Bool) throws {
    reader = try ByteReader(source)
    name = source.name
    self.halt = halt
    self.isStrict = isStrict
    base = .allocate(capacity: capacity + Self.padding)
    base.initialize(repeating: 0, count: capacity + Self.padding)
  }

  /// A text that is all there.
  init(_ text: some Collection<UInt8>, name: String) {
    reader = nil
    self.name = name
    halt = Halt()
    isStrict = false
    capacity = text.count
    base = .allocate(capacity: capacity + Self.padding)
    base.initialize(repeating: 0, count: capacity + Self.padding)
    _ = UnsafeMutableBufferPointer(start: base, count: capacity).update(fromContentsOf: text)
    end = capacity
    isAtEnd = true
  }

  deinit { base.deallocate() }

  /// How many bytes of the file were read, packed as it is.
  var bytesRead: Int { reader?.position ?? 0 }

  /// What was read and not yet consumed.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + start, count: end - start)
  }

  /// Reads on; everything that was not consumed moves to the front.
  /// - Returns: whether there is more.
  /// - Throws: `ImportProblem` when the file cannot be read or a line is too long,
  ///   `CancellationError`.
  mutating func fill() throws -> Bool {
    guard !isAtEnd else { return false }
    try halt.check()
    if start > 0 {
      _ = line(at: start)
      memmove(base, base + start, end - start)
      end -= start
      counted -= start
      checked = max(0, checked - start)
      start = 0
    }
    if capacity - end < Self.chunk / 2 { try grow() }
    let free = UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
    let count = try reader?.read(into: free) ?? 0
    if count == 0 { isAtEnd = true }
    end += count
    if isStrict { try check() }
    return count > 0
  }

  private mutating func check() throws {
    let (valid, isCutOff) = UTF8Check.scan(base + checked, count: end - checked)
    checked += valid
    guard checked < end, !isCutOff || isAtEnd else { return }
    let line = line(at: checked)
    var first = checked
    while first > 0, base[first - 1] != 0x0A { first -= 1 }
    throw ImportProblem(
      file: name, line: line,
      reason: "byte \(checked - first + 1) of the line is not UTF-8; \(UTF8Check.wayOut)")
  }

  private mutating func grow() throws {
    guard capacity < Self.maximum else {
      throw ImportProblem(
        file: name, line: line(at: start),
        reason: "what begins here is longer than \(Self.maximum >> 20) MB; split it")
    }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + Self.padding)
    larger.initialize(repeating: 0, count: capacity * 2 + Self.padding)
    memcpy(larger, base, end)
    base.deallocate()
    base = larger
    capacity *= 2
  }

  /// Everything before an index of the window is done with.
  mutating func consume(to index: Int) { start = index }

  /// The number of the line of a byte of the window, from 1. Later calls may not ask for earlier
  /// bytes.
  mutating func line(at index: Int) -> Int {
    guard counted < index else { return line }
    // Lines are long, and libc looks at more bytes at a time than plain Swift does.
    while counted < index, let hit = memchr(base + counted, 0x0A, index - counted) {
      counted = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(base) + 1
      line += 1
    }
    counted = index
    return line
  }

  /// The next line without its end, up to the end of the text; `nil` there.
  mutating func nextLine() throws -> (bytes: UnsafeBufferPointer<UInt8>, line: Int)? {
    var scanned = start
    while true {
      if let hit = memchr(base + scanned, 0x0A, end - scanned) {
        let found = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(base)
        return take(upTo: found, next: found + 1)
      }
      let seen = end - start
      if try !fill() { break }
      scanned = start + seen
    }
    return start < end ? take(upTo: end, next: end) : nil
  }

  private mutating func take(
    upTo stop: Int, next: Int
  ) -> (bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    let line = line(at: start)
    let hasReturn = stop > start && base[stop - 1] == 0x0D
    let bytes = UnsafeBufferPointer(
      start: base + start, count: stop - start - (hasReturn ? 1 : 0))
    consume(to: next)
    return (bytes, line)
  }
}
