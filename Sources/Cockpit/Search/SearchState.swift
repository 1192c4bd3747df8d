internal import Actions
internal import TerminalKit
internal import Workbench

/// A search in the text or list of a panel: it hides nothing, and goes from place to place.
struct SearchState: Equatable, Sendable {
  /// What is searched for.
  var needle = LineEditor(allowsNewlines: false)
  /// Whether keys go into it.
  var isTyping = false
  /// Where the search began, to go back to.
  var origin = 0
  /// The panel it is about.
  var panel: Panel?

  /// Whether there is something to mark.
  var isShown: Bool { !needle.isEmpty }

  /// The next line that has the needle, around the ends, and which of how many it is; `nil` where
  /// none has it.
  func hit(
    in lines: [String], from start: Int, step: Int
  ) -> (line: Int, number: Int, total: Int)? {
    let wanted = FoldedText.of(needle.text)
    let hits = lines.indices.filter { FoldedText.of(lines[$0]).contains(wanted) }
    guard !hits.isEmpty else { return nil }
    let hit =
      step > 0
      ? hits.firstIndex { $0 > start } ?? 0 : hits.lastIndex { $0 < start } ?? hits.count - 1
    return (hits[hit], hit + 1, hits.count)
  }

  /// The places where a needle occurs in a line, as ranges of characters; none for an empty one.
  ///
  /// Case and accents do not count.
  static func places(of needle: String, in line: String) -> [Range<Int>] {
    let wanted = needle.map { FoldedText.of(String($0)) }
    guard !wanted.isEmpty else { return [] }
    let characters = line.map { FoldedText.of(String($0)) }
    var places: [Range<Int>] = []
    var start = 0
    while start + wanted.count <= characters.count {
      if characters[start..<start + wanted.count].elementsEqual(wanted) {
        places.append(start..<start + wanted.count)
        start += wanted.count
      } else {
        start += 1
      }
    }
    return places
  }
}
