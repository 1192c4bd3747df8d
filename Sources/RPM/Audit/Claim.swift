internal import Foundation

/// One claim of a quote: what it speaks of and the numbers it gives.
struct Claim: Sendable, Hashable {
  /// What a claim speaks of.
  enum Subject: Sendable, Hashable {
    /// `P(label)`.
    case propensity(Int)
    /// `P(…)` of a label that the task does not have.
    case unknownLabel(String)
    /// `base`, of the label named before.
    case base
    /// `shrunk`, of the label named before.
    case shrunk
    /// `lift`, of the label named before.
    case lift
    /// `influence`.
    case influence
    /// `coverage`, `support` or `n`.
    case support
    /// `positive`, `neutral`, `negative`.
    case polarity(Judgement.Polarity)
    /// `for`, `middle`, `against` within the factor.
    case stance(Stance)
    /// `base for`, `base middle`, `base against`.
    case baseStance(Stance)
    /// Nothing known: any statistic of the factor will do.
    case any
  }

  /// A number as it was written.
  struct Number: Sendable, Hashable {
    /// Its value; a percentage is divided by 100.
    var value: Double
    /// Half of its last place, in the same unit.
    var tolerance: Double
    /// Whether it was written without a decimal point or percent sign.
    var isInteger: Bool
  }

  /// The words of the claim.
  var text: String
  /// What it speaks of.
  var subject: Subject
  /// Its numbers, in order.
  var numbers: [Number]

  /// The claims of a quote that give numbers, in order.
  ///
  /// `P(5)` belongs to the claim but its 5 is a name, not a number.
  static func all(in evidence: String, labels: [String]) -> [Claim] {
    var claims: [Claim] = []
    var rest = evidence[...]
    while !rest.isEmpty {
      rest = rest.drop { $0.isWhitespace || $0 == "," || $0 == ";" }
      var subject: Subject?
      let start = rest.startIndex
      if let (named, after) = label(at: rest, labels: labels) {
        subject = named
        rest = rest[after...]
      }
      let bodyStart = rest.startIndex
      let end = rest.firstIndex { $0 == "," || $0 == ";" } ?? rest.endIndex
      let body = String(rest[bodyStart..<end])
      let numbers = Self.numbers(in: body)
      let found = subject ?? self.subject(of: body)
      let text = String(evidence[start..<end]).trimmingWhitespace()
      if !numbers.isEmpty || isUnknown(found) {
        claims.append(Claim(text: text, subject: found, numbers: numbers))
      }
      rest = rest[end...]
    }
    return claims
  }

  private static func isUnknown(_ subject: Subject) -> Bool {
    if case .unknownLabel = subject { true } else { false }
  }

  /// Reads `P(label)` at the start. Labels may hold brackets and commas, so the longest label that
  /// fits is taken.
  private static func label(
    at text: Substring, labels: [String]
  ) -> (Subject, Substring.Index)? {
    guard text.hasPrefix("P(") else { return nil }
    let inner = text.dropFirst(2)
    let fitting = labels.enumerated().filter { inner.hasPrefix($1 + ")") }
    if let (index, label) = fitting.max(by: { $0.element.count < $1.element.count }) {
      return (.propensity(index), inner.index(inner.startIndex, offsetBy: label.count + 1))
    }
    let close = inner.firstIndex(of: ")") ?? inner.endIndex
    let after = close == inner.endIndex ? close : inner.index(after: close)
    return (.unknownLabel(String(inner[..<close])), after)
  }

  private static func subject(of body: String) -> Subject {
    let words = body.lowercased().split { !$0.isLetter }.map(String.init)
    guard let first = words.first else { return .any }
    switch first {
    case "base":
      let stance = words.dropFirst().first.flatMap { word in
        Stance.allCases.first { $0.word == word }
      }
      return stance.map(Subject.baseStance) ?? .base
    case "shrunk": return .shrunk
    case "lift": return .lift
    case "influence": return .influence
    case "coverage", "support", "n": return .support
    case "positive": return .polarity(.positive)
    case "neutral": return .polarity(.neutral)
    case "negative": return .polarity(.negative)
    default: return Stance.allCases.first { $0.word == first }.map(Subject.stance) ?? .any
    }
  }

  /// The numbers of a text. Digits that follow a letter belong to a name, such as `f2`.
  private static func numbers(in text: String) -> [Number] {
    let characters = Array(text)
    var numbers: [Number] = []
    var index = 0
    while index < characters.count {
      let isStart =
        isDigit(characters[index])
        || (characters[index] == "." && index + 1 < characters.count
          && isDigit(characters[index + 1]))
      let follows = index > 0 ? characters[index - 1] : " "
      guard isStart, !follows.isLetter, !isDigit(follows), follows != "." else {
        index += 1
        continue
      }
      var literal = ""
      while index < characters.count, isDigit(characters[index]) || characters[index] == "." {
        // A full stop that ends the sentence is not part of the number.
        let isLastStop =
          characters[index] == "."
          && !(index + 1 < characters.count && isDigit(characters[index + 1]))
        if isLastStop { break }
        literal.append(characters[index])
        index += 1
      }
      let isNegative = follows == "-" || follows == "\u{2212}"
      let isPercent = index < characters.count && characters[index] == "%"
      guard let magnitude = Double(literal.hasPrefix(".") ? "0" + literal : literal) else {
        continue
      }
      let digits = literal.firstIndex(of: ".").map {
        literal.distance(from: $0, to: literal.endIndex) - 1
      }
      let scale = isPercent ? 100.0 : 1.0
      let tolerance = 0.5 * pow(10, -Double(digits ?? 0)) / scale
      numbers.append(
        Number(
          value: (isNegative ? -magnitude : magnitude) / scale,
          tolerance: digits == nil && !isPercent ? 0 : tolerance,
          isInteger: digits == nil && !isPercent))
    }
    return numbers
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
