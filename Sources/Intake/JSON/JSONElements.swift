/// Tells where the elements of one long JSON array end, byte by byte, so that a file of any size is
/// read an element at a time.
struct JSONElements {
  private var depth = 0
  private var isInText = false
  private var isEscaped = false

  /// Whether a byte ends an element that is an object or a list; or is the end of the array itself.
  mutating func ends(at byte: UInt8) -> Bool {
    guard !belongsToText(byte) else { return false }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      return false
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      return depth <= 0
    default:
      return false
    }
  }

  /// Whether a byte opens a list.
  mutating func opens(at byte: UInt8) -> Bool {
    !belongsToText(byte) && byte == UInt8(ascii: "[")
  }

  /// Whether a byte is part of a text, with its quotes.
  private mutating func belongsToText(_ byte: UInt8) -> Bool {
    guard isInText else {
      isInText = byte == UInt8(ascii: "\"")
      return isInText
    }
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInText = false
    }
    return true
  }

  /// Hands every element of the first array of a file to `body`, with its number from 1: the value,
  /// or what is wrong with it.
  /// - Throws: `ImportProblem` when the file ends within the array; what `body` throws.
  static func read(
    _ reader: inout LineReader,
    _ body: (_ number: Int, _ line: Int, Result<JSONValue, JSONReader.Mistake>) throws -> Void
  ) throws {
    var opening = JSONElements()
    _ = try reader.nextPiece(endingWhere: { opening.opens(at: $0) }) { _ in }
    var number = 0
    while true {
      try Task.checkCancellation()
      var elements = JSONElements()
      let piece = try reader.nextPiece(endingWhere: { elements.ends(at: $0) }) { bytes in
        element(in: bytes)
      }
      let isWhole = elements.depth <= 0 && !elements.isInText
      switch piece {
      case .value(let value, let skipped)? where isWhole:
        number += 1
        try body(number, reader.line + skipped, value)
      case .end?: return
      default:
        throw ImportProblem(
          file: reader.name, line: reader.line,
          reason: "the file ends within its list, after element \(number)")
      }
    }
  }

  private enum Piece {
    /// An element, and how many line ends stand before it.
    case value(Result<JSONValue, JSONReader.Mistake>, skipped: Int)
    case end
    /// Nothing but space, at the end of the file.
    case nothing
  }

  /// The element of a piece: what stands behind the comma and before the end.
  private static func element(in bytes: UnsafeBufferPointer<UInt8>) -> Piece {
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ",")]
    let start = bytes.firstIndex { !space.contains($0) } ?? bytes.count
    guard start < bytes.count else { return .nothing }
    if start == bytes.count - 1, bytes[start] == UInt8(ascii: "]") { return .end }
    let skipped = bytes[..<start].count { $0 == 0x0A }
    let element = UnsafeBufferPointer(rebasing: bytes[start...])
    if let offset = UTF8Check.firstInvalidByte(of: element) {
      return .value(
        .failure(JSONReader.Mistake(offset: offset, reason: "this is not UTF-8")),
        skipped: skipped)
    }
    return .value(
      Result { () throws(JSONReader.Mistake) in try JSONReader.value(of: element) },
      skipped: skipped)
  }
}
