/// What was entered before, oldest first.
public struct PromptHistory: Sendable, Hashable {
  /// The entries, oldest first; no entry stands twice in a row.
  public private(set) var entries: [String]
  /// The most entries kept.
  public let limit: Int

  /// Creates a history; only the newest `limit` entries are kept.
  public init(_ entries: [String] = [], limit: Int = 1000) {
    self.entries = []
    self.limit = max(1, limit)
    for entry in entries { add(entry) }
  }

  /// Adds an entry, unless it is blank or equal to the newest one.
  public mutating func add(_ entry: String) {
    guard entry.contains(where: { !$0.isWhitespace }), entry != entries.last else { return }
    entries.append(entry)
    if entries.count > limit { entries.removeFirst(entries.count - limit) }
  }

  /// Entries that contain the text, newest first and each once; upper and lower case are equal.
  public func search(_ text: String) -> [String] {
    let wanted = text.lowercased()
    var seen: Set<String> = []
    return entries.reversed().filter { entry in
      (wanted.isEmpty || entry.lowercased().contains(wanted)) && seen.insert(entry).inserted
    }
  }
}
