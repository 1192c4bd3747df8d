internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

/// The view of runs: asks and fits with what they took, two of them beside each other. A value that
/// reads nothing: rows and details come as events.
struct TraceState: Sendable {
  /// What has the focus.
  enum Pane: Int, Cycle, Hashable, Sendable {
    case runs = 1
    case first
    case second
  }

  /// Which runs were read: of one user, or of all when `nil`.
  struct Scope: Hashable, Sendable {
    var user: Library.UserID?
  }

  /// The runs, newest first; `nil` until they were read.
  private(set) var runs: [TracedRun]?
  /// Whose they are.
  private(set) var scope = Scope()
  /// Whether the runs of everybody are wanted.
  var showsEverybody = false
  /// The runs whose stages are listed.
  private(set) var unfolded: Set<TracedRun.ID> = []
  /// The rows of the tree; kept, because there may be many.
  private(set) var items: [TraceItem] = []
  var list = ListState<TraceItem>()
  /// The runs that were marked.
  private(set) var a: TracedRun.ID?
  private(set) var b: TracedRun.ID?
  /// What is known of the runs that were looked at, the last ones.
  private(set) var details: [TracedRun.ID: TraceDetail] = [:]
  private var detailOrder: [TracedRun.ID] = []
  /// The details that are being read.
  private(set) var awaited: Set<TracedRun.ID> = []
  var focus: Pane = .runs
  var isZoomed = false
  /// Whether what is the same is folded away.
  var showsDifferences = false
  /// Whether the bars show what was used rather than the time.
  var barsShowCost = false
  /// The first line of the comparison that is seen.
  private(set) var top = 0
  private(set) var page = TracePage()
  /// What `page` was made of.
  private var pageKey: PageKey?
  /// The run that is asked again, until the answer is there.
  var rerunOf: TracedRun.ID?
  /// The ask that is opened in the cockpit as soon as its person is read.
  var opening: TracedRun?

  private struct PageKey: Hashable, Sendable {
    var first: TraceDetail?
    var second: TraceDetail?
    var differencesOnly: Bool
    var form: TracePage.Form
    var glyphs: Glyphs
  }

  /// How many details are kept.
  private static let mostDetails = 24

  // MARK: What follows from it

  /// The run under the cursor.
  var selectedRun: TracedRun? { list.selection.flatMap { run($0.run) } }

  /// The stage under the cursor.
  var selectedStage: StageRecord? {
    guard case .stage(let id, let index) = list.selection, let stages = run(id)?.stages,
      stages.indices.contains(index)
    else { return nil }
    return stages[index]
  }

  /// A run by its id.
  func run(_ id: TracedRun.ID) -> TracedRun? { runs?.first { $0.id == id } }

  /// What stands on the left: the marked run, else the one under the cursor.
  var first: TracedRun.ID? { a ?? (b == cursor ? nil : cursor) }

  /// What stands on the right: the marked run, else the one under the cursor when another one is
  /// marked as A.
  var second: TracedRun.ID? { b ?? (a == nil || a == cursor ? nil : cursor) }

  private var cursor: TracedRun.ID? { selectedRun?.id }

  /// The details that are wanted and neither there nor being read.
  var missing: [TracedRun] {
    [first, second].compactMap(\.self).filter { details[$0] == nil && !awaited.contains($0) }
      .compactMap(run)
  }

  /// The two that are compared, as far as they are known.
  var compared: (first: TraceDetail?, second: TraceDetail?) {
    (first.flatMap { details[$0] }, second.flatMap { details[$0] })
  }

  /// Whether there is anything to compare.
  var isComparison: Bool { first != nil && second != nil }

  // MARK: News

  /// Takes the runs of a scope. Marks and cursor stay with their runs.
  mutating func take(_ runs: [TracedRun], of scope: Scope) {
    self.runs = runs
    self.scope = scope
    let ids = Set(runs.map(\.id))
    if let a, !ids.contains(a) { self.a = nil }
    if let b, !ids.contains(b) { self.b = nil }
    unfolded.formIntersection(ids)
    rebuild()
  }

  /// Takes the details of a run.
  mutating func take(_ detail: TraceDetail) {
    awaited.remove(detail.id)
    if details[detail.id] == nil { detailOrder.append(detail.id) }
    details[detail.id] = detail
    guard detailOrder.count > Self.mostDetails,
      let old = detailOrder.firstIndex(where: { $0 != first && $0 != second })
    else { return }
    details[detailOrder.remove(at: old)] = nil
  }

  /// Notes that details are being read.
  mutating func await(_ run: TracedRun) { awaited.insert(run.id) }

  private mutating func rebuild() {
    items = (runs ?? []).flatMap { run -> [TraceItem] in
      guard unfolded.contains(run.id) else { return [.run(run.id)] }
      guard let stages = run.stages, !stages.isEmpty else {
        return [.run(run.id), .stage(run.id, -1)]
      }
      return [.run(run.id)] + stages.indices.map { .stage(run.id, $0) }
    }
  }

  /// Puts the cursor on a row. The row is found when the list is fitted.
  mutating func select(_ item: TraceItem) {
    list.select(item, in: items, height: 1_000_000)
  }

  /// Fits cursor and scroll position to what there is and to the room it has.
  mutating func settle(rows: Int, form: TracePage.Form, pageRows: Int, glyphs: Glyphs) {
    list.update(items, height: rows)
    let (first, second) = compared
    let key = PageKey(
      first: first, second: second,
      differencesOnly: showsDifferences && first != nil && second != nil, form: form,
      glyphs: glyphs)
    if key != pageKey {
      if key.first?.id != pageKey?.first?.id || key.second?.id != pageKey?.second?.id
        || key.differencesOnly != pageKey?.differencesOnly
      {
        top = 0
      }
      pageKey = key
      page = TracePage(
        TraceComparison(first, second, differencesOnly: key.differencesOnly), form: form,
        glyphs: glyphs)
    }
    top = min(max(0, top), max(0, page.count - pageRows))
  }

  // MARK: Doing

  /// Shows or hides the stages of the run under the cursor.
  mutating func fold(_ isUnfolded: Bool? = nil) {
    guard let run = selectedRun else { return }
    let wanted = isUnfolded ?? !unfolded.contains(run.id)
    if wanted {
      unfolded.insert(run.id)
    } else {
      select(.run(run.id))
      unfolded.remove(run.id)
    }
    rebuild()
  }

  /// Shows the stages of all runs, or of none.
  mutating func foldAll() {
    if unfolded.isEmpty {
      unfolded = Set((runs ?? []).map(\.id))
    } else {
      if let run = selectedRun { select(.run(run.id)) }
      unfolded = []
    }
    rebuild()
  }

  /// Marks the run under the cursor as A, or takes the mark off.
  mutating func markA() {
    guard let cursor else { return }
    if b == cursor { b = a }
    a = a == cursor ? nil : cursor
  }

  /// Marks the run under the cursor as B, or takes the mark off.
  mutating func markB() {
    guard let cursor else { return }
    if a == cursor { a = b }
    b = b == cursor ? nil : cursor
  }

  /// Marks two runs.
  mutating func mark(_ a: TracedRun.ID?, _ b: TracedRun.ID?) { (self.a, self.b) = (a, b) }

  /// Exchanges A and B.
  mutating func swap() {
    guard let first, let second else { return }
    (a, b) = (second, first)
  }

  /// Scrolls the comparison; it is fitted to its lines afterwards.
  mutating func scroll(by step: Int) { top = max(0, min(top, 10_000_000) + step) }
}
