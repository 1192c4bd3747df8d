/// A number as people write answers: `4`, `4.0`, `4,5`, `+3`, `85%`, `4/5`, `4 stars`.
struct AnswerNumber: Hashable {
  let value: Double

  /// Reads plain numbers, with a full stop or a comma.
  init?(_ text: String) {
    // Most texts are none, which their first byte tells.
    guard let byte = text.utf8.first, byte < 0x3A else { return nil }
    // Most numbers are a digit.
    if text.utf8.count == 1, 0x30...0x39 ~= byte {
      value = Double(byte - 0x30)
      return
    }
    let plain = text.trimmed
    guard plain.utf8.count <= 24, let first = plain.utf8.first,
      first < 0x3A, plain.utf8.allSatisfy({ 0x30...0x39 ~= $0 || ",.-+%eE".utf8.contains($0) })
    else { return nil }
    var digits = plain[...]
    if digits.hasSuffix("%") { digits = digits.dropLast() }
    if digits.hasPrefix("+") { digits = digits.dropFirst() }
    let hasComma = digits.utf8.contains(UInt8(ascii: ","))
    let number = hasComma ? Double(digits.replacing(",", with: ".")) : Double(digits)
    guard let value = number, value.isFinite else { return nil }
    self.value = value
  }

  /// Whether a byte is a digit or a minus.
  static func begins(with byte: UInt8) -> Bool { 0x30...0x39 ~= byte || byte == 0x2D }

  init(value: Double) { self.value = value }

  /// How it is written as a label: `4`, `3.5`.
  var label: String {
    if let integer = Int(exactly: value), abs(value) < 1e15 { return String(integer) }
    return "\(value)"
  }
}
