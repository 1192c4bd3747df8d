internal import RPM

/// Walks through JSON scalar by scalar and tells the values that belong to names.
///
/// It is made for text whose end is not there yet, so it believes everything and checks nothing.
struct JSONWalk: Sendable {
  /// What a scalar leads to.
  enum Event: Sendable, Hashable {
    /// The value of a field begins that is text or a literal.
    case begins(String)
    /// The next scalar of the value.
    case scalar(Unicode.Scalar)
    /// It ends.
    case ends
    /// The outermost value ends.
    case over
  }

  private enum State: Sendable {
    case between
    case string(isName: Bool)
    case escape(isName: Bool)
    case unicode(isName: Bool, value: UInt32, digits: Int)
    case literal
  }

  private var state = State.between
  /// The open brackets; `true` for an object.
  private var open: [Bool] = []
  private var expectsName = false
  private var name = ""
  private var highHalf: UInt32?

  /// Takes the next scalar.
  mutating func take(_ scalar: Unicode.Scalar) -> [Event] {
    switch state {
    case .between: return between(scalar)
    case .literal: return literal(scalar)
    case .string(let isName):
      switch scalar {
      case "\"":
        let lost = flushHalf(isName: isName)
        state = .between
        return lost + (isName ? [] : [.ends])
      case "\\":
        state = .escape(isName: isName)
        return []
      default: return flushHalf(isName: isName) + tell(scalar, isName: isName)
      }
    case .escape(let isName):
      state = .string(isName: isName)
      if scalar == "u" {
        state = .unicode(isName: isName, value: 0, digits: 0)
        return []
      }
      return flushHalf(isName: isName)
        + tell(JSONEscape.meaning(of: scalar) ?? scalar, isName: isName)
    case .unicode(let isName, let value, let digits):
      let digit = Character(scalar).hexDigitValue ?? 0
      let value = value << 4 | UInt32(digit)
      guard digits == 3 else {
        state = .unicode(isName: isName, value: value, digits: digits + 1)
        return []
      }
      state = .string(isName: isName)
      return unit(value, isName: isName)
    }
  }

  private mutating func between(_ scalar: Unicode.Scalar) -> [Event] {
    switch scalar {
    case "{", "[":
      open.append(scalar == "{")
      expectsName = scalar == "{"
      name = ""
    case "}", "]":
      _ = open.popLast()
      expectsName = false
      if open.isEmpty { return [.over] }
    case ",":
      expectsName = open.last ?? false
    case ":":
      expectsName = false
    case "\"":
      if expectsName { name = "" }
      state = .string(isName: expectsName)
      return expectsName ? [] : [.begins(valueName)]
    default:
      guard !scalar.properties.isWhitespace else { return [] }
      state = .literal
      return [.begins(valueName), .scalar(scalar)]
    }
    return []
  }

  /// The elements of a list have no name.
  private var valueName: String { open.last == true ? name : "" }

  private mutating func literal(_ scalar: Unicode.Scalar) -> [Event] {
    switch scalar {
    case ",", "}", "]":
      state = .between
      return [.ends] + between(scalar)
    default:
      if scalar.properties.isWhitespace {
        state = .between
        return [.ends]
      }
      return [.scalar(scalar)]
    }
  }

  private mutating func tell(_ scalar: Unicode.Scalar, isName: Bool) -> [Event] {
    if isName {
      if name.unicodeScalars.count < 64 { name.unicodeScalars.append(scalar) }
      return []
    }
    return [.scalar(scalar)]
  }

  /// A half of a surrogate pair that stayed alone.
  private mutating func flushHalf(isName: Bool) -> [Event] {
    guard highHalf.take() != nil else { return [] }
    return tell("\u{FFFD}", isName: isName)
  }

  private mutating func unit(_ value: UInt32, isName: Bool) -> [Event] {
    switch value {
    case 0xD800...0xDBFF:
      let lost = flushHalf(isName: isName)
      highHalf = value
      return lost
    case 0xDC00...0xDFFF:
      guard let high = highHalf.take() else { return tell("\u{FFFD}", isName: isName) }
      return tell(JSONEscape.joined(high, value) ?? "\u{FFFD}", isName: isName)
    default:
      return flushHalf(isName: isName)
        + tell(Unicode.Scalar(value) ?? "\u{FFFD}", isName: isName)
    }
  }
}
