internal import TerminalKit
internal import Storage

/// Panel 5: the text of the prompt, and where it came from.
struct PromptState: Sendable {
  var editor = LineEditor()
  /// The lines that the text would like; kept, because counting them reads the whole text.
  var lines = 1
  /// The true answer of the test item in it, as long as the text is that item's.
  private var testItem: TestItem?
  /// What a test item or an earlier ask put into it: it leaves with its person, what was typed
  /// stays.
  private var placedText: String?
  /// What is asked as soon as the fit that it needs is done.
  var pendingAsk: PendingAsk?

  /// A test item taken as query.
  private struct TestItem: Hashable, Sendable {
    var query: String
    var expected: String
  }

  /// A query that waits for a fit.
  struct PendingAsk: Hashable, Sendable {
    var query: String
    var expected: String?
    var user: Library.UserID
  }

  // MARK: What follows from it

  /// The true answer of the query, where it is a test item's.
  var expected: String? { testItem?.query == editor.text ? testItem?.expected : nil }

  // MARK: Filling it

  /// Puts a query in the place of whatever stood there.
  mutating func ask(_ query: String) { editor.setText(query) }

  /// Puts the query of a test item or of an earlier ask into it.
  mutating func place(_ query: String, expected: String?) {
    ask(query)
    placedText = query
    testItem = expected.map { TestItem(query: query, expected: $0) }
  }

  /// Takes out what was put there for a person.
  mutating func leavePerson() {
    testItem = nil
    if editor.text == placedText { editor.setText("") }
    placedText = nil
  }

  // MARK: Typing

  /// Takes a key.
  ///
  /// - Parameter takesOptions: whether questions bring their own options.
  mutating func type(_ key: Key, takesOptions: Bool) {
    // ^P and ^N are Up and Down, as in a shell.
    let key: Key = key == .ctrl("p") ? .up : key == .ctrl("n") ? .down : key
    _ = editor.handle(key)
    if takesOptions, key == .text(" "), let text = OptionLines.unrepeated(editor.text) {
      editor.setText(text)
    }
  }

  /// Begins a line; in a question that is the next option.
  mutating func breakLine(takesOptions: Bool) {
    if takesOptions, OptionLines.isAtEnd(editor), let text = OptionLines.continued(editor.text) {
      editor.setText(text)
    } else {
      _ = editor.handle(.altEnter)
    }
  }

  /// Starts the option that a question lacks: its letter; `nil` when it can be asked.
  mutating func completeOptions() -> String? {
    let (text, isComplete) = OptionLines.completed(editor.text)
    if text != editor.text { editor.setText(text) }
    guard !isComplete, !editor.isEmpty else { return nil }
    return OptionLines.lastLetter(of: text) ?? "A"
  }
}
