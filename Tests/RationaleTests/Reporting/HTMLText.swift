@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// HTML as its tags and its texts, for tests: enough to see whether every element is closed, and
/// what a reader would read.
struct HTMLText {
  /// The names of elements, in order.
  private(set) var elements: [String] = []
  /// Names of attributes.
  private(set) var attributes: Set<String> = []
  /// What stands between tags, with entities as characters.
  private(set) var text = ""
  /// What is wrong; empty where every element is closed in its turn.
  private(set) var problems: [String] = []

  /// Elements that hold nothing.
  private static let void: Set<Substring> = ["meta", "rect", "line", "br"]

  init(_ html: String) {
    var open: [Substring] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: "<") {
      add(rest[..<start], inside: open.last)
      guard let end = rest[start...].firstIndex(of: ">") else {
        problems.append("a tag does not end")
        return
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        if open.popLast() != tag.dropFirst() { problems.append("</\(tag.dropFirst())>") }
        continue
      }
      let name = tag.prefix { $0.isLetter || $0.isNumber }
      elements.append(String(name))
      // Every other piece between quotation marks is a value.
      for (index, piece) in tag.split(separator: "\"", omittingEmptySubsequences: false)
        .enumerated()
      where index.isMultiple(of: 2) {
        attributes.formUnion(
          piece.split(separator: " ").filter { $0.contains("=") }
            .map { String($0.prefix { $0 != "=" }) })
      }
      if !Self.void.contains(name), !tag.hasSuffix("/") { open.append(name) }
    }
    add(rest, inside: nil)
    problems += open.map { "<\($0)> is not closed" }
  }

  private mutating func add(_ piece: Substring, inside element: Substring?) {
    guard element != "style" else { return }
    text += piece.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
