/// A text of a path as the audit reads it: names that may hold digits are blanked out.
struct QuotedText: Sendable {
  /// The text, each sign of a name replaced by a space.
  private(set) var scalars: [Unicode.Scalar]
  /// How many features the query has: `f1` to this are names.
  var featureCount: Int

  /// Prepares a text.
  ///
  /// - Parameters:
  ///   - names: what is a name where it stands between double quotes.
  init(_ text: String, featureCount: Int, names: [String]) {
    scalars = Array(text.unicodeScalars)
    self.featureCount = featureCount
    for name in Self.longestFirst(names) {
      let quoted = Array("\"\(name)\"".unicodeScalars)
      var index = 0
      while index + quoted.count <= scalars.count {
        if scalars[index] == "\"", scalars[index...].starts(with: quoted) {
          blank(index..<index + quoted.count)
        }
        index += 1
      }
    }
  }

  /// Blanks out the label that stands behind `for` or `against`, as in "speaks for 5".
  mutating func blankLabels(_ labels: [String]) {
    let ordered = Self.longestFirst(labels).map { Array($0.unicodeScalars) }
    for word in ["for ", "against "] {
      let lead = Array(word.unicodeScalars)
      var index = 0
      while index + lead.count < scalars.count {
        let start = index + lead.count
        let begins = index == 0 || !scalars[index - 1].properties.isAlphabetic
        if begins, scalars[index...].starts(with: lead),
          let label = ordered.first(where: { isLabel($0, at: start) })
        {
          blank(start..<start + label.count)
        }
        index += 1
      }
    }
  }

  /// Whether a label stands here and ends its phrase: "5" does not in "5 of 6" and in "5%".
  private func isLabel(_ label: [Unicode.Scalar], at start: Int) -> Bool {
    guard !label.isEmpty, scalars[start...].starts(with: label) else { return false }
    let rest = scalars[(start + label.count)...]
    let next = rest.first { $0 != " " }
    return next == nil || next == "(" || next == "," && rest.first == ","
      || next == "." && rest.count == 1
  }

  private mutating func blank(_ range: Range<Int>) {
    for index in range { scalars[index] = " " }
  }

  private static func longestFirst(_ names: [String]) -> [String] {
    Set(names).sorted {
      ($1.unicodeScalars.count, $0) < ($0.unicodeScalars.count, $1)
    }
  }
}
