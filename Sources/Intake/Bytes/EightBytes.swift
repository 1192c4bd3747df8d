/// Looks at eight bytes at a time, as one number; the lowest byte is the first.
///
/// Loads may go up to seven bytes beyond what is looked at, which have to be there.
enum EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  static let tops: UInt64 = 0x8080_8080_8080_8080

  /// A byte in all eight places.
  static func all(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

  @inline(__always)
  static func load(_ base: UnsafePointer<UInt8>, _ index: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// The top bits of bytes that are zero; the lowest one is right, those above it may not be.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & tops }
}
