/// Turns the bytes of a terminal into keys.
///
/// It knows the sequences of xterm, rxvt, the Linux console, SS3 and SGR mouse reports, and those
/// terminfo adds. What a terminal reports in a string (OSC, DCS, APC, PM, SOS) is nobody's typing and
/// is passed over whole. An escape may be the key itself or the start of a sequence: while
/// ``isPending`` is true the caller waits for ``delay`` and then calls ``flush()``.
public struct KeyDecoder: Sendable {
  /// How long a lone escape waits for the rest of a sequence, in milliseconds: what `ESCDELAY`
  /// says, at most five seconds; longer than a slow line takes for the next byte where it is unset.
  public static func escapeDelay(_ variable: String?) -> Int {
    variable.flatMap { Int($0) }.map { min(max($0, 1), 5000) } ?? 40
  }

  private var buffer: [UInt8] = []
  private var pasted: [UInt8]?
  /// What began the string that is being passed over.
  private var string: UInt8?
  private let sequences: [[UInt8]: Key]
  private let escapeDelay: Int

  /// Creates a decoder with sequences of one terminal, which come first.
  public init(sequences: [[UInt8]: Key] = [:], escapeDelay: Int = Self.escapeDelay(nil)) {
    (self.sequences, self.escapeDelay) = (sequences, escapeDelay)
  }

  /// Whether bytes wait for more; not true inside a paste, whose end may take its time.
  public var isPending: Bool { pasted == nil && (string != nil || !buffer.isEmpty) }

  /// How long to wait for the rest of what is pending, in milliseconds. Nobody types the half of a
  /// character, a string, or an escape and `[` within a moment.
  public var delay: Int {
    if string != nil { return 1000 }
    return buffer.count > 1 || buffer.first != 0x1B ? max(escapeDelay, 500) : escapeDelay
  }

