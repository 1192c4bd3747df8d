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
    guard scalars.contains("\"") else { return }
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
    for word in ["for ", "against "] {
      let lead = Array(word.unicodeScalars)
      var index = 0
      while index + lead.count < scalars.count {
        let start = index + lead.count
        let begins = index == 0 || !scalars[index - 1].properties.isAlphabetic
        if begins, scalars[index...].starts(with: lead),
          let length = labels.compactMap({ length(ofLabel: $0, at: start) }).max()
        {
          blank(start..<start + length)
        }
        index += 1
      }
    }
  }

  /// Blanks out the examples that a text cites, such as "example 2" or "item 14", and gives them.
  mutating func takeExamples() -> [(words: String, isItem: Bool, number: Int)] {
    var found: [(words: String, isItem: Bool, number: Int)] = []
    for (word, isItem) in [("example", false), ("item", true)] {
      let lead = Array(word.unicodeScalars)
      var index = 0
      while index + lead.count < scalars.count {
        defer { index += 1 }
        let begins = index == 0 || !scalars[index - 1].properties.isAlphabetic
        let head = scalars[index..<index + lead.count].map(\.properties.lowercaseMapping)
        guard begins, head == word.map(String.init) else { continue }
        var end = index + lead.count
        while end < scalars.count, scalars[end] == " " || scalars[end] == "#" { end += 1 }
        let digits = scalars[end...].prefix { ("0"..."9").contains($0) }
        guard end > index + lead.count, !digits.isEmpty, digits.count < 8 else { continue }
        let range = index..<end + digits.count
        let number = digits.reduce(0) { 10 * $0 + Int($1.value) - 48 }
        found.append(
          (String(String.UnicodeScalarView(scalars[range])), isItem, number))
        blank(range)
      }
    }
    return found
  }

  /// The length of a label that stands here and ends its phrase, `nil` where it does not: "5" is
  /// none in "5 of 6" and in "5%".
  private func length(ofLabel label: String, at start: Int) -> Int? {
    let label = label.unicodeScalars
    guard !label.isEmpty, scalars[start...].starts(with: label) else { return nil }
    let rest = scalars[(start + label.count)...]
    let next = rest.first { $0 != " " }
    let ends =
      next == nil || next == "(" || next == "," && rest.first == ","
      || next == "." && rest.count == 1
    return ends ? label.count : nil
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
