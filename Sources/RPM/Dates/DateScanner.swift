/// Goes through the bytes of a date once, from left to right.
struct DateScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private(set) var text = DateText()
  /// What stands since the last number.
  private var separator = DateText.Separator.none
  /// Whether a time or its zone is what was read last, so that a sign begins a zone.
  private var isAfterTime = false
  private var hasZone = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Whether the whole was understood.
  mutating func scan() -> Bool {
    while let byte = peek() {
      let isFine =
        switch byte {
        case 0x30...0x39: number()
        case 0x41...0x5A, 0x61...0x7A: word()
        case 0x2B, 0x2D: isAfterTime && digit(1) ? zone(byte == 0x2D) : sign(byte)
        case 0x2E, 0x2F: sign(byte)
        case 0x28 where text.time != nil: skip(to: 0x29)
        case 0x5B where text.time != nil: skip(to: 0x5D)
        case 0x09, 0x20, 0x2C, 0x27: blank(1)
        case 0x80...: wide()
        default: false
        }
      guard isFine else { return false }
    }
    // "5. 1. 2024." ends in a point, and nothing in a dash.
    return text.count > 0 && (separator == .none || separator == .space || separator == .dot)
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    at + ahead < bytes.count ? bytes[at + ahead] : nil
  }

  private func digit(_ ahead: Int) -> Bool {
    peek(ahead).map { (0x30...0x39).contains($0) } ?? false
  }

  private mutating func blank(_ length: Int) -> Bool {
    at += length
    if separator == .none { separator = .space }
    return true
  }

  private mutating func sign(_ byte: UInt8) -> Bool {
    let sign: DateText.Separator? =
      switch byte {
      case 0x2D: .dash
      case 0x2F: .slash
      case 0x2E: .dot
      default: nil
      }
    guard let sign, at > 0, separator == .none || separator == .space else { return false }
    at += 1
    isAfterTime = false
    separator = sign
    return true
  }

  /// A comment or the name of a zone, after the time that says it in numbers.
  private mutating func skip(to end: UInt8) -> Bool {
    while let byte = peek() {
      at += 1
      if byte == end { return true }
    }
    return false
  }

  /// A space that is not ASCII, an apostrophe before a year, a mark of direction, or a word.
  private mutating func wide() -> Bool {
    switch (peek(), peek(1), peek(2)) {
    case (0xC2, 0xA0, _): blank(2)
    case (0xE3, 0x80, 0x80): blank(3)
    case (0xE2, 0x80, let last?) where last <= 0x8F || last == 0x99 || last == 0xAF: blank(3)
    default: word()
    }
  }

  /// The value and width of the digits here; `nil` for more than fit.
  private mutating func digits(atMost limit: Int) -> (value: Int, width: Int)? {
    var (value, width) = (0, 0)
    while let byte = peek(), (0x30...0x39).contains(byte) {
      guard width < limit else { return nil }
      value = value * 10 + Int(byte & 0x0F)
      (width, at) = (width + 1, at + 1)
    }
    return width > 0 ? (value, width) : nil
  }

  private mutating func number() -> Bool {
    guard let (value, width) = digits(atMost: 8) else { return false }
    isAfterTime = false
    if width <= 2, peek() == 0x3A, digit(1), text.time == nil { return clock(hour: value) }
    if width <= 2, text.time == nil, let isAfternoon = halfAhead() {
      return set(hour: value, 0, 0, 0, .hour) && half(isAfternoon)
    }
    if width == 8 {
      guard text.count == 0, text.month == nil else { return false }
      _ = text.add(value / 10_000, width: 4, after: .none)
      _ = text.add(value / 100 % 100, width: 2, after: .dash)
      separator = .none
      return text.add(value % 100, width: 2, after: .dash)
    }
    let before = separator
    separator = .none
    // The colon of "10/Oct/2000:13:55:36".
    if width == 4, peek() == 0x3A, text.time == nil { at += 1 }
    return text.add(value, width: width, after: before)
  }

  /// The rest of a time whose hour was read.
  private mutating func clock(hour: Int) -> Bool {
    at += 1
    guard let minute = digits(atMost: 2), minute.width == 2 else { return false }
    guard peek() == 0x3A else {
      return set(hour: hour, minute.value, 0, 0, .minute) && halfOrNothing()
    }
    at += 1
    guard let second = digits(atMost: 2), second.width == 2 else { return false }
    let (fraction, precision) = fraction()
    return set(hour: hour, minute.value, second.value, fraction, precision) && halfOrNothing()
  }

  /// The time of `20240115T101530`, whose `T` was read.
  private mutating func compactClock() -> Bool {
    guard let (value, width) = digits(atMost: 6) else { return false }
    switch width {
    case 2 where peek() == 0x3A && digit(1): return clock(hour: value)
    case 1 where peek() == 0x3A && digit(1): return clock(hour: value)
    case 2: return set(hour: value, 0, 0, 0, .hour)
    case 4: return set(hour: value / 100, value % 100, 0, 0, .minute)
    case 6:
      let (fraction, precision) = fraction()
      return set(hour: value / 10_000, value / 100 % 100, value % 100, fraction, precision)
    default: return false
    }
  }

  private mutating func fraction() -> (Int, Instant.Precision) {
    guard peek() == 0x2E || peek() == 0x2C, digit(1) else { return (0, .second) }
    at += 1
    var (value, scale) = (0, 100)
    while let byte = peek(), (0x30...0x39).contains(byte) {
      value += Int(byte & 0x0F) * scale
      (scale, at) = (scale / 10, at + 1)
    }
    return (value, .millisecond)
  }

  private mutating func set(
    hour: Int, _ minute: Int, _ second: Int, _ millisecond: Int, _ precision: Instant.Precision
  ) -> Bool {
    // 24:00 is the end of a day, and the 60th second one that was put in.
    let isEnd = hour == 24 && minute == 0 && second == 0 && millisecond == 0
    guard hour < 24 || isEnd, minute < 60, second <= 60 else { return false }
    text.time = Int64(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    text.precision = precision
    isAfterTime = true
    separator = .none
    return true
  }

  /// The half of the day, where it follows the time.
  private mutating func halfOrNothing() -> Bool {
    halfAhead().map { half($0) } ?? true
  }

  /// Makes an hour of twelve one of 24.
  private mutating func half(_ isAfternoon: Bool) -> Bool {
    guard let time = text.time else { return false }
    let hour = time / 3_600_000
    guard hour <= 12 else { return false }
    if isAfternoon, hour < 12 { text.time = time + 43_200_000 }
    if !isAfternoon, hour == 12 { text.time = time - 43_200_000 }
    return true
  }

  /// Reads `AM`, `p.m.` or `a. m.` after any space, and nothing else.
  private mutating func halfAhead() -> Bool? {
    let start = at
    while true {
      switch (peek(), peek(1), peek(2)) {
      case (0x20, _, _): at += 1
      case (0xC2, 0xA0, _): at += 2
      case (0xE2, 0x80, 0xAF): at += 3
      default:
        guard let isAfternoon = letterOfHalf() else {
          at = start
          return nil
        }
        return isAfternoon
      }
    }
  }

  private mutating func letterOfHalf() -> Bool? {
    guard let letter = peek().map({ $0 | 0x20 }), letter == 0x61 || letter == 0x70 else {
      return nil
    }
    at += 1
    let isShort = peek() == 0x2E
    if isShort { at += 1 }
    if isShort, peek() == 0x20 { at += 1 }
    guard let last = peek(), last | 0x20 == 0x6D else { return nil }
    at += 1
    if let next = peek(), (0x41...0x5A).contains(next & 0xDF) || next >= 0x80 { return nil }
    if isShort, peek() == 0x2E { at += 1 }
    return letter == 0x70
  }

  /// `+02:00`, `-0500`, `+1`.
  private mutating func zone(_ isBehind: Bool) -> Bool {
    guard !hasZone else { return false }
    at += 1
    guard let (value, width) = digits(atMost: 4) else { return false }
    var minutes = width > 2 ? value / 100 * 60 + value % 100 : value * 60
    if width > 2 { guard value % 100 < 60 else { return false } }
    if width <= 2, peek() == 0x3A {
      at += 1
      guard let rest = digits(atMost: 2), rest.width == 2, rest.value < 60 else { return false }
      minutes += rest.value
    }
    guard minutes <= 18 * 60 else { return false }
    text.offset = isBehind ? -minutes : minutes
    hasZone = true
    isAfterTime = false
    separator = .none
    return true
  }

  private mutating func word() -> Bool {
    var key = DateWord.Key()
    var last: UInt8 = 0
    while let byte = peek(), (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80 {
      // A space that is not ASCII ends a word.
      if byte == 0xC2, peek(1) == 0xA0 { break }
      if byte == 0xE2, peek(1) == 0x80 { break }
      key.add(byte, after: last)
      last = byte
      at += 1
      if key.count > 16 { return false }
    }
    if key == Self.t { return text.count > 0 && text.time == nil && compactClock() }
    switch DateWord.of(key) {
    case .month(let month):
      guard text.month == nil else { return false }
      text.month = month
    case .zone(let minutes):
      guard text.time != nil, !hasZone else { return false }
      text.offset = minutes
      // "GMT+0100" goes on, and GMT itself says nothing more.
      hasZone = minutes != 0
      isAfterTime = minutes == 0
      separator = .none
      return true
    case .half:
      // The German "am 5. Januar"; the half of a day stands behind its time and was read with it.
      guard text.count == 0, text.time == nil else { return false }
    case .sign, .filler: break
    case nil: return false
    }
    isAfterTime = false
    separator = .space
    return true
  }

  private static let t = DateWord.Key("t")
}
