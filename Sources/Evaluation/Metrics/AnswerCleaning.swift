public import RPM

/// Reads an answer out of what a model wrote, before it is scored (method, section 13).
public enum AnswerCleaning {
  /// The text without surrounding white space, quotation marks, and a final full stop.
  public static func text(_ response: String) -> String {
    var current = response.trimming(\.isWhitespace)
    while true {
      let bare = current.trimming { $0.isWhitespace || quotes.contains($0) }
      let next = bare.hasSuffix(".") && !bare.hasSuffix("..") ? String(bare.dropLast()) : bare
      if next == current { return current }
      current = next
    }
  }

  /// The answer that a response gives, `nil` when it is invalid: none of those that may be given,
  /// or empty.
  ///
  /// A label matches whatever its case. On a scale of whole numbers the first one that lies on it
  /// counts. A printed option is named by its letter, alone or before its text, or by its text.
  public static func answer(
    _ response: String, to query: String, in space: AnswerSpace
  ) -> String? {
    // A label that ends in a full stop is one as it stands.
    if space.index(of: response) != nil { return response }
    let cleaned = text(response)
    switch space {
    case .labels(let labels, _):
      let folded = cleaned.lowercased()
      if let label = labels.first(where: { $0.lowercased() == folded }) { return label }
      return firstInteger(in: cleaned, among: labels)
    case .options:
      return option(cleaned, of: SurveyQuestion(query: query))
    case .open:
      return cleaned.isEmpty ? nil : cleaned
    }
  }

  private static let quotes: Set<Character> = ["\"", "'", "“", "”", "‘", "’", "«", "»", "`"]

  /// The first whole number that is one of the labels, where all labels are whole numbers.
  private static func firstInteger(in text: String, among labels: [String]) -> String? {
    guard labels.allSatisfy({ Int($0) != nil }) else { return nil }
    let hasNegatives = labels.contains { $0.hasPrefix("-") }
    var rest = text[...]
    while let start = rest.firstIndex(where: isDigit) {
      let digits = rest[start...].prefix(while: isDigit)
      // The hyphen of "3-4" parts two numbers.
      let before = rest[..<start]
      let isNegative =
        hasNegatives && before.last == "-" && before.dropLast().last.map(isDigit) != true
      let value = Int((isNegative ? "-" : "") + digits)
      if let label = labels.first(where: { $0 == digits && !isNegative })
        ?? labels.first(where: { value != nil && Int($0) == value })
      {
        return label
      }
      rest = rest[digits.endIndex...]
    }
    return nil
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func option(_ text: String, of question: SurveyQuestion) -> String? {
    if let index = question.index(of: text) { return question.options[index].letter }
    let bare = text.trimming { $0 == "(" || $0 == ")" || $0.isWhitespace }
    let letter = bare.prefix { $0.isLetter && $0.isASCII }
    let rest = bare.dropFirst(letter.count)
    guard letter.count == 1, rest.isEmpty || rest.first.map({ ".):".contains($0) }) == true else {
      return nil
    }
    // Where the options cannot be told from the question, a letter is all there is to go by.
    if question.options.isEmpty { return rest.isEmpty ? letter.uppercased() : nil }
    return question.options.first { $0.letter == letter.uppercased() }?.letter
  }
}
