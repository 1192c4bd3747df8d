internal import RPM

/// What a person leaves in a file, and where it occurs.
struct Traces: Sendable {
  private let name: [UInt8]
  /// Pieces of the person's texts by their first four bytes.
  private var pieces: [UInt32: Set<[UInt8]>] = [:]
  private var starts = [Bool](repeating: false, count: 1 << 16)

  private static let longestPiece = 64
  private static let shortestPiece = 4

  init(name: String, texts: [String]) {
    self.name = Array(name.utf8)
    for text in texts {
      guard let piece = Self.piece(of: text) else { continue }
      let start = Self.start(piece, 0)
      pieces[start, default: []].insert(piece)
      starts[Self.slot(start)] = true
    }
  }

  /// A part of a text that stands in a file as it is, also where the file writes JSON: its longest
  /// run without characters that JSON may spell in another way.
  private static func piece(of text: String) -> [UInt8]? {
    let plain = text.utf8.split { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x2F || $0 > 0x7E }
    let foreign = text.utf8.split { $0 < 0x80 }
    let longest = plain.max { $0.count < $1.count } ?? text.utf8[...]
    let other = foreign.max { $0.count < $1.count } ?? text.utf8[...]
    let best = longest.count >= min(16, other.count) ? longest : other
    return best.count >= shortestPiece ? Array(best.prefix(longestPiece)) : nil
  }

  /// Whether the person's name or one of the texts occurs. The name counts as a word of its own;
  /// with `amongCodes`, where an escape code may end in a letter, also as part of one.
  func occur(in bytes: UnsafeRawBufferPointer, amongCodes: Bool = false) -> Bool {
    occursName(bytes, asWord: !amongCodes || name.count < 3) || occursPiece(bytes)
  }

  /// Whether one of the texts occurs.
  func textOccurs(in bytes: UnsafeRawBufferPointer) -> Bool { occursPiece(bytes) }

  private func occursName(_ bytes: UnsafeRawBufferPointer, asWord: Bool) -> Bool {
    guard let first = name.first, bytes.count >= name.count else { return false }
    for index in 0...(bytes.count - name.count) where bytes[index] == first {
      guard matches(name, bytes, index) else { continue }
      if !asWord || !isWord(bytes, index - 1) && !isWord(bytes, index + name.count) {
        return true
      }
    }
    return false
  }

  private func occursPiece(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard !pieces.isEmpty, bytes.count >= Self.shortestPiece else { return false }
    for index in 0...(bytes.count - Self.shortestPiece) {
      let start = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
      guard starts[Self.slot(start)], let candidates = pieces[start] else { continue }
      if candidates.contains(where: { matches($0, bytes, index) }) { return true }
    }
    return false
  }

  private func matches(_ piece: [UInt8], _ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    guard index + piece.count <= bytes.count else { return false }
    for offset in piece.indices where bytes[index + offset] != piece[offset] { return false }
    return true
  }

  private func isWord(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    guard bytes.indices.contains(index) else { return false }
    switch bytes[index] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...:
      return true
    default:
      return false
    }
  }

  private static func start(_ piece: [UInt8], _ index: Int) -> UInt32 {
    piece.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index, as: UInt32.self) }
  }

  private static func slot(_ start: UInt32) -> Int {
    Int((start ^ start >> 16) & 0xFFFF)
  }
}
