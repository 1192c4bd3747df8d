internal import CCompression

/// How a file is packed, known by its first bytes.
package enum Packing: String, Sendable, Hashable {
  case none
  case gzip
  case zstd

  init(beginning bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.starts(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else {
      self = .none
    }
  }
}

/// Unpacks bytes as they come, any number of members one after the other.
struct Unpacker: ~Copyable {
  private let state: OpaquePointer
  private let packing: Packing
  /// Whether all that was taken in ends with a member's end.
  private(set) var isBetweenMembers = true

  /// - Throws: why it cannot be unpacked here.
  init(_ packing: Packing) throws(RecordMistake) {
    let kind = packing == .zstd ? CCOMPRESSION_ZSTD : CCOMPRESSION_GZIP
    self.packing = packing
    if let problem = ccompression_load(kind) {
      throw RecordMistake(
        "the file is packed with \(packing.rawValue), which this machine cannot unpack: "
          + "\(String(cString: problem)); unpack it first")
    }
    guard let made = ccompression_make(kind) else {
      throw RecordMistake("there is no memory to unpack the file")
    }
    state = made
  }

  deinit { ccompression_free(state) }

  /// Unpacks what fits and says how much was used and made.
  mutating func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(RecordMistake) -> (used: Int, made: Int) {
    // Zeros behind the last member fill a tape's block.
    if isBetweenMembers, packing == .gzip, input.allSatisfy({ $0 == 0 }) {
      return (input.count, 0)
    }
    var used = 0
    var made = 0
    let result = ccompression_step(
      state, input.baseAddress, input.count, &used, output.baseAddress, output.count, &made)
    guard result != CCOMPRESSION_BROKEN else {
      throw RecordMistake(
        "the \(packing.rawValue) file is broken: \(String(cString: ccompression_problem(state)))")
    }
    isBetweenMembers = result == CCOMPRESSION_ENDED
    return (used, made)
  }
}
