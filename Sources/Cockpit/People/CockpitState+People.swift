internal import Actions
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Does an action of `ActionArea.people`.
  mutating func performInPeople(_ action: Action, _ argument: String) -> [CockpitEffect]? {
    switch action {
    case .user: return openUser(named: argument)
    case .filter: return startFilter(argument)
    case .sort: return sort(by: argument)
    case .import: return openImport(argument)
    default: return nil
    }
  }

  /// Takes in the users there are, and opens the first at the start.
  mutating func adopt(_ users: [UserSummary]) -> [CockpitEffect] {
    let isFirst = people.all == nil
    people.all = users
    reorder()
    guard isFirst, person == nil, let first = people.selected else { return [] }
    return open(first.id)
  }

  /// Sorts the users anew.
  mutating func reorder() {
    people.sort(as: presentation, rows: layout.userRows)
  }

  /// Filters the users anew.
  mutating func refilter() {
    people.narrow(rows: layout.userRows)
  }

  // MARK: Opening

  /// Reads the person under the cursor, unless they are open already.
  mutating func openSelected() -> [CockpitEffect] {
    guard let user = people.selected, user.id != person?.id || personView.loading != nil else {
      return []
    }
    return open(user.id)
  }

  private mutating func open(_ id: Library.UserID) -> [CockpitEffect] {
    personView.wait(for: id)
    return [.loadPerson(id)]
  }

  /// The one that a typed name means; where it means nobody or several, that is said.
  mutating func theOne(named name: String) -> UserSummary? {
    let found = people.ordered.named(name).map(\.summary)
    if found.count == 1 { return found[0] }
    let names = found.prefix(4).map(\.name).joined(separator: ", ")
    let more = found.count > 4 ? " and \(found.count - 4) more" : ""
    _ = complain(
      found.isEmpty
        ? "Nobody is called '\(name)'." : "'\(name)' may be \(names)\(more); type more of the name."
    )
    return nil
  }

  /// Opens the person of a name.
  private mutating func openUser(named name: String) -> [CockpitEffect] {
    guard !name.isEmpty else { return complain("Which one? :user and a name.") }
    guard let found = theOne(named: name) else { return [] }
    move(to: .users)
    if !people.shown.contains(where: { $0.id == found.id }) { setFilter("") }
    people.select(found.id, rows: layout.userRows)
    return openSelected()
  }

  /// Goes to the one under the cursor, and fits them where they have no model.
  mutating func enterPerson() -> [CockpitEffect] {
    guard let selectedUser = people.selected else { return [] }
    move(to: .person)
    // Whoever is chosen without a model gets one: it takes less than reading a hint.
    guard selectedUser.model == nil, !isBusy else { return [] }
    if let loading = personView.loading {
      // Enter can be faster than the history is read.
      personView.awaitedFit = loading
      return []
    }
    guard person?.stored == nil else { return [] }
    personView.tab = .factors
    return startFit()
  }

  // MARK: Filter and order

  private mutating func startFilter(_ text: String) -> [CockpitEffect] {
    move(to: .users)
    guard text.isEmpty else {
      setFilter(text)
      return openSelected()
    }
    people.isFiltering = true
    people.filterBefore = people.filter.text
    return []
  }

  /// A key while the filter is typed.
  mutating func typeInFilter(_ key: Key) -> [CockpitEffect] {
    switch key {
    case .tab: return finishFilter()
    case .up, .down, .pageUp, .pageDown:
      _ = people.list.handle(key, in: people.ids, height: layout.userRows)
      return openSelected()
    default:
      guard people.filter.handle(key) == .changed else { return [] }
    }
    refilter()
    return openSelected()
  }

  /// Ends typing in the filter; what it was before can be had again.
  mutating func finishFilter() -> [CockpitEffect] {
    people.isFiltering = false
    if people.filter.text != people.filterBefore {
      journal.add(.filter(from: people.filterBefore, to: people.filter.text))
      people.filterBefore = people.filter.text
    }
    return openSelected()
  }

  /// Filters the list by a text.
  mutating func setFilter(_ text: String) {
    if text != people.filter.text { journal.add(.filter(from: people.filter.text, to: text)) }
    people.setFilter(text)
    refilter()
  }

  private mutating func sort(by name: String) -> [CockpitEffect] {
    guard name.isEmpty || UserOrder(rawValue: name) != nil else {
      let orders = UserOrder.allCases.map(\.rawValue).joined(separator: ", ")
      return complain("There is no order '\(name)'; there are \(orders).")
    }
    let new = UserOrder(rawValue: name) ?? people.order.neighbour(1)
    journal.add(.order(from: people.order, to: new))
    people.order = new
    reorder()
    return []
  }
}
