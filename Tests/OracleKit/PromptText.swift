internal import Foundation

/// Reads a prompt without knowing its layout too well.
struct PromptText {
  /// A line that begins with an id.
  struct Numbered: Hashable {
    /// The id as it stands there, such as `f3` or `3`.
    var id: String
    /// The number in it.
    var number: Int
    /// What follows.
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
      line.firstMatch(of: /^[-*\s]*\[?(f(\d+))\]?[.:)]?\s+(.+)$/).flatMap {
        Self.numbered($0.1, $0.2, $0.3)
      }
    }
  }

  /// The last list of lines with other ids, such as `1.` or `Text q1:`.
  var items: [Numbered] {
    lastList { line in
      line.firstMatch(
        of: /^[-*#\s]*(?:[A-Z]?[a-z]+ )?\[?([a-eg-zA-Z]?(\d+))[\]:.)]+(?:\s+(.+))?$/
      ).flatMap { Self.numbered($0.1, $0.2, $0.3 ?? "") }
    }
  }

  private static func numbered(
    _ id: Substring, _ number: Substring, _ text: Substring
  ) -> Numbered? {
    Int(number).map { Numbered(id: String(id), number: $0, text: String(text)) }
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

  /// The texts that are marked as material, in order.
  var blocks: [String] {
    text.matches(of: /<data>\s*((?:.|\n)*?)\s*<\/data>/).map { String($0.1) }
  }

  /// The text behind the last line that begins with one of the words and a colon: the rest of that
  /// line, or what is below it.
  func text(after labels: [String]) -> String? {
    for (index, line) in lines.enumerated().reversed() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let label = Words.all(in: line[..<colon])
      guard label.count <= 6, labels.contains(where: { label.contains($0) }) else { continue }
      let rest = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      if !rest.isEmpty { return rest }
      let below = lines[(index + 1)...].drop { $0.allSatisfy(\.isWhitespace) }
      if below.first?.contains("<data>") == true {
        return PromptText(below.joined(separator: "\n")).blocks.first
      }
      let paragraph = below.prefix { !$0.allSatisfy(\.isWhitespace) }
      if !paragraph.isEmpty { return paragraph.joined(separator: "\n") }
    }
    return nil
  }

  /// The last paragraph.
  var lastParagraph: String {
    text.components(separatedBy: "\n\n").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      .last { !$0.isEmpty } ?? text
  }

  /// The last JSON schema that is printed in full.
  var schema: [String: Any]? {
    var last: [String: Any]?
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      rest = rest[brace...]
      guard let (object, end) = Self.object(from: rest), object["properties"] != nil else {
        rest = rest.dropFirst()
        continue
      }
      last = object
      rest = rest[end...]
    }
    return last
  }

  /// The object that a text begins with, and where it ends.
  private static func object(from text: Substring) -> ([String: Any], String.Index)? {
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
        guard depth == 0 else { continue }
        return JSON.object(Data(text[...index].utf8)).map { ($0, text.index(after: index)) }
      default: break
      }
    }
    return nil
  }

  /// Every name that stands in quotes, such as the fields of an example of JSON.
  var quotedNames: Set<String> {
    Set(text.matches(of: /"([a-z_]+\d*)"\s*:/).map { String($0.1) })
  }
}
