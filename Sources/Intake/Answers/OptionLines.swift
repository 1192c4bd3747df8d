internal import Foundation
internal import RPM

/// Options that a query prints as its last lines, in the ways that people letter them.
package enum OptionLines {
  /// A query whose last lines are options, taken apart.
  struct Question {
    var stem: String
    var options: [String]
    /// The query with its option lines as the method reads them.
    var query: String { SurveyQuestion.query(stem: stem, options: options) }
  }

  /// The letter that a response names among the options that its query prints, at least two.
  static func answer(_ response: String, to query: String) -> String? {
    guard let question = question(query) else { return nil }
    return letter(response, of: question.options)
  }

  /// The query with its options in the usual lines, and the letter of the response; `nil` where the
  /// query prints no two options, or the response is none of them.
  package static func settled(query: String, response: String) -> (query: String, letter: String)? {
    guard let question = question(query), let letter = letter(response, of: question.options)
    else { return nil }
    return (question.query, letter)
  }

  static func question(_ query: String) -> Question? {
    // Most queries are one line: there is nothing to look for.
    guard query.has(0x0A), hasFirstMark(query) else { return nil }
    var lines = query.split(whereSeparator: \.isNewline).map { String($0).trimmed }
    // "Answer:" behind the options asks for the letter.
    if let last = lines.last, last.utf8.count <= 40, last.hasSuffix(":"), lines.count > 2 {
      lines.removeLast()
    }
    var options: [String] = []
    var index = lines.count
    // From the last line up: the letters have to run down to A.
    while index > 0, let (letter, text) = marked(lines[index - 1]) {
      index -= 1
      options.insert(text, at: 0)
      if letter == 0 { break }
    }
    guard options.count > 1, options.count <= 26,
      let first = marked(lines[index]), first.letter == 0
    else { return nil }
    for (offset, line) in lines[index...].enumerated() {
      guard let mark = marked(line), mark.letter == offset, !mark.text.isEmpty else { return nil }
    }
    let stem = lines[..<index].joined(separator: "\n")
    return Question(stem: stem, options: options)
  }

  /// Whether a line may begin with the mark of the first option.
  private static func hasFirstMark(_ query: String) -> Bool {
    var query = query
    return query.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return false }
      var start = 0
      // Only the beginnings of lines are looked at; texts are long.
      while start < bytes.count {
        var place = start
        while place < bytes.count,
          bytes[place] <= 0x20 || bytes[place] == 0x28 || bytes[place] == 0x5B
        {
          place += 1
        }
        if place + 1 < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "a"),
          bytes[place + 1] == 0x2E || bytes[place + 1] == 0x29 || bytes[place + 1] == 0x3A
            || bytes[place + 1] == 0x5D
        {
          return true
        }
        guard place < bytes.count, let end = memchr(base + place, 0x0A, bytes.count - place) else {
          return false
        }
        start = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
      }
      return false
    }
  }

  /// `B. text`, `B) text`, `(B) text`, `B: text`, `b) text`.
  private static func marked(_ line: String) -> (letter: Int, text: String)? {
    var rest = line[...]
    let isBracketed = rest.hasPrefix("(") || rest.hasPrefix("[")
    if isBracketed { rest = rest.dropFirst() }
    guard let first = rest.utf8.first, rest.utf8.count > 1 else { return nil }
    let letter: Int
    switch first {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter = Int(first - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): letter = Int(first - UInt8(ascii: "a"))
    default: return nil
    }
    rest = rest.dropFirst()
    guard let mark = rest.first, isBracketed ? ")]".contains(mark) : ".):".contains(mark) else {
      return nil
    }
    rest = rest.dropFirst()
    guard rest.first == " " || isBracketed || mark == ")" else { return nil }
    return (letter, String(rest).trimmed)
  }

  /// `B`, `b`, `B.`, `(B)`, `B. text` or `text`.
  private static func letter(_ response: String, of options: [String]) -> String? {
    let text = response.trimmed
    var found: Int?
    let core = text.trimming { "().[]: ".contains($0) }
    if core.utf8.count == 1, let byte = core.utf8.first {
      if UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte { found = Int(byte) - 0x41 }
      if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte { found = Int(byte) - 0x61 }
    }
    if found == nil {
      found = options.firstIndex { $0.lowercased() == text.lowercased() }
    }
    if found == nil, let mark = marked(text), mark.letter < options.count,
      options[mark.letter].lowercased() == mark.text.lowercased()
    {
      found = mark.letter
    }
    guard let found, found < options.count else { return nil }
    return String(UnicodeScalar(UInt8(0x41 + found)))
  }
}
