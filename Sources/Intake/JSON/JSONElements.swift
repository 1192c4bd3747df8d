internal import Foundation

/// Reads the values of a long JSON list, or values that follow one another, an element at a time, so
/// that a file of any size can be read.
struct JSONElements: ~Copyable {
  /// Where the elements stand.
  enum Place {
    /// In a list at a path of keys.
    case list(path: [String])
    /// One after the other.
    case sequence
  }

  private var buffer: TextBuffer
  private let place: Place
  private var hasBegun = false
  private var hasEnded = false
  /// The number of the last element, from 1.
  private(set) var number = 0
  /// The line on which it began.
  private(set) var line = 1

  init(_ buffer: consuming TextBuffer, _ place: Place) {
    self.buffer = buffer
    self.place = place
  }

  var bytesRead: Int { buffer.bytesRead }

  /// The next element, or what is wrong with it; `nil` at the end.
  /// - Throws: `ImportProblem` when the file ends within an element or its list.
  mutating func next() throws -> Result<JSONValue, JSONReader.Mistake>? {
    if !hasBegun { try begin() }
    guard !hasEnded, try skipToElement() else { return nil }
    line = buffer.line(at: buffer.start)
    let end = try elementEnd()
    let bytes = UnsafeBufferPointer(
      start: UnsafePointer(buffer.base) + buffer.start, count: end - buffer.start)
    number += 1
    let result = Result { () throws(JSONReader.Mistake) in try JSONReader.value(of: bytes) }
    buffer.consume(to: end)
    return result
  }

  /// Goes behind the bracket that opens the list.
  private mutating func begin() throws {
    hasBegun = true
    guard case .list(let path) = place else { return }
    var outline = JSONOutline()
    while true {
      for index in buffer.start..<buffer.end {
        if outline.step(buffer.base[index]) == .listOfObjects(path: path) {
          buffer.consume(to: index)
          return
        }
      }
      buffer.consume(to: buffer.end)
      if try !buffer.fill() {
        throw ImportProblem(
          file: buffer.name, line: nil,
          reason: "the list \"\(path.joined(separator: "."))\" was not found")
      }
    }
  }

  /// Goes to the first byte of the next element; `false` where there is none.
  private mutating func skipToElement() throws -> Bool {
    while true {
      var index = buffer.start
      while index < buffer.end, isBetween(buffer.base[index]) { index += 1 }
      buffer.consume(to: index)
      if index < buffer.end {
        if case .list = place, buffer.base[index] == UInt8(ascii: "]") {
          hasEnded = true
          return false
        }
        return true
      }
      if try !buffer.fill() {
        if case .list = place { throw tooEarly() }
        hasEnded = true
        return false
      }
    }
  }

  private func isBetween(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x09...0x0D ~= byte || byte == UInt8(ascii: ",")
  }

  private mutating func tooEarly() -> ImportProblem {
    ImportProblem(
      file: buffer.name, line: buffer.line(at: buffer.start),
      reason: number == 0
        ? "the file ends within its first element"
        : "the file ends within its list, after element \(number)")
  }

  /// The index behind the element at the start of the window.
  private mutating func elementEnd() throws -> Int {
    // All relative to the start, which moves when more is read.
    var scanned = 0
    var depth = 0
    var isInText = false
    while true {
      let base = UnsafePointer(buffer.base) + buffer.start
      let count = buffer.end - buffer.start
      while scanned < count {
        if isInText {
          guard let hit = memchr(base + scanned, 0x22, count - scanned) else {
            scanned = count
            break
          }
          let found = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - base
          var before = found
          while before > 0, base[before - 1] == UInt8(ascii: "\\") { before -= 1 }
          isInText = (found - before) % 2 == 1
          scanned = found + 1
          if !isInText, depth == 0 { return buffer.start + scanned }
          continue
        }
        let byte = base[scanned]
        scanned += 1
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          // The bracket of the list itself ends a bare number before it.
          if depth < 0, scanned > 1 { return buffer.start + scanned - 1 }
          if depth <= 0 { return buffer.start + scanned }
        default:
          if depth == 0, isBetween(byte) { return buffer.start + scanned - 1 }
        }
      }
      if try !buffer.fill() {
        guard depth > 0 || isInText else { return buffer.end }
        throw tooEarly()
      }
    }
  }
}
