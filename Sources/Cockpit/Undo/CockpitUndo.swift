internal import Storage
internal import Workbench

extension CockpitState {
  /// Takes the last change back.
  mutating func undo() -> [CockpitEffect] {
    guard let change = journal.undo() else { return complain("There is nothing to take back.") }
    return apply(change, forward: false)
  }

  /// Does again what was taken back.
  mutating func redo() -> [CockpitEffect] {
    guard let change = journal.redo() else { return complain("There is nothing to do again.") }
    return apply(change, forward: true)
  }

  private mutating func apply(_ change: Journal.Change, forward: Bool) -> [CockpitEffect] {
    let word = forward ? "Again" : "Taken back"
    switch change {
    case .filter(let from, let to):
      let text = forward ? to : from
      people.setFilter(text)
      refilter()
      say("\(word): \(text.isEmpty ? "no filter" : "filter \(text)").")
      return openSelected()
    case .order(let from, let to):
      people.order = forward ? to : from
      reorder()
      say("\(word): sorted by \(people.order.rawValue).")
      return []
    case .theme(let from, let to):
      say("\(word): theme \(forward ? to : from).")
      return [.terminal(.theme(forward ? to : from))]
    case .model(let from, let to):
      let effects = use(forward ? to : from)
      say("\(word): \(models.choice.title) fits and answers.")
      return effects
    case .edit(_, let user): return [forward ? .redoEdit(of: user) : .undoEdit(of: user)]
    case .deletion(let run, let id, let user):
      if forward { return [.deleteAsk(id, of: user, isAgain: true)] }
      return [.restoreAsk(run, id: id, of: user)]
    }
  }
}
