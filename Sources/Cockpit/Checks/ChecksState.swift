internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The sheet of tests: which page is shown, and what each found. A value without effects.
struct ChecksState: Sendable, Equatable {
  /// How a page stands.
  enum Page: Sendable, Equatable {
    /// Under way; nothing is counted yet where the total is 0.
    case working(done: Int, total: Int)
    case found(CheckPage)
    /// What it would cost; Enter agrees.
    case offer(Unagreed)
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
  /// The model that whatever asks one was asked of.
  let model: ModelChoice
  var tab: CheckTab
  /// Whom the person is compared with.
  var other: CheckRequest.Other?
  /// Whether methods are evaluated on everybody of the task.
  var isForAll = false
  /// The page behind a row that is shown instead.
  private(set) var detail: Int?
  private var detailList = ListState(selection: 0)
  private(set) var pages: [CheckTab: Page] = [:]
  private var lists: [CheckTab: ListState<Int>] = [:]

  init(
    user: Library.UserID, version: Int, asks: Int, query: String?, model: ModelChoice, tab: CheckTab
  ) {
    self.user = user
    self.version = version
    self.asks = asks
    self.query = query
    self.model = model
    self.tab = tab
  }

  /// The page that is shown, as far as it is there.
  var page: Page? { pages[tab] }

  /// What the shown page found.
  var found: CheckPage? {
    guard case .found(let page) = page else { return nil }
    return detail.flatMap { page.details.indices.contains($0) ? page.details[$0] : nil } ?? page
  }

  /// Whether a test is of what the sheet is about now.
  func wants(_ test: CheckRequest.Test) -> Bool {
    switch test {
    case .audit, .past, .drift, .versions: true
    case .compare(let other): self.other == other
    case .others(let query, _, _), .methods(let query): self.query == query
    case .evaluation(_, let isForAll): self.isForAll == isForAll
    }
  }

  /// Whether something long is under way that can be stopped.
  var isWorking: Bool {
    if case .working = page { true } else { false }
  }

  /// Whether somebody is compared who was chosen, so that the choice is one step back.
  var comparesByList: Bool { tab == .compare && other != nil }

  /// The rows of the shown page.
  private var ids: [Int] { found.map { Array($0.rows.indices) } ?? [] }

  /// The cursor of the shown page.
  private(set) var list: ListState<Int> {
    get { detail != nil ? detailList : lists[tab] ?? ListState(selection: 0) }
    set { if detail != nil { detailList = newValue } else { lists[tab] = newValue } }
  }

  /// Shows the page behind a row, or the page itself again.
  mutating func show(detail index: Int?) {
    detail = index
    detailList = ListState(selection: 0)
  }

  /// The row under the cursor.
  var row: CheckPage.Row? {
    guard let found, let index = list.selection, found.rows.indices.contains(index) else {
      return nil
    }
    return found.rows[index]
  }

  /// Turns to another page.
  mutating func turn(to tab: CheckTab) {
    self.tab = tab
    show(detail: nil)
  }

  /// Wants the comparison with somebody; `nil` for the list of those there are.
  mutating func compare(with other: CheckRequest.Other?) {
    self.other = other
    set(nil, for: .compare)
  }

  /// Evaluates methods on everybody, or no longer.
  mutating func toggleForAll() {
    isForAll.toggle()
    set(nil, for: .evaluation)
    show(detail: nil)
  }

  /// Whether the shown page is under way and takes long enough to be stopped.
  var canStop: Bool { isWorking && [.past, .evaluation].contains(tab) }

  /// Notes that the shown page is not wanted any more.
  mutating func stop() { set(.failed("Stopped."), for: tab) }

  /// Notes how a page stands.
  mutating func set(_ page: Page?, for tab: CheckTab) { pages[tab] = page }

  /// Moves the cursor, as a list knows the key.
  mutating func move(_ key: Key, rows: Int) {
    let ids = ids
    _ = list.handle(key, in: ids, height: rows)
  }

  /// Puts the cursor on a row; nowhere where there is none.
  mutating func select(_ row: Int, rows: Int) {
    let ids = ids
    if ids.indices.contains(row) { list.select(row, in: ids, height: rows) }
  }

  /// Fits the cursor to the rows there are room for.
  mutating func settle(rows: Int) {
    let ids = ids
    list.update(ids, height: rows)
  }

  /// The rows that are seen.
  func visible(height: Int) -> Range<Int> { list.visible(in: ids, height: height) }

  /// Where the seen rows stand among all.
  func thumb(height: Int) -> ScrollThumb { list.thumb(in: ids, height: height) }

  /// What of this sheet still holds for a newer one.
  func carriedOver(to newer: ChecksState) -> ChecksState {
    guard user == newer.user else { return newer }
    var new = newer
    (new.other, new.isForAll) = (other, isForAll)
    guard version == new.version else { return new }
    if asks == new.asks, query == new.query, model == new.model {
      var same = self
      if same.tab != new.tab { same.turn(to: new.tab) }
      return same
    }
    for (tab, page) in pages {
      let isStale =
        switch tab {
        case .audit: asks != new.asks
        case .others, .methods: query != new.query || model != new.model
        case .past, .evaluation: model != new.model
        case .drift, .versions, .compare: false
        }
      if !isStale { new.set(page, for: tab) }
    }
    return new
  }
}
