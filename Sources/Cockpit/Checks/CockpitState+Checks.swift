internal import Actions
internal import Presentation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  // MARK: Doing

  /// Shows the sheet of tests, or the panels again.
  ///
  /// - Parameter tab: the page; `nil` shows the one that was shown last.
  mutating func toggleChecks(_ tab: CheckTab? = nil) -> [CockpitEffect] {
    guard !sheets.showsChecks || (tab != nil && tab != sheets.checks?.tab) else {
      sheets.shown = nil
      return []
    }
    guard let person, person.stored != nil else {
      return complain("There is no model to put to the test yet: \(key(.fit)) fits.")
    }
    showChecks(of: person, tab: tab ?? sheets.checks?.tab ?? .audit)
    return wantPage()
  }

  private mutating func showChecks(of person: OpenPerson, tab: CheckTab) {
    if focus == .ask { move(to: lastPanel) }
    sheets.shown = .checks
    sheets.checks = freshChecks(for: person, tab: tab)
  }

  /// Compares the open person with the one of a name.
  mutating func compare(with name: String) -> [CockpitEffect] {
    guard let person else { return complain("Choose a person first: \(key(.usersPanel)).") }
    guard let other = theOne(named: name) else { return [] }
    guard other.id != person.id else {
      return complain("\(personName) is the one who is open; name somebody else.")
    }
    guard person.stored != nil, other.model != nil else {
      let unfitted = person.stored == nil ? personName : other.name
      return complain("\(unfitted) is not fitted yet, so there are no factors to compare.")
    }
    return compare(with: CheckRequest.Other(user: other.id, name: other.name))
  }

  private mutating func compare(with other: CheckRequest.Other) -> [CockpitEffect] {
    guard let person else { return [] }
    showChecks(of: person, tab: .compare)
    sheets.checks?.compare(with: other)
    return wantPage()
  }

  /// The others of the same task who have a model, and the person among them where that is wanted.
  private func candidates(
    for person: OpenPerson, withThem: Bool = false
  ) -> [CheckRequest.Other] {
    people.ordered.map(\.summary).filter {
      (withThem || $0.id != person.id) && $0.model != nil && $0.task == person.user.task.name
    }.map { CheckRequest.Other(user: $0.id, name: $0.name) }
  }

  /// Does an action on the sheet; `nil` for those that are there what they are elsewhere.
  mutating func performInChecks(_ action: Action) -> [CockpitEffect]? {
    switch action {
    case .escape where isBusy: return cancelRun()
    case .escape where search.isShown: search = SearchState()
    case .escape where sheets.checks?.canStop == true:
      sheets.checks?.stop()
      return [.stopChecks]
    case .escape where sheets.checks?.detail != nil, .back where sheets.checks?.detail != nil:
      sheets.checks?.show(detail: nil)
    case .allRuns where sheets.checks?.tab == .evaluation:
      sheets.checks?.toggleForAll()
      return [.stopChecks] + wantPage()
    case .escape where sheets.checks?.comparesByList == true,
      .back where sheets.checks?.comparesByList == true:
      sheets.checks?.compare(with: nil)
      return wantPage()
    case .escape, .back: sheets.shown = nil
    case .nextTab: return turnCheck(1)
    case .previousTab: return turnCheck(-1)
    case .open: return openCheck()
    // The sheet has the whole screen already.
    case .zoom: break
    default:
      guard let key = action.motion else { return nil }
      moveInChecks(.key(key))
    }
    return []
  }

  /// Moves the cursor of the shown page.
  mutating func moveInChecks(_ step: FocusedList.Step) {
    let rows = checkRows
    switch step {
    case .key(let key): sheets.checks?.move(key, rows: rows)
    case .row(let row): sheets.checks?.select(row, rows: rows)
    }
  }

  /// A click on a row chooses it, a second one goes where it leads.
  mutating func clickInChecks(at point: Point) -> [CockpitEffect] {
    guard let checks = sheets.checks,
      let row = ChecksView.row(
        at: point, of: checks, in: sheetRect, hasBorders: layout.hasBorders)
    else { return [] }
    guard checks.list.selection != row else { return openCheck() }
    moveInChecks(.row(row))
    return []
  }

  private mutating func turnCheck(_ step: Int) -> [CockpitEffect] {
    guard let tab = sheets.checks?.tab else { return [] }
    sheets.checks?.turn(to: tab.neighbour(step))
    search = SearchState()
    return wantPage()
  }

  /// Wants the shown page where it is not there and nothing is under way for it.
  private mutating func wantPage(agreed: Quote? = nil) -> [CockpitEffect] {
    guard let checks = sheets.checks, let person, let stored = person.stored else { return [] }
    if agreed == nil, checks.page != nil { return [] }
    guard let test = test(for: checks, person) else { return [] }
    let request = CheckRequest(
      test, user: person.id, name: personName, version: stored.version, model: models.choice,
      agreed: agreed)
    sheets.checks?.set(.working(done: 0, total: 0), for: checks.tab)
    return [.check(request)]
  }

  /// The test that the shown page wants; where something is missing for it, the page says what.
  private mutating func test(
    for checks: ChecksState, _ person: OpenPerson
  ) -> CheckRequest.Test? {
    switch checks.tab {
    case .audit: return .audit
    case .past: return .past
    case .drift: return .drift
    case .versions: return .versions
    case .compare:
      if let other = checks.other { return .compare(with: other) }
      let page = CheckPage(candidates: candidates(for: person), for: personName)
      sheets.checks?.set(.found(page), for: .compare)
    case .others, .methods:
      guard let query = checks.query else {
        let page = CheckPage.withoutQuery(key(.ask))
        sheets.checks?.set(.found(page), for: checks.tab)
        return nil
      }
      guard checks.tab == .others else { return .methods(query: query) }
      return .others(
        query: query, people: candidates(for: person, withThem: true),
        unfitted: unfittedCount(of: person))
    case .evaluation:
      let everybody = people.ordered.map(\.summary).filter { $0.task == person.user.task.name }
      return .evaluation(
        people: everybody.filter { checks.isForAll || $0.id == person.id }
          .map { CheckRequest.Other(user: $0.id, name: $0.name) }, isForAll: checks.isForAll)
    }
    return nil
  }

  /// Goes to what the row under the cursor is about; where there is no page, tries for one.
  private mutating func openCheck() -> [CockpitEffect] {
    guard let checks = sheets.checks else { return [] }
    switch checks.page {
    case .offer(let unagreed): return wantPage(agreed: unagreed.quote)
    case .failed:
      // What costs money is offered anew.
      sheets.checks?.set(nil, for: checks.tab)
      return wantPage()
    case .working, nil: return []
    case .found: break
    }
    switch checks.row?.target {
    case .item(let index): overlays.append(fittedReader(ofItem: index))
    case .ask(let id):
      move(to: .path)
      return [.reopen(id)]
    case .factor(let name): goToFactor(named: name)
    case .person(let other):
      guard checks.tab == .others else { return compare(with: other) }
      sheets.shown = nil
      people.select(other.user, rows: layout.userRows)
      return openSelected()
    case .detail(let index): sheets.checks?.show(detail: index)
    case .evaluated(let item): return [.explain(item)]
    case .version(let version): return [.readDiff(of: checks.user, from: version)]
    case nil: break
    }
    return []
  }

  private mutating func goToFactor(named name: String) {
    guard let stored = person?.stored,
      let factor = stored.model.factors.first(where: { $0.name == name })
    else { return }
    move(to: .person)
    personView.goToFactor(factor.id, rows: layout.personRows(of: .factors))
  }

  /// How many people of a person's task have no model.
  private func unfittedCount(of person: OpenPerson) -> Int {
    (people.all ?? []).count { $0.model == nil && $0.task == person.user.task.name }
  }

  /// Whether a language model is being asked for a page, so that leaving now would lose something.
  var paysForChecks: Bool {
    guard models.choice != .builtIn, let pages = sheets.checks?.pages else { return false }
    return pages.values.contains {
      if case .working(_, let total) = $0 { total > 0 } else { false }
    }
  }

  // MARK: News

  /// Takes what became of a request, unless the screen is about something else by now.
  mutating func adopt(_ news: CheckNews, of request: CheckRequest) {
    guard let checks = sheets.checks, checks.user == request.user,
      checks.version == request.version,
      checks.wants(request.test)
    else { return }
    // Whoever stopped it does not want the rest of it.
    if case .failed = checks.pages[request.tab] { return }
    let page: ChecksState.Page =
      switch news {
      case .progress(let done, let total): .working(done: done, total: total)
      case .page(let page): .found(page)
      case .offer(let unagreed): .offer(unagreed)
      case .failed(let reason): .failed(reason)
      }
    sheets.checks?.set(page, for: request.tab)
  }

  /// Fits the sheet to the person and the model there are.
  mutating func settleChecks() -> [CockpitEffect] {
    guard sheets.showsChecks else { return [] }
    guard let person, person.stored != nil, let tab = sheets.checks?.tab else {
      sheets.shown = nil
      return []
    }
    let before = sheets.checks
    sheets.checks = freshChecks(for: person, tab: tab)
    let isOther = before?.user != person.id || before?.model != models.choice
    let effects = wantPage()
    let rows = checkRows
    sheets.checks?.settle(rows: rows)
    return (isOther ? [.stopChecks] : []) + effects
  }

  /// What was found of this model, or an empty sheet where that was about another one.
  private func freshChecks(for person: OpenPerson, tab: CheckTab) -> ChecksState {
    let new = ChecksState(
      user: person.id, version: person.stored?.version ?? 0, asks: person.asks.count,
      query: answer.record?.answer.query, model: models.choice, tab: tab)
    return sheets.checks?.carriedOver(to: new) ?? new
  }

  private var checkRows: Int {
    sheets.checks.map { ChecksView.rows(of: $0, in: sheetRect, hasBorders: layout.hasBorders) } ?? 1
  }
}
