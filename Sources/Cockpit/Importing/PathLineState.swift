internal import RPM
internal import TerminalKit

/// The line on which the path of a file is typed, with the names that it may become.
struct PathLineState: Equatable, Sendable {
  /// What a key comes to.
  enum Outcome: Hashable, Sendable {
    case stay
    case close
    /// The names that the text may become are to be found.
    case list(String)
    case open(String)
  }

  private(set) var editor = LineEditor(allowsNewlines: false)
  /// What the text may become, as far as it is known.
  private(set) var completions: [FileCompletion] = []
  /// The completion that Tab has put into the line.
  private(set) var chosen: Int?
  /// The text that the completions are of.
  private var listed: String?
  /// Whether Tab was pressed before they were known.
  private var isAwaited = false

  /// The path that was opened last; Enter on an empty line takes it.
  var offered: String? { editor.history.entries.last }

  /// Empties the line.
  mutating func clear() {
    editor.reset(remembering: false)
    (completions, chosen, listed, isAwaited) = ([], nil, nil, false)
  }

  /// Puts a path into the line.
  mutating func set(_ path: String) {
    clear()
    editor.setText(path)
  }

  /// Keeps a path for the next time.
  mutating func remember(_ path: String) { editor.history.add(path) }

  /// Takes a key.
  mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape, .ctrl("c"), .ctrl("g"): return .close
    case .enter:
      let path = Self.unquoted(editor.text.trimmingWhitespace())
      if path.isEmpty, let offered { editor.setText(offered) }
      return .open(path.isEmpty ? offered ?? "" : path)
    case .tab:
      guard listed == editor.text || chosen != nil else {
        isAwaited = true
        return .list(editor.text)
      }
      return complete(1)
    case .backtab: return complete(-1)
    case .ctrl("p"): return change(.up)
    case .ctrl("n"): return change(.down)
    default: return change(key)
    }
  }

  /// Takes in what a text may become.
  ///
  /// - Returns: what is to be listed next: Tab may have waited for it.
  mutating func take(_ found: [FileCompletion], for text: String) -> Outcome {
    guard text == editor.text, chosen == nil else { return .stay }
    (completions, listed) = (found, text)
    guard isAwaited else { return .stay }
    isAwaited = false
    return complete(1)
  }

  private mutating func change(_ key: Key) -> Outcome {
    guard editor.handle(key) == .changed else { return .stay }
    (chosen, isAwaited) = (nil, false)
    return .list(editor.text)
  }

  /// As far as all names agree, then one after the other.
  private mutating func complete(_ step: Int) -> Outcome {
    guard !completions.isEmpty else { return .stay }
    let common = FileCompletion.common(completions)
    if chosen == nil, common.count > editor.text.count {
      editor.setText(common)
      return .list(common)
    }
    let count = completions.count
    let next = chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    chosen = next
    editor.setText(completions[next].path)
    return .stay
  }

  /// A path as file managers copy it, without its quotes.
  private static func unquoted(_ text: String) -> String {
    guard text.count > 2, let first = text.first, first == "'" || first == "\"", text.last == first
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}
