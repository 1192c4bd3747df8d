internal import Foundation

/// Reads a prompt without knowing its layout too well.
struct PromptText {
  /// A line that begins with a number.
  struct Numbered: Hashable {
    var number: Int
    var text: String
  }

  private let text: String
  private let lines: [Substring]

  init(_ text: String) {
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The last list of features, `f1` and so on.
  var features: [Numbered] {
    lastList { line in
      guard let match = line.firstMatch(of: /^[-*\s]*\[?f(\d+)\]?[.:)]?\s+(.+)$/),
        let number = Int(match.1)
      else { return nil }
      return Numbered(number: number, text: String(match.2))
    }
  }

  /// The last list of lines that begin with `1` and so on.
  var items: [Numbered] {
    lastList { line in
      guard
        let match = line.firstMatch(
          of: /^[-*#\s]*(?:[Ii]tem|[Qq]uery|[Ff]actor|[Ff]eature|F)?\s*\[?(\d+)[\]:.)]+\s+(.+)$/),
        let number = Int(match.1)
      else { return nil }
      return Numbered(number: number, text: String(match.2))
    }
  }

  /// The list that was printed last: its numbers rise, whatever stands between its lines.
  private func lastList(_ read: (Substring) -> Numbered?) -> [Numbered] {
    var list: [Numbered] = []
    for found in lines.compactMap(read) {
      if let last = list.last, found.number <= last.number { list = [] }
      list.append(found)
    }
    return list
  }

  /// The text behind the last line that begins with one of the words and a colon: the rest of that
  /// line, or the paragraph below it.
  func text(after labels: [String]) -> String? {
    for (index, line) in lines.enumerated().reversed() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let label = Words.all(in: line[..<colon])
      guard label.count <= 6, labels.contains(where: { label.contains($0) }) else { continue }
      let rest = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      if !rest.isEmpty { return rest }
      let below = lines[(index + 1)...].drop { $0.allSatisfy(\.isWhitespace) }
        .prefix { !$0.allSatisfy(\.isWhitespace) }
      if !below.isEmpty { return below.joined(separator: "\n") }
    }
    return nil
  }

  /// The last paragraph.
  var lastParagraph: String {
    text.components(separatedBy: "\n\n").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      .last { !$0.isEmpty } ?? text
  }

  /// The last line that quotes a ratio, such as `P(5) 4 of 6 = .67`.
  var statistics: [String] {
    lines.filter { $0.contains(/\d+ of \d+/) }.map(String.init)
  }

  /// The last JSON schema that is printed in full.
  var schema: [String: Any]? {
    var end = text.endIndex
    while let found = text.range(
      of: "\"properties\"", options: .backwards, range: text.startIndex..<end)
    {
      var start = found.lowerBound
      while let brace = text.range(of: "{", options: .backwards, range: text.startIndex..<start) {
        start = brace.lowerBound
        guard let object = Self.object(from: text[start...]) else { break }
        // The innermost one is not yet the whole schema.
        if let outer = outermost(from: start) { return outer }
        return object
      }
      end = found.lowerBound
    }
    return nil
  }

  private func outermost(from start: String.Index) -> [String: Any]? {
    var best: [String: Any]?
    var start = start
    while let brace = text.range(of: "{", options: .backwards, range: text.startIndex..<start) {
      start = brace.lowerBound
      guard let object = Self.object(from: text[start...]) else { continue }
      if object["properties"] != nil { best = object }
    }
    return best
  }

  private static func object(from text: Substring) -> [String: Any]? {
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for index in text.indices {
      switch text[index] {
      case _ where isEscaped: isEscaped = false
      case "\\" where isQuoted: isEscaped = true
      case "\"": isQuoted.toggle()
      case "{" where !isQuoted: depth += 1
      case "}" where !isQuoted:
        depth -= 1
        if depth == 0 { return JSON.object(Data(text[...index].utf8)) }
      default: break
      }
    }
    return nil
  }

  /// Every name that stands in quotes, such as the fields of an example of JSON.
  var quotedNames: Set<String> {
    Set(text.matches(of: /"([a-z_]+)"\s*:/).map { String($0.1) })
  }
}
