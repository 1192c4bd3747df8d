internal import Foundation

/// A number as a quote writes it.
struct Numeral: Sendable, Hashable {
  /// Its value, a percentage divided by 100; `nil` where it cannot be read for certain, such as
  /// `1,000`, `6e3` or digits of another script.
  var value: Double?
  /// Half of its last place, in the same unit; 0 for an integer.
  var tolerance = 0.0
  /// Whether it is a count: no decimal point, no percent sign, and not what `=` gives.
  var isCount = false
  /// Whether it was written with a plus or a minus.
  var isSigned = false
  /// The word before it, in lower case.
  var wordBefore = ""
  /// Where it stands.
  var range: Range<Int>

  /// Whether a scalar is a digit or another sign for a number, of any script.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  /// The numbers of a text, in order.
  ///
  /// - Parameter names: how many features there are: `f1` to `f` that number are names.
  static func all(in text: ArraySlice<Unicode.Scalar>, names: Int) -> [Numeral] {
    var found: [Numeral] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard isDigit(text[index]) else {
        index += 1
        continue
      }
      var start = index
      if start > text.startIndex, text[start - 1] == "." { start -= 1 }
      var end = index
      while end < text.endIndex, isPart(at: end, of: text) { end += 1 }
      if let numeral = read(start..<end, in: text, names: names) { found.append(numeral) }
      index = end
    }
    return found
  }

  /// Letters that follow a digit are part of what cannot be read; a point or comma is where a digit
  /// follows.
  private static func isPart(at index: Int, of text: ArraySlice<Unicode.Scalar>) -> Bool {
    let scalar = text[index]
    if isDigit(scalar) || scalar.properties.isAlphabetic { return true }
    return ".,'\u{2019}_".unicodeScalars.contains(scalar) && index + 1 < text.endIndex
      && isDigit(text[index + 1])
  }

  private static func read(
    _ range: Range<Int>, in text: ArraySlice<Unicode.Scalar>, names: Int
  ) -> Numeral? {
    let literal = String(String.UnicodeScalarView(text[range]))
    let before = range.lowerBound > text.startIndex ? text[range.lowerBound - 1] : " "
    var numeral = Numeral(range: range)
    let isPlain = literal.unicodeScalars.allSatisfy { "0"..."9" ~= $0 || $0 == "." }
    guard isPlain, !before.properties.isAlphabetic, before != ".",
      let magnitude = Double(literal.hasPrefix(".") ? "0" + literal : literal)
    else {
      let isName =
        before == "f" && Int(literal).map { 1...max(1, names) ~= $0 && names > 0 } == true
        && !(range.lowerBound - 2 >= text.startIndex
          && text[range.lowerBound - 2].properties.isAlphabetic)
      return isName ? nil : numeral
    }
    let isNegative = before.properties.generalCategory == .dashPunctuation || before == "\u{2212}"
    let after = String(String.UnicodeScalarView(text[range.upperBound...])).trimmingWhitespace()
      .lowercased()
    let isPercent = ["%", "percent", "per cent", "pct"].contains(where: after.hasPrefix)
    if after.hasPrefix("\u{2030}") { return numeral }
    let scale = isPercent ? 100.0 : 1.0
    let places = literal.firstIndex(of: ".").map {
      literal.distance(from: $0, to: literal.endIndex) - 1
    }
    let lead = String(String.UnicodeScalarView(text[..<range.lowerBound])).trimmingWhitespace()
      .lowercased()
    numeral.value = (isNegative ? -magnitude : magnitude) / scale
    numeral.tolerance =
      places == nil && !isPercent ? 0 : 0.5 * pow(10, -Double(places ?? 0)) / scale
    numeral.isCount =
      places == nil && !isPercent && (!lead.hasSuffix("=") || after.hasPrefix("of "))
    numeral.isSigned = isNegative || before == "+"
    numeral.wordBefore = lead.split { !$0.isLetter }.last.map(String.init) ?? ""
    if let last = lead.last, !last.isLetter { numeral.wordBefore = "" }
    return numeral
  }
}
