/// Reads TOML 1.0, byte by byte; nothing of it can trap.
struct TOMLReader {
  enum Insertion {
    case value(TOMLValue)
    case dotted(TOMLValue)
    case table
    case element

    var isDotted: Bool { if case .dotted = self { true } else { false } }
  }

  /// Deeper than any file, and shallow enough for the stack.
  private static let deepest = 64

  private let bytes: [UInt8]
  private var at = 0
  /// The headers and keys that were met, each with the byte that it begins at; of a dotted key also
  /// its beginnings. A key within an inline table is on the line of the table.
  private(set) var keys: [(path: [String], at: Int)] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  mutating func document() throws(TOMLError) -> TOMLTable {
    var root = TOMLTable()
    var header: [String] = []
    while true {
      skipSpace()
      guard let next else { return root }
      let start = at
      if next == UInt8(ascii: "[") {
        let isElement = follows("[[")
        at += isElement ? 2 : 1
        skipSpace()
        header = try path()
        keys.append((header, start))
        try expect(isElement ? "]]" : "]")
        guard root.add(header[...], isElement ? .element : .table) else { throw error(start) }
      } else if next != UInt8(ascii: "#"), !isLineEnd {
        let (names, value) = try assignment(depth: 0)
        keys += names.indices.reversed().map { (header + names[...$0], start) }
        let insertion: Insertion = names.count > 1 ? .dotted(value) : .value(value)
        guard Self.assign(header[...], names[...], insertion, in: &root) else {
          throw error(start)
        }
      }
      try endLine()
    }
  }

  /// Adds what stands below a header.
  private static func assign(
    _ header: ArraySlice<String>, _ names: ArraySlice<String>, _ insertion: Insertion,
    in table: inout TOMLTable
  ) -> Bool {
    guard !header.isEmpty else { return table.add(names, insertion) }
    return table.change(header) { $0.add(names, insertion) }
  }

  private mutating func assignment(depth: Int) throws(TOMLError) -> ([String], TOMLValue) {
    let names = try path()
    try expect("=")
    skipSpace()
    return (names, try value(depth: depth))
  }

  // MARK: Bytes

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private var isLineEnd: Bool { next == nil || next == 0x0A || follows("\r\n") }

