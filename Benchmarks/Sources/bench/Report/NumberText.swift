internal import Foundation

/// Numbers as the table shows them.
enum NumberText {
  /// A whole number with its thousands apart.
  static func count(_ number: Int) -> String {
    var text = String(abs(number))
    var at = text.count - 3
    while at > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: at))
      at -= 3
    }
    return number < 0 ? "-" + text : text
  }

  /// Three significant digits.
  static func significant(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return "\(number)" }
    // Of what is shown: 9.996 is 10.0 and has a digit less after the point.
    let shown = Double(String(format: "%.2e", number)) ?? number
    let digits = max(0, 2 - Int(log10(abs(shown)).rounded(.down)))
    return digits == 0 ? count(Int(number.rounded())) : fixed(number, digits)
  }

  /// So many digits after the point.
  static func fixed(_ number: Double, _ digits: Int) -> String {
    let text = String(format: "%.\(digits)f", number)
    // A slope a little below zero is none.
    return text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) }
      ? String(text.dropFirst()) : text
  }
}

extension String {
  /// The text with spaces before it.
  func leftPadded(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }

  /// The text with spaces after it.
  func rightPadded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