  /// The keys the bytes complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    buffer.append(contentsOf: bytes)
    return decode(isLast: false)
  }

  /// The keys in what is left, now that nothing follows.
  public mutating func flush() -> [Key] {
    if string.take() != nil { buffer.removeAll() }
    return decode(isLast: true)
  }

  /// What begins a string after an escape: OSC, DCS, SOS, PM, APC.
  private static let strings: [UInt8] = [0x5D, 0x50, 0x58, 0x5E, 0x5F]

  private static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  private mutating func decode(isLast: Bool) -> [Key] {
    var keys: [Key] = []
    var index = 0
    while index < buffer.count {
      if pasted != nil {
        guard let next = continuePaste(from: index, into: &keys) else {
          buffer.removeAll()
          return keys
        }
        index = next
        if pasted != nil { break }
        continue
      }
      if let string {
        index = pass(string, from: index)
        if self.string != nil { break }
        continue
      }
      if buffer[index] == 0x1B, index + 2 < buffer.count, Self.strings.contains(buffer[index + 1]) {
        string = buffer[index + 1]
        index += 2
        continue
      }
      guard let (key, length) = next(at: index, isLast: isLast) else { break }
      index += length
      if case .paste = key { pasted = [] } else if let key { keys.append(key) }
    }
    buffer.removeFirst(min(index, buffer.count))
    return keys
  }

  /// Moves bytes into the paste; returns where to go on, after its end or at a possible start of it.
  private mutating func continuePaste(from start: Int, into keys: inout [Key]) -> Int? {
    var index = start
    while index < buffer.count {
      guard let escape = buffer[index...].firstIndex(of: 0x1B) else {
        pasted?.append(contentsOf: buffer[index...])
        return nil
      }
      pasted?.append(contentsOf: buffer[index..<escape])
      let rest = buffer[escape...].prefix(Self.pasteEnd.count)
      if rest.elementsEqual(Self.pasteEnd) {
        keys.append(.paste(Self.text(pasted ?? [])))
        pasted = nil
        return escape + Self.pasteEnd.count
      }
      if rest.count < Self.pasteEnd.count, Self.pasteEnd.starts(with: rest) { return escape }
      pasted?.append(0x1B)
      index = escape + 1
    }
    return nil
  }

  /// Passes over a string to its end (ST, of an OSC also BEL) or to what breaks it off; returns where
  /// to go on.
  private mutating func pass(_ kind: UInt8, from start: Int) -> Int {
    for index in start..<buffer.count {
      switch buffer[index] {
      case 0x07 where kind == 0x5D, 0x18, 0x1A:
        string = nil
        return index + 1
      case 0x1B:
        guard index + 1 < buffer.count else { return index }
        string = nil
        return buffer[index + 1] == 0x5C ? index + 2 : index
      default: continue
      }
    }
    return buffer.count
  }

  private static func text(_ bytes: [UInt8]) -> String {
    var text = ""
    for character in String(decoding: bytes, as: UTF8.self) {
      text.append(character == "\r" || character == "\r\n" ? "\n" : character)
    }
    return text
  }

  /// The key at a position and its bytes; `nil` when more bytes are needed. A sequence without a
  /// meaning has no key.
  private func next(at index: Int, isLast: Bool) -> (Key?, Int)? {
    let byte = buffer[index]
    if byte == 0x1B { return escape(at: index, isLast: isLast) }
    if byte < 0x80 { return (Self.control(byte), 1) }
    guard let (scalar, length) = scalar(at: index, isLast: isLast) else { return nil }
    return ((0x80..<0xA0).contains(scalar.value) ? nil : .text(Character(scalar)), length)
  }

  static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x09: .tab
    case 0x0D: .enter
    case 0x7F: .backspace
    case 0x00...0x1A: .ctrl(Character(Unicode.Scalar(byte == 0 ? 0x40 : byte + 0x60)))
    case 0x1B: .escape
    case 0x1C...0x1F: .ctrl(Character(Unicode.Scalar(byte + 0x40)))
    default: .text(Character(Unicode.Scalar(byte)))
    }
  }

  private func scalar(at index: Int, isLast: Bool) -> (Unicode.Scalar, Int)? {
    let lead = buffer[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    var end = index + 1
    while end < buffer.count, end < index + length, buffer[end] & 0xC0 == 0x80 { end += 1 }
    if end < index + length, end == buffer.count, !isLast { return nil }
    let decoded = String(decoding: buffer[index..<end], as: UTF8.self).unicodeScalars
    return (decoded.first ?? "\u{FFFD}", end - index)
  }

  // MARK: Escape sequences

  private func escape(at index: Int, isLast: Bool) -> (Key?, Int)? {
    guard index + 1 < buffer.count else { return isLast ? (.escape, 1) : nil }
    switch buffer[index + 1] {
    case 0x1B:
      return (.escape, 1)
    case 0x5B:
      return csi(at: index, isLast: isLast)
    case 0x4F:
      return ss3(at: index, isLast: isLast)
    case 0x0D, 0x0A:
      return (.altEnter, 2)
    case 0x7F, 0x08:
      return (.alt("\u{7F}"), 2)
    case ..<0x20:
      return (.escape, 1)
    case let start where Self.strings.contains(start) && !isLast:
      return nil
    default:
      guard let (scalar, length) = scalar(at: index + 1, isLast: isLast) else { return nil }
      let known = sequences[Array(buffer[index..<index + 1 + length])]
      return (known ?? .alt(Character(scalar)), 1 + length)
    }
  }

  private func ss3(at index: Int, isLast: Bool) -> (Key?, Int)? {
    var end = index + 2
    while end < buffer.count, (0x30...0x39).contains(buffer[end]) || buffer[end] == 0x3B {
      end += 1
    }
    guard end < buffer.count else { return isLast ? (.alt("O"), 2) : nil }
    let sequence = Array(buffer[index...end])
    if let known = sequences[sequence] { return (known, sequence.count) }
    let modifier = buffer[index + 2..<end].last.map { Int($0) - 0x30 } ?? 1
    let final = buffer[end]
    if let key = Self.lettered(final, modifier: modifier) { return (key, sequence.count) }
    // The numeric keypad in application mode, and rxvt's arrows with Ctrl.
    switch final {
    case 0x4D: return (.enter, sequence.count)
    case 0x61...0x64:
      return (Self.lettered(final - 0x20, modifier: 5), sequence.count)
    case 0x6A...0x79: return (.text(Character(Unicode.Scalar(final - 0x40))), sequence.count)
    default: return (nil, sequence.count)
    }
  }

  private func csi(at index: Int, isLast: Bool) -> (Key?, Int)? {
    var end = index + 2
    if end < buffer.count, buffer[end] == 0x5B {
      // The Linux console's function keys: ESC [ [ A.
      guard end + 1 < buffer.count else { return isLast ? (.alt("["), 2) : nil }
      let number = Int(buffer[end + 1]) - 0x40
      return ((1...5).contains(number) ? .function(number) : nil, 4)
    }
    if end < buffer.count, buffer[end] == 0x4D, sequences[[0x1B, 0x5B, 0x4D]] == nil {
      // The oldest mouse report: three bytes follow.
      guard end + 3 < buffer.count else { return isLast ? (nil, buffer.count - index) : nil }
      let report = buffer[end + 1...end + 3].map { Int($0) - 32 }
      return (Self.mouse(report[0], x: report[1], y: report[2], isPress: true), 6)
    }
    while end < buffer.count, (0x20...0x3F).contains(buffer[end]) { end += 1 }
    guard end < buffer.count else {
      if !isLast { return nil }
      return end == index + 2 ? (.alt("["), 2) : (nil, end - index)
    }
    // A sequence broken off by something that belongs to no sequence.
    guard (0x40...0x7E).contains(buffer[end]) else { return (nil, end - index) }
    let sequence = Array(buffer[index...end])
    let key = sequences[sequence] ?? Self.csi(Array(sequence[2..<sequence.count - 1]), buffer[end])
    return (key, sequence.count)
  }

  private static func csi(_ parameters: [UInt8], _ final: UInt8) -> Key? {
    if parameters.first == 0x3C {
      let numbers = numbers(parameters.dropFirst())
      guard numbers.count == 3 else { return nil }
      guard final == 0x4D || final == 0x6D else { return nil }
      return mouse(numbers[0], x: numbers[1], y: numbers[2], isPress: final == 0x4D)
    }
    if let first = parameters.first, (0x3C...0x3F).contains(first) { return nil }
    let numbers = numbers(parameters[...])
    // Kitty tells of a key that is let go with a third kind of event.
    let event = parameters.split(separator: 0x3B, omittingEmptySubsequences: false)
      .dropFirst().first?.split(separator: 0x3A, omittingEmptySubsequences: false)
    if let event, event.count == 2, event[1].elementsEqual([0x33]) { return nil }
    let modifier = numbers.count > 1 ? numbers[1] : 1
    switch final {
    case 0x7E:
      if numbers.first == 27, numbers.count == 3 { return unicode(numbers[2], modifier: modifier) }
      return numbered(numbers.first ?? 0)
    case 0x75:
      return unicode(numbers.first ?? 0, modifier: modifier)
    case 0x24, 0x5E, 0x40:
      return numbered(numbers.first ?? 0)
    case 0x5A:
      return .backtab
    case 0x49:
      return .focusGained
    case 0x4F:
      return .focusLost
    default:
      return lettered(final, modifier: modifier)
    }
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: 0x3B, omittingEmptySubsequences: false).map { parameter in
      parameter.prefix { $0 != 0x3A }.reduce(0) { value, digit in
        (0x30...0x39).contains(digit) && value < 1_000_000 ? value * 10 + Int(digit) - 0x30 : value
      }
    }
  }

  private static func lettered(_ final: UInt8, modifier: Int) -> Key? {
    // The modifier is one more than the sum of Shift 1, Alt 2, Ctrl 4.
    let byWord = (modifier - 1) & 6 != 0
    switch final {
    case 0x41: return .up
    case 0x42: return .down
    case 0x43: return byWord ? .wordRight : .right
    case 0x44: return byWord ? .wordLeft : .left
    case 0x46: return .end
    case 0x48: return .home
    case 0x50...0x53: return .function(Int(final) - 0x4F)
    default: return nil
    }
  }

  private static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    // Stands for the start of a paste; the text follows.
    case 200: .paste("")
    default: nil
    }
  }

  /// A key told by its code point, as kitty and xterm do when asked to.
  private static func unicode(_ value: Int, modifier: Int) -> Key? {
    let bits = modifier - 1
    switch value {
    case 9: return bits & 1 != 0 ? .backtab : .tab
    case 13: return bits & 3 != 0 ? .altEnter : .enter
    case 27: return .escape
    case 127: return bits & 2 != 0 ? .alt("\u{7F}") : .backspace
    default: break
    }
    guard value >= 32, value < 0xE000 || value > 0xF8FF,
      let scalar = Unicode.Scalar(UInt32(value)), !(0x7F..<0xA0).contains(scalar.value)
    else { return nil }
    if bits & 4 != 0, scalar.isASCII { return control(UInt8(scalar.value) & 0x1F) }
    return bits & 2 != 0 ? .alt(Character(scalar)) : .text(Character(scalar))
  }

  private static func mouse(_ code: Int, x: Int, y: Int, isPress: Bool) -> Key? {
    let point = Point(max(0, x - 1), max(0, y - 1))
    // 4, 8 and 16 are Shift, Alt and Ctrl, 32 is motion.
    switch code & 0xC3 {
    case 64, 65:
      return isPress && code & 32 == 0 ? .wheel(by: code & 1 == 0 ? -1 : 1, at: point) : nil
    case 0...2:
      let button = code & 3
      if !isPress { return .release(button: button, at: point) }
      return code & 32 != 0 ? .drag(button: button, at: point) : .mouse(button: button, at: point)
    case 3:
      // Motion without a button is nothing we asked for.
      return code & 32 == 0 ? .release(button: 0, at: point) : nil
    default: return nil
    }
  }
}
