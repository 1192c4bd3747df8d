internal import TerminalKit

/// The line of a `:` command, with what it may be completed to.
struct CommandLineState: Equatable, Sendable {
  /// What a key comes to.
  enum Outcome: Hashable, Sendable {
    case stay
    case close
    case run(String)
  }

  /// The line without the colon.
  private(set) var editor: LineEditor
  /// What it may become, best first.
  private(set) var completions: [CommandCompletion]
  /// The completion that Tab has put into the line.
  private(set) var chosen: Int?

  /// An empty line; Up and Down walk through earlier ones.
  init(history: PromptHistory, state: CockpitState) {
    editor = LineEditor(history: history, allowsNewlines: false)
    completions = CommandCompletion.all(for: "", in: state)
  }

  /// Takes a key.
  mutating func press(_ key: Key, state: CockpitState) -> Outcome {
    switch key {
    case .escape, .ctrl("c"), .ctrl("g"): return .close
    case .backspace where editor.isEmpty: return .close
    case .enter:
      let text = editor.text
      return text.allSatisfy(\.isWhitespace) ? .close : .run(text)
    case .tab: choose(1)
    case .backtab: choose(-1)
    case .ctrl("p"): change(.up, state)
    case .ctrl("n"): change(.down, state)
    default: change(key, state)
    }
    return .stay
  }

  /// New names became known.
  mutating func refresh(_ state: CockpitState) {
    guard chosen == nil else { return }
    completions = CommandCompletion.all(for: editor.text, in: state)
  }

  private mutating func change(_ key: Key, _ state: CockpitState) {
    guard editor.handle(key) == .changed else { return }
    chosen = nil
    refresh(state)
  }

  private mutating func choose(_ step: Int) {
    guard !completions.isEmpty else { return }
    let count = completions.count
    let next = chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    chosen = next
    editor.setText(completions[next].line)
  }
}
