/// One row of a table of comma-separated values (RFC 4180): fields in quotes may hold commas, line
/// ends and doubled quotes.
enum CSVRow {
  /// Tells where rows end, byte by byte.
  struct Scanner {
    private(set) var isInQuotes = false

    mutating func ends(at byte: UInt8) -> Bool {
      // A doubled quote toggles twice.
      if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
      return byte == 0x0A && !isInQuotes
    }
  }

  /// The fields of a row, without its line end.
  static func fields(_ row: some Collection<UInt8>) -> [String] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    var wasQuote = false
    for byte in row {
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          isQuoted = false
          wasQuote = true
        } else {
          fields[fields.count - 1].append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        // The second of two quotes within quotes is one of the text.
        if wasQuote { fields[fields.count - 1].append(byte) }
        isQuoted = true
        wasQuote = false
      case UInt8(ascii: ","):
        fields.append([])
        wasQuote = false
      case 0x0A, 0x0D: wasQuote = false
      default:
        fields[fields.count - 1].append(byte)
        wasQuote = false
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }
}
