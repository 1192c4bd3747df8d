internal import RPM

extension [Interaction] {
  /// What a search looks at in an item; empty where there is none.
  func searched(at index: Int) -> String {
    guard indices.contains(index) else { return "" }
    return "\(self[index].query) \(self[index].response) \(self[index].date ?? "")"
  }

  /// What is copied of an item.
  func copied(at index: Int) -> String? {
    indices.contains(index) ? "\(self[index].query)\n\(self[index].response)" : nil
  }
}
