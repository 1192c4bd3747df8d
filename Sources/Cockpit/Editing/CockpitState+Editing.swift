internal import Actions
internal import RPM
internal import Storage
internal import TerminalKit
internal import Workbench

extension CockpitState {
  /// Edits the model of the open person: the factor or item under the cursor, and what was typed.
  mutating func edit(_ action: Action, _ argument: String) -> [CockpitEffect] {
    guard let person, person.stored != nil else {
      return complain("There is no model to edit yet: \(key(.fit)) fits.")
    }
    guard !isBusy else { return complain("Something runs. \(key(.escape)) cancels it.") }
    switch wanted(action, argument) {
    case .success(let edit): return [.editModel(edit, of: person.id)]
    case .failure(let complaint): return complain(complaint.text)
    }
  }

  /// Takes in a model that was edited, or one that came back.
  mutating func adopt(_ person: OpenPerson, edited text: String, isNew: Bool) -> [CockpitEffect] {
    if isNew { journal.add(.edit(text, user: person.id)) }
    guard self.person?.id == person.id else { return [.loadUsers] }
    personView.replace(with: person)
    let stale = person.stored?.model.memory.entries.count { $0.marks.staleness != nil } ?? 0
    let paths =
      stale == 0
      ? "" : " \(Count.of(stale, "path")) no longer fit: :rebuild makes them anew."
    let undo = isNew ? " \(key(.undo)) takes it back." : ""
    status = Status(
      kind: .done, text: "\(text.prefix(1).uppercased() + text.dropFirst()).\(paths)\(undo)")
    return [.loadUsers]
  }

  private struct Complaint: Error {
    var text: String
  }

  private func wanted(_ action: Action, _ argument: String) -> Result<ModelEdit, Complaint> {
    func refused(_ text: String) -> Result<ModelEdit, Complaint> { .failure(Complaint(text: text)) }
    if action == .exclude || action == .pin {
      guard let item = focus == .examples ? answer.exampleList.selection : personView.fittedItem,
        let entry = personView.entry(of: item)
      else {
        return refused(
          "Choose an item that was fitted first: \(key(.historyTab)) lists them, \(key(.fit)) fits."
        )
      }
      return .success(
        action == .exclude
          ? entry.marks.isExcluded ? .include(item: item) : .exclude(item: item)
          : entry.marks.isPinned ? .unpin(item: item) : .pin(item: item))
    }
    if action == .moveFeature {
      let parts = argument.split(separator: "=", maxSplits: 1).map { $0.trimmingWhitespace() }
      guard parts.count == 2, !parts[1].isEmpty else {
        return refused(":move-feature takes a feature and a factor: thin plot = pacing, or = none.")
      }
      return .success(
        .move(
          feature: parts[0], item: nil, to: parts[1] == "none" ? nil : personView.fullName(parts[1])
        ))
    }
    guard focus == .person, personView.tab == .factors,
      let factor = personView.selectedFactor?.factor.name
    else {
      return refused("Choose a factor first: \(key(.factorsTab)) lists them.")
    }
    switch action {
    case .renameFactor: return .success(.rename(factor: factor, name: argument))
    case .describeFactor: return .success(.describe(factor: factor, text: argument))
    case .dropFactor: return .success(.drop(factor: factor))
    case .mergeFactor:
      return .success(.merge(factors: [factor, personView.fullName(argument)], name: factor))
    case .splitFactor:
      let parts = argument.split(separator: "=", maxSplits: 1).map { $0.trimmingWhitespace() }
      guard parts.count == 2, !parts[1].isEmpty else {
        return refused(":split-factor takes features and a name: thin plot, no plot = plot.")
      }
      let features = parts[0].split(separator: ",").map { $0.trimmingWhitespace() }
      return .success(.split(factor: factor, features: features, name: parts[1]))
    default: return refused("\(action.rawValue) edits nothing.")
    }
  }
}
