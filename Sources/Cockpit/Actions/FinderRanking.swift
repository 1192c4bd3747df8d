internal import TerminalKit

/// Which lines of the palette fit what is typed, best first.
enum FinderRanking {
  /// The positions of the items.
  static func ranked(_ usable: [Int], of items: [FinderItem], by text: String) -> [Int] {
    let match = FuzzyMatch(text)
    guard !match.isEmpty else { return usable }
    return usable.compactMap { index -> (score: Int, index: Int)? in
      // A name says more than what stands beside it.
      let named = match.score(items[index].name).map { $0.score * 3 }
      let told = match.score(items[index].title).map(\.score)
      return [named, told].compactMap(\.self).max().map { ($0, index) }
    }
    .sorted { ($1.score, $0.index) < ($0.score, $1.index) }
    .map(\.index)
  }
}
