internal import Actions
internal import TerminalKit
internal import Workbench

/// Help and palette: a list of what can be done, narrowed by typing, that runs what is chosen.
struct FinderState: Equatable, Sendable {
  enum Purpose: Hashable, Sendable {
    case help
    case palette
  }

  /// What a key comes to.
  enum Outcome: Hashable, Sendable {
    case stay
    case close
    case run(Action, String)
  }

  var purpose: Purpose
  private(set) var query = LineEditor(allowsNewlines: false)
  private(set) var items: [FinderItem]
  /// The items that are listed, as positions in `items`.
  private(set) var shown: [Int]
  private(set) var list = ListState<Int>()

  init(_ purpose: Purpose, items: [FinderItem]) {
    self.purpose = purpose
    self.items = items
    shown = Array(items.indices)
    refilter()
  }

  /// Other items, as names become known; what is typed stays.
  mutating func take(_ items: [FinderItem]) {
    self.items = items
    refilter()
  }

  /// The item under the cursor.
  var selected: FinderItem? {
    list.selection.flatMap { items.indices.contains($0) ? items[$0] : nil }
  }

  private static let page = 10

  /// Takes a key.
  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape, .ctrl("g"), .ctrl("c"):
      // First what was typed, then the list.
      guard query.isEmpty || key == .ctrl("c") else {
        query.setText("")
        refilter()
        return .stay
      }
      return .close
    case .function(1) where purpose == .help, .function(2) where purpose == .palette: return .close
    case .text("?") where query.isEmpty && purpose == .help: return .close
    case .enter:
      guard let item = selected, let action = item.action else { return .stay }
      return .run(action, item.argument)
    case .up, .down, .wheelUp, .wheelDown: _ = list.handle(key, in: shown, height: Self.page)
    case .ctrl("p"): list.move(by: -1, in: shown, height: Self.page)
    case .ctrl("n"): list.move(by: 1, in: shown, height: Self.page)
    case .pageUp, .pageDown: _ = list.handle(key, in: shown, height: Self.page)
    case .home where query.isEmpty, .end where query.isEmpty:
      _ = list.handle(key, in: shown, height: Self.page)
    default:
      guard query.handle(key) == .changed else { return .stay }
      refilter()
    }
    return .stay
  }

  private mutating func refilter() {
    let text = query.text
    let usable = items.indices.filter { !items[$0].isOnlySearched || !text.isEmpty }
    switch purpose {
    case .help:
      let words = FoldedText.of(text).split(separator: " ")
      shown = usable.filter { index in words.allSatisfy { items[index].text.contains($0) } }
    case .palette: shown = FinderRanking.ranked(usable, of: items, by: text)
    }
    // The best hit stands first, and the cursor on it.
    list = ListState(selection: shown.first)
  }
}
