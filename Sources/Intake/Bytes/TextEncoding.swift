/// How a file spells characters.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// Latin-1, with Windows' characters where Latin-1 has controls that no text holds: the two are
  /// called by each other's names.
  case latin1 = "latin1"

  /// The encoding of a name as people write it.
  package init?(name: String) {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch plain {
    case "utf8": self = .utf8
    case "utf16", "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "latin1", "iso88591", "iso885915", "windows1252", "cp1252", "ansi": self = .latin1
    default: return nil
    }
  }

  /// The names that `--encoding` takes, for messages.
  package static let names = "utf-8, utf-16le, utf-16be, latin1 (also windows-1252)"

  /// How bytes at the beginning of a file are spelled, where that is sure, and how many of them are
  /// a mark; UTF-8 otherwise.
  static func shown(by bytes: UnsafeBufferPointer<UInt8>) -> (encoding: TextEncoding, mark: Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    // Without a mark: of text that is mostly ASCII, every second byte is zero, and few others.
    let units = bytes.count / 2
    guard units >= 4 else { return (.utf8, 0) }
    var zeros = (even: 0, odd: 0)
    for index in 0..<units {
      if bytes[2 * index] == 0 { zeros.even += 1 }
      if bytes[2 * index + 1] == 0 { zeros.odd += 1 }
    }
    if zeros.even * 8 < zeros.odd, zeros.odd * 10 >= units * 7 { return (.utf16LittleEndian, 0) }
    if zeros.odd * 8 < zeros.even, zeros.even * 10 >= units * 7 { return (.utf16BigEndian, 0) }
    return (.utf8, 0)
  }

  /// What Windows-1252 has in place of the controls 0x80 to 0x9F; 0 where it has nothing.
  static let windows: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
