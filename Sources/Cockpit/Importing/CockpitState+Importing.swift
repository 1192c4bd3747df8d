internal import Actions
internal import Intake
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Whether people come in right now, which quitting would end.
  var bringsIn: Bool { importing.phase == .importing }

  /// Opens the sheet, and a file in it where one is named.
  mutating func openImport(_ path: String) -> [CockpitEffect] {
    // An import that is under way is shown, not left.
    let wasBringingIn = bringsIn
    if overlays.last != .importing { overlays.append(.importing) }
    guard !wasBringingIn else { return [] }
    importing.begin()
    guard !path.isEmpty else { return [.stopImport, .listFiles("")] }
    importing.open(path)
    return [.openImport(importing.request)]
  }

  /// Takes a key for the sheet.
  mutating func pressInImport(_ key: Key) -> [CockpitEffect] {
    perform(importing.press(key))
  }

  /// Takes in what became known of a file.
  mutating func take(_ news: ImportSheetState.News) -> [CockpitEffect] {
    switch news {
    case .stopped: say("The import was stopped: nothing came in.")
    case .imported(let request, let report, let users):
      return takeIn(report, of: request, users: users)
    default: break
    }
    return perform(importing.take(news))
  }

  private mutating func perform(_ outcome: ImportSheetState.Outcome) -> [CockpitEffect] {
    switch outcome {
    case .nothing: return []
    case .complain(let text): return complain(text)
    case .list(let text): return [.listFiles(text)]
    case .open: return [.openImport(importing.request)]
    case .plan: return [.planImport(importing.request)]
    case .stop: return [.stopImport]
    case .bringIn:
      guard let planning = importing.planning else { return [] }
      return [.bringIn(planning)]
    case .close:
      closeImport()
      return [.stopImport]
    }
  }

  private mutating func closeImport() {
    importing.leave()
    overlays.removeAll { $0 == .importing }
  }

  // MARK: What came in

  /// Lists who came in, and opens the first who is new.
  private mutating func takeIn(
    _ report: ImportReport, of request: ImportRequest, users: [UserSummary]
  ) -> [CockpitEffect] {
    // Whoever stopped it too late may be looking at another file by now.
    if importing.request.paths == request.paths { closeImport() }
    let known = Set((people.all ?? []).map(\.id))
    people.all = users
    reorder()
    say(Self.words(for: report, of: request))
    let left = Self.leftOut(of: report)
    if !left.isEmpty {
      overlays.append(.reader(title: "Left out of \(request.name)", lines: left, top: 0))
    }
    guard let first = report.users.first(where: { !known.contains($0) }) ?? report.users.first
    else { return [] }
    if !people.shown.contains(where: { $0.id == first }) { setFilter("") }
    move(to: .users)
    people.select(first, rows: layout.userRows)
    guard first == person?.id || personView.loading == first else { return openSelected() }
    // They are open already, without what is new.
    return [.loadPerson(first)]
  }

  /// `412 new people and 18301 new answers from reviews.csv; 3 people were known.`
  private static func words(for report: ImportReport, of request: ImportRequest) -> String {
    var parts = [
      Count.of(report.usersAdded, "new person", "new people"),
      Count.of(report.added, "new answer"),
    ]
    if report.testsAdded > 0 { parts.append(Count.of(report.testsAdded, "test item")) }
    let last = parts.removeLast()
    var words = "\(parts.joined(separator: ", ")) and \(last) from \(request.name)"
    if report.usersRepeated > 0 {
      let people = Count.of(report.usersRepeated, "person was", "people were")
      words += "; \(people) known already"
    }
    if report.skipped > 0 {
      words += "; \(Count.of(report.skipped, "answer was", "answers were")) known already"
    }
    let left = report.unreadRowCount + report.problemCount
    if left > 0 { words += "; \(Count.of(left, "record")) left out" }
    return words + "."
  }

  /// The records that could not be read.
  private static func leftOut(of report: ImportReport) -> [Overlay.ReaderLine] {
    let problems = report.problems + report.unreadRows
    let more = report.problemCount + report.unreadRowCount - problems.count
    return problems.map { Overlay.ReaderLine(text: ImportAdvice.sheet($0), role: .warning) }
      + (more > 0 ? [Overlay.ReaderLine(text: "and \(more) more", role: .dim)] : [])
  }
}
