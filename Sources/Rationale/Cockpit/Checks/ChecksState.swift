internal import RPM
internal import Storage
internal import TerminalKit

/// The sheet of tests: which page is shown, and what each found. A value without effects.
struct ChecksState: Sendable, Equatable {
  /// How a page stands.
  enum Page: Sendable, Equatable {
    /// Under way; nothing is counted yet where the total is 0.
    case working(done: Int, total: Int)
    case found(CheckPage)
    /// What it would cost; Enter agrees.
    case offer(String)
    /// Why there is none; Enter tries again.
    case failed(String)
  }

  /// Whose model it is.
  let user: Library.UserID
  /// Its version.
  let version: Int
  /// How many asks there were: a new one is audited too.
  let asks: Int
  /// The query of the answer that was shown; others are asked it.
  let query: String?
  var tab: CheckTab
  /// Whom the person is compared with.
  var other: CheckRequest.Other?
  private(set) var pages: [CheckTab: Page] = [:]
  private var lists: [CheckTab: ListState<Int>] = [:]

  init(user: Library.UserID, version: Int, asks: Int, query: String?, tab: CheckTab) {
    self.user = user
    self.version = version
    self.asks = asks
    self.query = query
    self.tab = tab
  }

  /// The page that is shown, as far as it is there.
  var page: Page? { pages[tab] }

  /// What the shown page found.
  var found: CheckPage? {
    if case .found(let page) = page { page } else { nil }
  }

  /// Whether something long is under way that can be stopped.
  var isWorking: Bool {
    if case .working = page { true } else { false }
  }

  /// The rows of the shown page.
  private var ids: [Int] { found.map { Array($0.rows.indices) } ?? [] }

  /// The cursor of the shown page.
  var list: ListState<Int> { lists[tab] ?? ListState(selection: 0) }

  /// The row under the cursor.
  var row: CheckPage.Row? {
    guard let found, let index = list.selection, found.rows.indices.contains(index) else {
      return nil
    }
    return found.rows[index]
  }

  /// Notes how a page stands.
  mutating func set(_ page: Page?, for tab: CheckTab) { pages[tab] = page }

  /// Moves the cursor, as a list knows the key.
  mutating func move(_ key: Key, rows: Int) {
    var list = list
    _ = list.handle(key, in: ids, height: rows)
    lists[tab] = list
  }

  /// Fits the cursor to the rows there are room for.
  mutating func settle(rows: Int) {
    var list = list
    list.update(ids, height: rows)
    lists[tab] = list
  }

  /// The rows that are seen.
  func visible(height: Int) -> Range<Int> { list.visible(in: ids, height: height) }

  /// Where the seen rows stand among all.
  func thumb(height: Int) -> ScrollThumb { list.thumb(in: ids, height: height) }
}
