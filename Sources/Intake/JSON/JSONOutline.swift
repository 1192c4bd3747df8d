/// Follows JSON byte by byte and tells which lists of objects it opens, and where its first value
/// ends. It forgives what a reader would not.
struct JSONOutline {
  enum Event: Equatable {
    /// The `{` of the first object of a list that is reached through objects alone.
    case listOfObjects(path: [String])
    /// The bracket that closes the outermost value.
    case closed
  }

  private struct Level {
    var isObject: Bool
    var key = ""
  }

  private var levels: [Level] = []
  private var isInText = false
  private var isEscaped = false
  /// Whether the text is, or may be, a key.
  private var isKey = false
  private var key: [UInt8] = []
  /// The last byte outside of texts and space.
  private var last: UInt8 = 0

  /// How many brackets are open.
  var depth: Int { levels.count }

  /// The keys that lead here, `nil` where a list is among the levels.
  private func path(of levels: ArraySlice<Level>) -> [String]? {
    levels.allSatisfy(\.isObject) ? levels.map(\.key) : nil
  }

  /// Takes the next byte.
  mutating func step(_ byte: UInt8) -> Event? {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
        return nil
      }
      if isKey, key.count < 256 { key.append(byte) }
      return nil
    }
    defer { if byte > 0x20 { last = byte } }
    switch byte {
    case UInt8(ascii: "\""):
      isInText = true
      isKey =
        levels.last?.isObject == true && (last == UInt8(ascii: "{") || last == UInt8(ascii: ","))
      if isKey { key.removeAll(keepingCapacity: true) }
    case UInt8(ascii: ":"):
      if let index = levels.indices.last, levels[index].isObject {
        levels[index].key = String(decoding: key, as: UTF8.self)
      }
    case UInt8(ascii: "{"):
      var event: Event?
      if last == UInt8(ascii: "["), levels.last?.isObject == false,
        let path = path(of: levels.dropLast())
      {
        event = .listOfObjects(path: path)
      }
      levels.append(Level(isObject: true))
      return event
    case UInt8(ascii: "["): levels.append(Level(isObject: false))
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      levels = levels.dropLast()
      if levels.isEmpty { return .closed }
    default: break
    }
    return nil
  }
}
