internal import TerminalKit

/// Marks what a search finds in a line that has been drawn.
enum SearchMarks {
  static func draw(
    _ needle: String, in line: [Span], at point: Point, width: Int, on frame: inout Frame
  ) {
    guard !needle.isEmpty else { return }
    let text = line.map(\.text).joined()
    let characters = Array(text)
    for place in SearchState.places(of: needle, in: text) {
      let x = GraphemeWidth.width(of: String(characters[..<place.lowerBound]))
      guard x < width else { return }
      frame.draw(
        String(characters[place]), at: Point(point.x + x, point.y), role: .match, width: width - x)
    }
  }
}
