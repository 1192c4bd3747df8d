internal import RPM
internal import Workbench

extension PersonState {
  /// The item under the cursor of the history, as its index in the history that was fitted.
  var fittedItem: Int? {
    guard tab == .history, let index = historyList.selection, let person else { return nil }
    // Under a factor the list shows the history that was fitted.
    if historyFactor != nil { return index }
    guard person.user.history.indices.contains(index) else { return nil }
    return person.stored?.place(of: person.user.history[index], at: index)
  }

  /// What the memory holds of an item that was fitted.
  func entry(of item: Int) -> MemoryEntry? {
    person?.stored?.model.memory.entries.first { $0.interaction == item }
  }

  /// A factor's whole name, where its beginning was typed and no other begins so.
  func fullName(_ text: String) -> String {
    let names = person?.stored?.model.factors.map(\.name) ?? []
    guard case .one(let index) = NameMatch(of: text, among: names) else { return text }
    return names[index]
  }
}
