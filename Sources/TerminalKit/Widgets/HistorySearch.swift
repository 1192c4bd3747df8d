/// The search backwards through a history that ^R begins in a text field.
///
/// The caller hands it every key while it lasts and shows ``query`` and ``hit``; what it ends with
/// says what becomes of the field.
public struct HistorySearch: Sendable, Hashable {
  /// What a key led to.
  public enum Outcome: Sendable, Hashable {
    /// The search goes on.
    case searching
    /// Enter: the field gets this text, and the search is over.
    case taken(String)
    /// Escape: the field gets back what it held before, and the search is over.
    case givenBack(String)
    /// The field gets this text and then the key, and the search is over: an arrow goes on editing.
    case passed(String, Key)
  }

  /// What is searched for.
  public private(set) var query = ""
  /// What the field held before.
  public let original: String
  /// Which hit is shown, 0 for the newest.
  public private(set) var index = 0
  /// Entries that contain the query, the newest first and each once.
  public private(set) var hits: [String]

  private let history: PromptHistory

  /// Begins a search with nothing to look for: the newest entry is shown.
  public init(_ history: PromptHistory, original: String) {
    (self.history, self.original) = (history, original)
    hits = history.search("")
  }

  /// The entry shown, `nil` where nothing contains the query.
  public var hit: String? { hits.indices.contains(index) ? hits[index] : nil }

  /// Takes a key: text narrows, Backspace widens, ^R goes to the next older hit, ^S to the newer one.
  public mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .text(let character): look(for: query + String(character))
    case .paste(let text): look(for: query + text)
    case .backspace, .ctrl("h"): look(for: String(query.dropLast()))
    case .ctrl("u"), .ctrl("w"): look(for: "")
    case .ctrl("r"), .up, .ctrl("p"): index = min(index + 1, max(0, hits.count - 1))
    case .ctrl("s"), .down, .ctrl("n"): index = max(0, index - 1)
    case .enter: return .taken(hit ?? original)
    case .escape, .ctrl("g"), .ctrl("c"): return .givenBack(original)
    case .mouse, .drag, .release, .wheel, .wheelUp, .wheelDown, .focusGained, .focusLost, .resize,
      .hangup:
      break
    default: return .passed(hit ?? original, key)
    }
    return .searching
  }

  /// The hit shown stays while it still contains the query.
  private mutating func look(for text: String) {
    let shown = hit
    query = text
    hits = history.search(text)
    index = shown.flatMap { hits.firstIndex(of: $0) } ?? 0
  }
}
