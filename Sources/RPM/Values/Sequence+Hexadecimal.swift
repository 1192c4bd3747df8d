extension Sequence<UInt8> {
  /// The bytes as hexadecimal digits, two each, such as `0aff`.
  package var hexadecimal: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}
