/// Counts different texts in little memory: exactly up to a thousand, then by the smallest hashes.
struct DistinctCount: Sendable {
  private static let limit = 1024
  private var smallest: [UInt64] = []

  mutating func add(_ text: String) {
    let hash = TextHash.value(of: text)
    if smallest.count == Self.limit, let last = smallest.last, hash >= last { return }
    var low = 0
    var high = smallest.count
    while low < high {
      let middle = (low + high) / 2
      if smallest[middle] < hash { low = middle + 1 } else { high = middle }
    }
    if low < smallest.count, smallest[low] == hash { return }
    smallest.insert(hash, at: low)
    if smallest.count > Self.limit { smallest.removeLast() }
  }

  var isExact: Bool { smallest.count < Self.limit }

  /// How many there are, about.
  var count: Int {
    guard !isExact, let last = smallest.last else { return smallest.count }
    return Int(Double(Self.limit - 1) / (Double(last) / 0x1p64))
  }
}

/// Hashes texts, the same in every process.
enum TextHash {
  /// Long texts count by both their ends and their length.
  static func value(of text: String, seed: UInt64 = 0) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
      func add(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
        for byte in part { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      }
      if bytes.count <= 160 {
        add(bytes[...])
      } else {
        add(bytes[..<80])
        add(bytes[(bytes.count - 80)...])
        hash ^= UInt64(bytes.count)
      }
      // FNV's upper bits are weak; those of this product are not.
      hash ^= hash >> 32
      hash = hash &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      return hash &* 0xD6E8_FEB8_6659_FD93
    }
  }
}
