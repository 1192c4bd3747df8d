/// Tells where bytes stop being UTF-8.
enum UTF8Check {
  /// What to do about a file that is not.
  static let wayOut = "save the file as UTF-8, or say --encoding latin1 if it is Latin-1"

  /// The first byte of the first sequence that is none, `nil` where all are.
  static func firstInvalidByte(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let (valid, _) = scan(base, count: bytes.count)
    return valid == bytes.count ? nil : valid
  }

  /// How many bytes from the start are UTF-8, and whether what follows may be the beginning of a
  /// sequence that is cut off by the end.
  static func scan(
    _ base: UnsafePointer<UInt8>, count: Int
  ) -> (valid: Int, isCutOff: Bool) {
    var index = 0
    while index < count {
      if index + 8 <= count {
        let tops = EightBytes.load(base, index) & EightBytes.tops
        guard tops != 0 else {
          index += 8
          // Most text is ASCII for long.
          while index + 32 <= count {
            let words =
              EightBytes.load(base, index) | EightBytes.load(base, index + 8)
              | EightBytes.load(base, index + 16) | EightBytes.load(base, index + 24)
            if words & EightBytes.tops != 0 { break }
            index += 32
          }
          continue
        }
        index += tops.trailingZeroBitCount >> 3
        // Most of the rest are letters of two bytes.
        if 0xC2...0xDF ~= base[index], index + 1 < count, base[index + 1] & 0xC0 == 0x80 {
          index += 2
          continue
        }
      } else if base[index] < 0x80 {
        index += 1
        continue
      }
      let first = base[index]
      let length: Int
      // The second byte of some sequences has narrower bounds: no overlong forms, no surrogates.
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, low) = (3, 0xA0)
      case 0xED: (length, high) = (3, 0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, low) = (4, 0x90)
      case 0xF4: (length, high) = (4, 0x8F)
      case 0xF1...0xF3: length = 4
      default: return (index, false)
      }
      for offset in 1..<length {
        guard index + offset < count else { return (index, true) }
        let byte = base[index + offset]
        let isInside = offset == 1 ? low <= byte && byte <= high : byte & 0xC0 == 0x80
        if !isInside { return (index, false) }
      }
      index += length
    }
    return (count, false)
  }
}
