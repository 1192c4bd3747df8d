/// Colours by red, green and blue on a terminal that ncurses believes to have a palette.
///
/// A direct-colour terminfo entry is often missing, and in it the numbers 0 to 7 are no longer the
/// colours the user chose. So ncurses draws with palette numbers, a frame is made in memory anyway,
/// and before it is written each number handed out here becomes the very colour of the theme. Text
/// in a frame holds no escape, so nothing else can be mistaken for a colour.
struct DirectColors {
  /// The first number handed out; those below are the user's.
  private static let first = 16

  /// The colours as 0xRRGGBB, by number.
  private var colors: [Int] = []
  private var numbers: [Int: Int] = [:]
  /// Whether a colour was wanted and no number was left.
  private(set) var isFull = false

  /// The number ncurses draws with for a colour of a ``ResolvedStyle``.
  mutating func number(of color: Int) -> Int {
    // Without direct colour there is nothing to hand out.
    guard color >= Palette.direct else { return color }
    return number(ofDirect: color - Palette.direct)
  }

  private mutating func number(ofDirect rgb: Int) -> Int {
    if let known = numbers[rgb] { return known }
    guard Self.first + colors.count < 256 else {
      isFull = true
      return Self.first
    }
    let number = Self.first + colors.count
    colors.append(rgb)
    numbers[rgb] = number
    return number
  }

  /// The bytes of a frame with `38;5;n` and `48;5;n` as `38;2;r;g;b` and `48;2;r;g;b`, where `n` was
  /// handed out.
  func rewrite(_ bytes: [UInt8]) -> [UInt8] {
    if colors.isEmpty { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 4)
    var start = 0
    while let escape = bytes[start...].firstIndex(of: 0x1B) {
      result += bytes[start..<escape]
      start = escape
      if let (replacement, end) = color(at: escape, in: bytes) {
        result += replacement
        start = end
      } else {
        result.append(0x1B)
        start += 1
      }
    }
    result += bytes[start...]
    return result
  }

  /// The sequence in place of one that sets a number of ours, and where that one ends.
  private func color(at escape: Int, in bytes: [UInt8]) -> ([UInt8], Int)? {
    // ESC [ 3 8 ; 5 ; n m
    let head = escape + 7
    guard head < bytes.count, bytes[escape + 1] == 0x5B,
      bytes[escape + 2] == 0x33 || bytes[escape + 2] == 0x34, bytes[escape + 3] == 0x38,
      bytes[escape + 4] == 0x3B, bytes[escape + 5] == 0x35, bytes[escape + 6] == 0x3B
    else { return nil }
    var number = 0
    var end = head
    while end < bytes.count, end < head + 3, (0x30...0x39).contains(bytes[end]) {
      number = number * 10 + Int(bytes[end]) - 0x30
      end += 1
    }
    guard end > head, end < bytes.count, bytes[end] == 0x6D,
      colors.indices.contains(number - Self.first)
    else { return nil }
    let rgb = colors[number - Self.first]
    let text = ";2;\(rgb >> 16);\(rgb >> 8 & 255);\(rgb & 255)m"
    return (Array(bytes[escape..<escape + 4]) + Array(text.utf8), end + 1)
  }
}
