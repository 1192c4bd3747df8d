/// Reads a source once from its beginning: unpacked, and spelled in UTF-8 unless the file claims to
/// be UTF-8 and is not, which is for others to see.
final class ByteReader {
  private static let chunk = 1 << 18

  let source: ByteSource
  /// How many bytes of the file were read, packed as it is.
  private(set) var position = 0

  private var unpacker: Unpacker?
  private var packed: [UInt8] = []
  private var packedUsed = 0
  private var plain: [UInt8] = []
  private var plainUsed = 0
  private var markLeft: Int
  private var isPlainAtEnd = false

  init(_ source: ByteSource) throws {
    self.source = source
    markLeft = source.mark
    if source.packing != .none {
      do throws(RecordMistake) {
        unpacker = try Unpacker(source.packing)
      } catch {
        throw ImportProblem(file: source.name, line: nil, reason: error.reason)
      }
    }
  }

  /// Puts text into a buffer of at least 8 bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if source.encoding != .utf8 { return try readSpelled(into: buffer) }
    while true {
      let count = try readPlain(into: buffer)
      if count == 0 || markLeft == 0 { return count }
      // The mark is in the first bytes, which come together.
      let skipped = min(markLeft, count)
      markLeft -= skipped
      guard let base = buffer.baseAddress, count > skipped else { continue }
      base.copyMemory(from: base + skipped, byteCount: count - skipped)
      return count - skipped
    }
  }

  /// Bytes as they are once unpacked.
  private func readPlain(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard source.packing != .none else {
      let count = try source.read(into: buffer, at: position)
      position += count
      return count
    }
    while true {
      if packedUsed == packed.count {
        if packed.isEmpty { packed = [UInt8](repeating: 0, count: Self.chunk) }
        let count = try packed.withUnsafeMutableBytes { try source.read(into: $0, at: position) }
        position += count
        packed.removeLast(packed.count - count)
        packedUsed = 0
        if count == 0 {
          guard unpacker?.isBetweenMembers != false else {
            throw ImportProblem(
              file: source.name, line: nil,
              reason: "the \(source.packing.rawValue) file ends too early; copy it once more")
          }
          return 0
        }
      }
      do throws(RecordMistake) {
        let step = try step(into: buffer)
        packedUsed += step.used
        // The next turn reads a whole chunk again.
        if packedUsed == packed.count { (packed, packedUsed) = ([], 0) }
        if step.made > 0 { return step.made }
      } catch {
        throw ImportProblem(file: source.name, line: nil, reason: error.reason)
      }
    }
  }

  private func step(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(RecordMistake) -> (used: Int, made: Int) {
    let result = packed.withUnsafeBytes { input in
      Result { () throws(RecordMistake) in
        try unpacker?.step(UnsafeRawBufferPointer(rebasing: input[packedUsed...]), into: buffer)
          ?? (0, 0)
      }
    }
    return try result.get()
  }

  /// Text of another spelling, in UTF-8.
  private func readSpelled(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var made = 0
    // The longest that one unit becomes.
    while made + 4 <= buffer.count {
      if plain.count - plainUsed < 4, !isPlainAtEnd { try fillPlain() }
      guard plainUsed < plain.count, let scalar = try nextScalar() else { break }
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        buffer[made] = byte
        made += 1
      }
    }
    return made
  }

  private func fillPlain() throws {
    plain.removeSubrange(..<plainUsed)
    plainUsed = 0
    let old = plain.count
    plain.append(contentsOf: repeatElement(0, count: Self.chunk))
    let count = try plain.withUnsafeMutableBytes {
      try readPlain(into: UnsafeMutableRawBufferPointer(rebasing: $0[old...]))
    }
    plain.removeLast(Self.chunk - count)
    if count == 0 { isPlainAtEnd = true }
    let skipped = min(markLeft, plain.count)
    markLeft -= skipped
    plainUsed += skipped
  }

  private func nextScalar() throws -> Unicode.Scalar? {
    if source.encoding == .latin1 {
      let byte = plain[plainUsed]
      plainUsed += 1
      guard 0x80..<0xA0 ~= byte, TextEncoding.windows[Int(byte) - 0x80] != 0 else {
        return Unicode.Scalar(byte)
      }
      return Unicode.Scalar(TextEncoding.windows[Int(byte) - 0x80])
    }
    guard let unit = unit(at: plainUsed) else {
      throw broken("ends within a character")
    }
    plainUsed += 2
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit), let next = self.unit(at: plainUsed),
      UTF16.isTrailSurrogate(next)
    else { throw broken("holds half of a character") }
    plainUsed += 2
    return UTF16.decode(UTF16.EncodedScalar([unit, next]))
  }

  private func unit(at index: Int) -> UInt16? {
    guard index + 1 < plain.count else { return nil }
    let (one, two) = (UInt16(plain[index]), UInt16(plain[index + 1]))
    return source.encoding == .utf16LittleEndian ? two << 8 | one : one << 8 | two
  }

  private func broken(_ what: String) -> ImportProblem {
    ImportProblem(
      file: source.name, line: nil,
      reason: "this is not \(source.encoding.rawValue.uppercased()): it \(what); --encoding names "
        + "another")
  }
}
