internal import RPM

/// Reads JSON bytes into a `WireValue`: strictly what comes over the wire, leniently what a
/// model wrote.
struct WireReader {
  /// Deeper than any reply, and shallow enough for the stack of a worker.
  static let deepest = 64

  private let bytes: [UInt8]
  /// Whether it also takes comments, commas before an end, names without quotes, single quotes, and
  /// the literals of Python.
  private let isLenient: Bool
  /// Where the reader stands; after a failure, at what it could not read.
  private(set) var at = 0

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
    isLenient = false
    // A byte order mark.
    if self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// Reads from a place on.
  init(_ bytes: [UInt8], from start: Int, isLenient: Bool = false) {
    self.bytes = bytes
    self.isLenient = isLenient
    at = start
  }

  /// The one value of the text; `nil` where it is malformed or something follows.
  mutating func document() -> WireValue? {
    guard let value = value(depth: 0) else { return nil }
    skipSpace()
    return at == bytes.count ? value : nil
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = next {
      if Self.isSpace(byte) {
        at += 1
      } else if !isLenient || !skipComment() {
        return
      }
    }
  }

  /// Whether a byte is white space; more than JSON allows.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Skips a comment to the end of its line, or between `/*` and `*/`; `false` where there is none.
  private mutating func skipComment() -> Bool {
    if take("//") || take("#") {
      while let byte = next, byte != 0x0A, byte != 0x0D { at += 1 }
      return true
    }
    guard take("/*") else { return false }
    while at < bytes.count, !take("*/") { at += 1 }
    return true
  }

  /// A name without quotes.
  private mutating func bareName() -> String? {
    let start = at
    while let byte = next, Self.isOfName(byte) { at += 1 }
    return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
  }

  /// Whether a byte may be part of a name without quotes.
  static func isOfName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
      || Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
  }

  private mutating func name() -> String? {
    if next == UInt8(ascii: "\"") { return string(quote: UInt8(ascii: "\"")) }
    guard isLenient else { return nil }
    return next == UInt8(ascii: "'") ? string(quote: UInt8(ascii: "'")) : bareName()
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    at += 1
    return true
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let isNext = word.withUTF8Buffer { bytes[at...].starts(with: $0) }
    if isNext { at += word.utf8CodeUnitCount }
    return isNext
  }

  /// The next value, whatever follows it; `nil` where it is malformed.
  mutating func value(depth: Int = 0) -> WireValue? {
    skipSpace()
    guard let byte = next, depth <= Self.deepest else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string(quote: byte).map(WireValue.string)
    case UInt8(ascii: "'") where isLenient: return string(quote: byte).map(WireValue.string)
    case UInt8(ascii: "T") where isLenient: return take("True") ? .bool(true) : nil
    case UInt8(ascii: "F") where isLenient: return take("False") ? .bool(false) : nil
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    // What Python writes for numbers that are none.
    case UInt8(ascii: "N"): return take("NaN") || isLenient && take("None") ? .null : nil
    case UInt8(ascii: "I"): return take("Infinity") ? .null : nil
    default: return take("-Infinity") ? .null : number()
    }
  }

  private mutating func object(depth: Int) -> WireValue? {
    at += 1
    var members: [WireValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      if isLenient, !members.isEmpty, take(UInt8(ascii: "}")) { return .object(members) }
      guard let name = name() else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
      members.append(WireValue.Member(name, value))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func array(depth: Int) -> WireValue? {
    at += 1
    var elements: [WireValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      skipSpace()
      if isLenient, !elements.isEmpty, take(UInt8(ascii: "]")) { return .array(elements) }
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { return nil }
    }
  }

  private mutating func number() -> WireValue? {
    let start = at
    while let byte = next, Self.isNumeric(byte) { at += 1 }
    guard at > start, at - start <= 400 else { return nil }
    return Double(String(decoding: bytes[start..<at], as: UTF8.self)).map(WireValue.number)
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func string(quote: UInt8) -> String? {
    at += 1
    var text: [UInt8] = []
    var run = at
    while let byte = next {
      switch byte {
      case quote:
        text += bytes[run..<at]
        at += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += bytes[run..<at]
        at += 1
        guard let scalar = escape() else { return nil }
        text += Array(String(scalar).utf8)
        run = at
      default: at += 1
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    at += 1
    if byte == UInt8(ascii: "u") { return unicodeEscape() }
    return JSONEscape.meaning(of: Unicode.Scalar(byte)) ?? Unicode.Scalar(byte)
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let unit = hexUnit() else { return nil }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let mark = at
    if take("\\u"), let low = hexUnit(),
      let scalar = JSONEscape.joined(UInt32(unit), UInt32(low))
    {
      return scalar
    }
    // Half of a pair: a server cut the text between its units.
    at = mark
    return "\u{FFFD}"
  }

  private mutating func hexUnit() -> UInt16? {
    guard at + 4 <= bytes.count,
      bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    else { return nil }
    at += 4
    return unit
  }
}
