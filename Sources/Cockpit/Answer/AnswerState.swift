internal import Presentation
internal import RPM
internal import TerminalKit
internal import Workbench

/// Panels 3 and 4: the shown answer with its examples, and what is seen of it.
struct AnswerState: Sendable {
  var record: AskRecord?
  var tab: PathTab = .path
  /// What was masked of the answer, and what came of it.
  private(set) var whatIf: WhatIfState?
  /// Whether Prompt and Raw show the calls of the last run rather than those behind `record`.
  var showsRun = false
  /// The lines of panel 3; kept, because breaking a long prompt takes a while.
  var page = PathPage()
  /// The first line of panel 3 that is seen.
  var top = 0
  /// Whether the view moves along with the text that streams in: as long as it is at its end.
  var followsText = true
  var exampleList = ListState<Int>()

  // MARK: What follows from it

  /// The interactions that were retrieved.
  var exampleIDs: [Int] { record?.answer.retrieved.map(\.interaction) ?? [] }

  /// What the audit of the shown path found, in one line.
  var loudestFinding: String? {
    guard let record else { return nil }
    return PathView(
      path: record.answer.path, features: record.answer.features,
      factors: record.stored.model.factors, audit: record.answer.audit
    ).loudest
  }

  // MARK: Showing

  /// Shows an answer from its beginning.
  mutating func show(_ record: AskRecord) {
    self.record = record
    showsRun = false
    top = 0
    exampleList = ListState(selection: record.answer.retrieved.first?.interaction)
  }

  /// Shows what came of the run that is under way. Whoever reads in Prompt or Raw goes on reading;
  /// the path begins with its conclusion.
  mutating func finish(_ record: AskRecord) {
    let top = tab.showsCalls && !followsText ? top : 0
    show(record)
    self.top = top
  }

  /// Makes room for the answer to a query that is asked.
  mutating func wait(for model: ModelChoice) {
    showsRun = true
    record = nil
    top = 0
    followsText = true
    // The query is known to whoever asks it, and a language model has no sum; the answer is new.
    if tab == .query || tab == .whatIf || (tab == .sum && model != .builtIn) { tab = .path }
  }

  /// Shows nothing, since the answer was another person's.
  mutating func leavePerson() {
    top = 0
    record = nil
    exampleList = ListState()
  }

  /// Shows another tab of panel 3, from its beginning, or from its end while text comes in.
  mutating func turn(to tab: PathTab) {
    self.tab = tab
    top = 0
    followsText = true
  }

  // MARK: Scrolling

  /// Scrolls panel 3. Whoever is not at the end of a text that streams in stays where they are.
  mutating func scroll(by step: Int) {
    // Far steps mean the ends; the position is fitted to the lines afterwards.
    top = max(0, min(top, 10_000_000) + step)
    if step < 0 { followsText = false }
  }

  /// Goes to a line of panel 3, and stays there.
  mutating func go(to line: Int) {
    top = line
    followsText = false
  }

  /// Fits the position to the lines there are and to the rows there is room for.
  mutating func settle(rows: Int) {
    let end = max(0, page.count - rows)
    if page.isStreaming, followsText { top = end }
    top = min(max(0, top), end)
    if page.isStreaming, top == end { followsText = true }
  }

  // MARK: Masking

  /// Changes what is masked of the shown answer, and turns to what comes of it.
  mutating func mask(of record: AskRecord, _ change: (inout WhatIfState) -> Void) -> WhatIfState {
    var masked = whatIf.flatMap { $0.record == record ? $0 : nil } ?? WhatIfState(record: record)
    change(&masked)
    whatIf = masked
    if tab != .whatIf {
      tab = .whatIf
      top = 0
    }
    return masked
  }

  /// Takes what came of a what-if; `false` where another answer or other masks are shown by now.
  mutating func take(_ result: WhatIf?, failure: String?, of asked: WhatIfState) -> Bool {
    guard whatIf?.record == asked.record, whatIf?.chosen == asked.chosen else { return false }
    whatIf?.result = result
    whatIf?.failure = failure
    return true
  }
}
