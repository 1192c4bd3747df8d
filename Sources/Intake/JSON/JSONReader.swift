internal import RPM

/// Reads one JSON value from bytes and says where a mistake is (RFC 8259; ours).
package struct JSONReader {
  /// A mistake: the byte, counted from 0, and what is wrong there.
  package struct Mistake: Error, Hashable {
    package var offset: Int
    package var reason: String
  }

  /// Values nested deeper than this are refused, so that no file can exhaust the stack.
  static let maximumDepth = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The value that all of `bytes` is.
  package static func value(of bytes: UnsafeBufferPointer<UInt8>) throws(Mistake) -> JSONValue {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else {
      throw Mistake(offset: reader.index, reason: "there is more after the end of the object")
    }
    return value
  }

  /// The value that all of `text` is.
  package static func value(of text: String) throws(Mistake) -> JSONValue {
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, Mistake> in
      do throws(Mistake) {
        return .success(try value(of: buffer))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private mutating func value(depth: Int) throws(Mistake) -> JSONValue {
    guard depth < Self.maximumDepth else {
      throw Mistake(offset: index, reason: "lists and objects are nested too deeply")
    }
    guard index < bytes.count else { throw mistake("the line ends too early") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw mistake("a value was expected")
    }
  }

  private mutating func object(depth: Int) throws(Mistake) -> JSONValue {
    index += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw mistake("a key in quotes was expected")
      }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw mistake("\":\" was expected") }
      skipSpace()
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw mistake("\",\" or \"}\" was expected") }
    }
  }

  private mutating func array(depth: Int) throws(Mistake) -> JSONValue {
    index += 1
    var items: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(items) }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(items) }
      guard take(UInt8(ascii: ",")) else { throw mistake("\",\" or \"]\" was expected") }
    }
  }

  private mutating func string() throws(Mistake) -> String {
    let opening = index
    index += 1
    var start = index
    var escaped: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        let tail = UnsafeBufferPointer(rebasing: bytes[start..<index])
        index += 1
        if escaped.isEmpty { return String(decoding: tail, as: UTF8.self) }
        return String(decoding: escaped + tail, as: UTF8.self)
      }
      guard byte >= 0x20 else { throw mistake("a text holds a raw control character") }
      if byte == UInt8(ascii: "\\") {
        escaped.append(contentsOf: bytes[start..<index])
        try escape(into: &escaped)
        start = index
      } else {
        index += 1
      }
    }
    throw Mistake(offset: opening, reason: "a text has no closing quote")
  }

  private mutating func escape(into output: inout [UInt8]) throws(Mistake) {
    let start = index
    guard index + 1 < bytes.count else { throw mistake("a text has no closing quote") }
    let byte = bytes[index + 1]
    index += 2
    switch byte {
    case UInt8(ascii: "u"):
      let code = try hexadecimal()
      var found = Unicode.Scalar(code)
      if 0xD800..<0xDC00 ~= code, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      {
        index += 2
        found = JSONEscape.joined(code, try hexadecimal())
      }
      guard let scalar = found else {
        throw Mistake(offset: start, reason: "half of a \\u pair stands alone")
      }
      output.append(contentsOf: String(scalar).utf8)
    default:
      guard let scalar = JSONEscape.meaning(of: Unicode.Scalar(byte)) else {
        throw Mistake(offset: start, reason: "a backslash is followed by an unknown character")
      }
      output.append(UInt8(ascii: scalar))
    }
  }

  private mutating func hexadecimal() throws(Mistake) -> UInt32 {
    guard index + 4 <= bytes.count else { throw mistake("four hexadecimal digits were expected") }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw mistake("four hexadecimal digits were expected")
      }
      code = code << 4 | UInt32(digit)
      index += 1
    }
    return code
  }

  private mutating func number() throws(Mistake) -> String {
    let start = index
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func digits() throws(Mistake) {
    let start = index
    while index < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] { index += 1 }
    if index == start { throw mistake("a digit was expected") }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Mistake) -> JSONValue
  {
    let count = word.utf8CodeUnitCount
    for offset in 0..<count {
      guard index + offset < bytes.count, bytes[index + offset] == word.utf8Start[offset] else {
        throw mistake("a value was expected")
      }
    }
    index += count
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count,
      bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
    { index += 1 }
  }

  private func mistake(_ reason: String) -> Mistake {
    Mistake(offset: index, reason: reason)
  }
}