  private func follows(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[at...].starts(with: $0) }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard follows(text) else { return false }
    at += text.utf8CodeUnitCount
    return true
  }

  private mutating func expect(_ text: StaticString) throws(TOMLError) {
    skipSpace()
    guard take(text) else { throw error() }
  }

  private mutating func skipSpace() {
    while next == 0x20 || next == 0x09 { at += 1 }
  }

  private mutating func skipComment() throws(TOMLError) {
    guard next == UInt8(ascii: "#") else { return }
    while !isLineEnd {
      guard let byte = next, !Self.isControl(byte) else { throw error() }
      at += 1
    }
  }

  private mutating func endLine() throws(TOMLError) {
    skipSpace()
    try skipComment()
    guard isLineEnd else { throw error() }
    if !take("\r\n") { _ = take("\n") }
  }

  private mutating func skipLines() throws(TOMLError) {
    while true {
      skipSpace()
      try skipComment()
      guard take("\r\n") || take("\n") else { return }
    }
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 || byte == 0x7F
  }

  private func error(_ place: Int? = nil) -> TOMLError {
    let before = bytes[..<min(place ?? at, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return TOMLError(
      line: line, column: String(decoding: before[start...], as: UTF8.self).count + 1)
  }

  // MARK: Names

  private mutating func path() throws(TOMLError) -> [String] {
    var names: [String] = []
    repeat {
      skipSpace()
      switch next {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard !follows("\"\"\""), !follows("'''") else { throw error() }
        names.append(try string())
      default:
        let name = word { byte in
          Self.isWordByte(byte) && byte != UInt8(ascii: "+") || byte == UInt8(ascii: "_")
        }
        guard !name.isEmpty else { throw error() }
        names.append(name)
      }
      skipSpace()
      guard names.count <= Self.deepest else { throw error() }
    } while take(".")
    return names
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "+"):
      true
    default: false
    }
  }

  private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
    let start = at
    while let byte = next, belongs(byte) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(TOMLError) -> TOMLValue {
    guard depth < Self.deepest else { throw error() }
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try string())
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "{"): return .table(try inlineTable(depth: depth))
    default: return try scalar()
    }
  }

  private mutating func list(depth: Int) throws(TOMLError) -> TOMLValue {
    at += 1
    var list: [TOMLValue] = []
    while true {
      try skipLines()
      if take("]") { return .list(list) }
      list.append(try value(depth: depth + 1))
      try skipLines()
      if !take(",") {
        guard take("]") else { throw error() }
        return .list(list)
      }
    }
  }

  private mutating func inlineTable(depth: Int) throws(TOMLError) -> TOMLTable {
    at += 1
    var table = TOMLTable(isNamed: true)
    skipSpace()
    if !take("}") {
      repeat {
        skipSpace()
        let start = at
        let (names, value) = try assignment(depth: depth + 1)
        guard table.add(names[...], names.count > 1 ? .dotted(value) : .value(value)) else {
          throw error(start)
        }
        skipSpace()
      } while take(",")
      guard take("}") else { throw error() }
    }
    table.isOpen = false
    return table
  }

  /// A number, a date, or `true` and the like.
  private mutating func scalar() throws(TOMLError) -> TOMLValue {
    let start = at
    var text = word { Self.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    if text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil, next == 0x20,
      at + 1 < bytes.count, (0x30...0x39).contains(bytes[at + 1])
    {
      at += 1
      let time = word { Self.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
      text += "T" + time
    }
    guard let value = Self.scalar(text) else { throw error(start) }
    return value
  }

  private static func scalar(_ text: String) -> TOMLValue? {
    if text == "true" || text == "false" { return .flag(text == "true") }
    if let special = text.wholeMatch(of: /([+-]?)(inf|nan)/) {
      let number = special.2 == "inf" ? Double.infinity : Double.nan
      return .number(special.1 == "-" ? -number : number)
    }
    let plain = text.filter { $0 != "_" }
    if text.wholeMatch(of: /[+-]?(0|[1-9](_?[0-9])*)/) != nil {
      return Int(plain).map(TOMLValue.whole)
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
      guard text.wholeMatch(of: /0[xob][0-9A-Fa-f](_?[0-9A-Fa-f])*/) != nil else { return nil }
      return Int(plain.dropFirst(2), radix: radix).map(TOMLValue.whole)
    }
    let float = /[+-]?(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?/
    if text.wholeMatch(of: float) != nil { return Double(plain).map(TOMLValue.number) }
    let time = #"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"#
    let day = #"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"#
    let zone = #"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?"#
    guard let moment = try? Regex("(\(day)([Tt]\(time)\(zone))?|\(time))"),
      text.wholeMatch(of: moment) != nil
    else { return nil }
    return .date(text)
  }

  // MARK: Texts

  private mutating func string() throws(TOMLError) -> String {
    let quote = bytes[at]
    let isLong = follows("\"\"\"") || follows("'''")
    at += isLong ? 3 : 1
    if isLong, !take("\r\n") { _ = take("\n") }
    var text: [UInt8] = []
    while let byte = next {
      if byte == quote {
        guard isLong else {
          at += 1
          return String(decoding: text, as: UTF8.self)
        }
        let run = bytes[at...].prefix(5).prefix { $0 == quote }.count
        at += run
        if run >= 3 {
          // A long text may end with one or two quotes of its own.
          text += [UInt8](repeating: quote, count: run - 3)
          return String(decoding: text, as: UTF8.self)
        }
        text += [UInt8](repeating: quote, count: run)
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        try escape(isLong: isLong, into: &text)
      } else {
        let isEnd = isLong && (byte == 0x0A || follows("\r\n"))
        guard isEnd || !Self.isControl(byte) else { throw error() }
        if byte == 0x0D { at += 1 }
        text.append(bytes[at])
        at += 1
      }
    }
    throw error()
  }

  private mutating func escape(isLong: Bool, into text: inout [UInt8]) throws(TOMLError) {
    let start = at
    at += 1
    guard let byte = next else { throw error() }
    at += 1
    switch byte {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = byte == UInt8(ascii: "u") ? 4 : 8
      let digits = String(decoding: bytes[at...].prefix(count), as: UTF8.self)
      guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit),
        let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      else { throw error(start) }
      at += count
      text += Array(String(scalar).utf8)
    case 0x20, 0x09, 0x0A, 0x0D:
      // A line that goes on with the next word.
      guard isLong else { throw error(start) }
      at -= 1
      skipSpace()
      guard take("\r\n") || take("\n") else { throw error(start) }
      repeat { skipSpace() } while take("\r\n") || take("\n")
    default: throw error(start)
    }
  }
}
