/// A text field of one or more lines with the editing keys of Emacs.
///
/// Positions count grapheme clusters. Escape, Tab and whatever is not listed at ``handle(_:)`` are
/// left to the caller.
public struct LineEditor: Sendable, Equatable {
  /// What a key did.
  public enum Outcome: Sendable, Hashable {
    /// The key means nothing here.
    case ignored
    /// Only the cursor moved, or nothing was there to be done.
    case moved
    /// The text changed.
    case changed
    /// Enter: ``LineEditor/text`` is complete.
    case submitted
  }

  /// The characters, one element a grapheme cluster.
  private(set) var characters: [Character]
  /// The cursor, from 0 in front of the first character to behind the last one.
  public private(set) var cursor: Int
  /// What Up and Down walk through.
  public var history: PromptHistory
  /// Whether Alt-Enter and pasted line ends make new lines; else they become spaces.
  public let allowsNewlines: Bool

  private var undoStack: [State] = []
  private var redoStack: [State] = []
  private var killed: [[Character]] = []
  private var lastCommand = Command.other
  private var yankedLength = 0
  private var killIndex = 0
  /// What M-. put in last: its length, and the entry it is from, counted from the newest.
  private var insertedWord = InsertedWord(length: 0, entry: -1)
  /// The history entry shown, counted from the newest; `nil` for the draft.
  private var historyIndex: Int?
  private var draft: [Character] = []

  private struct State: Sendable, Equatable {
    var characters: [Character]
    var cursor: Int
  }

  private struct InsertedWord: Sendable, Equatable {
    var length: Int
    var entry: Int
  }

  private enum Command: Sendable { case insert, kill, yank, lastWord, other }

  private static let undoLimit = 200
  private static let killLimit = 16

  /// Creates a field with the cursor behind the text.
  public init(
    text: String = "", history: PromptHistory = PromptHistory(), allowsNewlines: Bool = true
  ) {
    characters = []
    cursor = 0
    self.history = history
    self.allowsNewlines = allowsNewlines
    characters = Array(normalized(text))
    cursor = characters.count
  }

  /// The text; line ends are `\n`.
  public var text: String { String(characters) }
  /// Whether nothing is written.
  public var isEmpty: Bool { characters.isEmpty }

  /// Replaces the text, which ^_ can take back, and sets the cursor behind it.
  public mutating func setText(_ text: String) {
    remember()
    characters = Array(normalized(text))
    cursor = characters.count
    historyIndex = nil
    lastCommand = .other
  }

  /// Empties the field for the next entry; the text goes into the history when `remembering`.
  public mutating func reset(remembering: Bool = true) {
    if remembering { history.add(text) }
    self = Self.emptied(self)
  }

  private static func emptied(_ old: LineEditor) -> LineEditor {
    var new = LineEditor(history: old.history, allowsNewlines: old.allowsNewlines)
    new.killed = old.killed
    return new
  }

  /// Does what a key means: text and pastes, arrows, Home, End, Backspace, Delete, Up and Down,
  /// ^A ^E ^B ^F M-b M-f ^D ^H ^W M-d M-Backspace ^K ^U ^Y M-y ^T ^_ M-_ M-. and Alt-Enter.
  ///
  /// M-. puts in the last word of the previous entry, again that of the one before in its place;
  /// M-_ does again what ^_ took back. ^R is for the caller, see ``HistorySearch``.
  public mutating func handle(_ key: Key) -> Outcome {
    let before = lastCommand
    lastCommand = .other
    switch key {
    case .text(let character):
      return insert(String(character), joining: before == .insert)
    case .paste(let text):
      return insert(text, joining: false)
    case .altEnter:
      return allowsNewlines ? insert("\n", joining: false) : .ignored
    case .enter:
      return .submitted
    case .left, .ctrl("b"): return move(to: cursor - 1)
    case .right, .ctrl("f"): return move(to: cursor + 1)
    case .home, .ctrl("a"): return move(to: lineStart(cursor))
    case .end, .ctrl("e"): return move(to: lineEnd(cursor))
    case .wordLeft, .alt("b"): return move(to: wordStart(cursor))
    case .wordRight, .alt("f"): return move(to: wordEnd(cursor))
    case .alt("<"): return move(to: 0)
    case .alt(">"): return move(to: characters.count)
    case .up: return upOrOlder()
    case .down: return downOrNewer()
    case .backspace, .ctrl("h"): return delete(cursor - 1..<cursor)
    case .delete, .ctrl("d"): return delete(cursor..<cursor + 1)
    case .ctrl("w"): return kill(spaceWordStart(cursor)..<cursor, after: before)
    case .alt("\u{7F}"): return kill(wordStart(cursor)..<cursor, after: before)
    case .alt("d"): return kill(cursor..<wordEnd(cursor), after: before)
    case .ctrl("k"):
      let end = lineEnd(cursor)
      return kill(cursor..<(end == cursor ? end + 1 : end), after: before)
    case .ctrl("u"): return kill(lineStart(cursor)..<cursor, after: before)
    case .ctrl("y"): return yank()
    case .alt("y"): return before == .yank ? yankOlder() : .moved
    case .ctrl("t"): return transpose()
    case .ctrl("_"): return undo()
    case .alt("_"): return redo()
    case .alt("."): return insertLastWord(again: before == .lastWord)
    default:
      lastCommand = before
      return .ignored
    }
  }

  // MARK: Changes

  private func normalized(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNewline {
        result.append(allowsNewlines ? "\n" : " ")
      } else {
        result.append(character)
      }
    }
    return result
  }

  private mutating func insert(_ text: String, joining: Bool) -> Outcome {
    guard !text.isEmpty else { return .moved }
    // One undo takes back a word, not a letter.
    if !joining || text.contains(where: \.isWhitespace) { remember() }
    // A mark joins the letter in front of it, so the clusters are found anew around the cursor.
    let from = max(0, cursor - 1)
    let to = min(characters.count, cursor + 1)
    let head = String(characters[from..<cursor]) + normalized(text)
    let clusters = Array(head + String(characters[cursor..<to]))
    characters.replaceSubrange(from..<to, with: clusters)
    var left = head.unicodeScalars.count
    cursor = from
    for cluster in clusters where left > 0 {
      left -= cluster.unicodeScalars.count
      cursor += 1
    }
    lastCommand = .insert
    return .changed
  }

  private mutating func delete(_ range: Range<Int>) -> Outcome {
    let range = range.clamped(to: 0..<characters.count)
    guard !range.isEmpty else { return .moved }
    remember()
    characters.removeSubrange(range)
    cursor = range.lowerBound
    return .changed
  }

  private mutating func kill(_ range: Range<Int>, after before: Command) -> Outcome {
    let range = range.clamped(to: 0..<characters.count)
    lastCommand = .kill
    guard !range.isEmpty else { return .moved }
    let piece = Array(characters[range])
    let isForward = range.lowerBound == cursor
    if before == .kill, let last = killed.popLast() {
      killed.append(isForward ? last + piece : piece + last)
    } else {
      killed.append(piece)
      if killed.count > Self.killLimit { killed.removeFirst() }
    }
    let outcome = delete(range)
    lastCommand = .kill
    return outcome
  }

  private mutating func yank() -> Outcome {
    guard let piece = killed.last else { return .moved }
    remember()
    characters.insert(contentsOf: piece, at: cursor)
    cursor += piece.count
    (yankedLength, killIndex) = (piece.count, killed.count - 1)
    lastCommand = .yank
    return .changed
  }

  private mutating func yankOlder() -> Outcome {
    killIndex = killIndex == 0 ? killed.count - 1 : killIndex - 1
    let piece = killed[killIndex]
    remember()
    characters.replaceSubrange(cursor - yankedLength..<cursor, with: piece)
    cursor += piece.count - yankedLength
    yankedLength = piece.count
    lastCommand = .yank
    return .changed
  }

  private mutating func transpose() -> Outcome {
    guard cursor > 0, characters.count > 1 else { return .moved }
    remember()
    let second = min(cursor, characters.count - 1)
    characters.swapAt(second - 1, second)
    cursor = second + 1
    return .changed
  }

  private mutating func insertLastWord(again: Bool) -> Outcome {
    let length = again ? insertedWord.length : 0
    var entry = again ? insertedWord.entry + 1 : 0
    lastCommand = again ? .lastWord : .other
    while entry < history.entries.count {
      let text = history.entries[history.entries.count - 1 - entry]
      if let word = text.split(whereSeparator: \.isWhitespace).last {
        remember()
        characters.replaceSubrange(cursor - length..<cursor, with: Array(word))
        cursor += word.count - length
        insertedWord = InsertedWord(length: word.count, entry: entry)
        lastCommand = .lastWord
        return .changed
      }
      entry += 1
    }
    return .moved
  }

  private mutating func remember() {
    redoStack = []
    undoStack.append(State(characters: characters, cursor: cursor))
    if undoStack.count > Self.undoLimit { undoStack.removeFirst() }
  }

  private mutating func undo() -> Outcome {
    guard let state = undoStack.popLast() else { return .moved }
    redoStack.append(State(characters: characters, cursor: cursor))
    (characters, cursor) = (state.characters, state.cursor)
    return .changed
  }

  private mutating func redo() -> Outcome {
    guard let state = redoStack.popLast() else { return .moved }
    undoStack.append(State(characters: characters, cursor: cursor))
    (characters, cursor) = (state.characters, state.cursor)
    return .changed
  }

  // MARK: Movement

  private mutating func move(to position: Int) -> Outcome {
    cursor = min(max(0, position), characters.count)
    return .moved
  }

  private func lineStart(_ position: Int) -> Int {
    var position = position
    while position > 0, characters[position - 1] != "\n" { position -= 1 }
    return position
  }

  private func lineEnd(_ position: Int) -> Int {
    var position = position
    while position < characters.count, characters[position] != "\n" { position += 1 }
    return position
  }

  private func isWord(_ position: Int) -> Bool {
    characters[position].isLetter || characters[position].isNumber
  }

  private func wordStart(_ position: Int) -> Int {
    var position = position
    while position > 0, !isWord(position - 1) { position -= 1 }
    while position > 0, isWord(position - 1) { position -= 1 }
    return position
  }

  private func wordEnd(_ position: Int) -> Int {
    var position = position
    while position < characters.count, !isWord(position) { position += 1 }
    while position < characters.count, isWord(position) { position += 1 }
    return position
  }

  private func spaceWordStart(_ position: Int) -> Int {
    var position = position
    while position > 0, characters[position - 1].isWhitespace { position -= 1 }
    while position > 0, !characters[position - 1].isWhitespace { position -= 1 }
    return position
  }

  private mutating func upOrOlder() -> Outcome {
    let start = lineStart(cursor)
    if start > 0 {
      let above = lineStart(start - 1)
      return move(to: min(above + cursor - start, start - 1))
    }
    let next = historyIndex.map { $0 + 1 } ?? 0
    guard next < history.entries.count else { return .moved }
    if historyIndex == nil { draft = characters }
    return show(history: next)
  }

  private mutating func downOrNewer() -> Outcome {
    let end = lineEnd(cursor)
    if end < characters.count {
      let column = cursor - lineStart(cursor)
      return move(to: min(end + 1 + column, lineEnd(end + 1)))
    }
    guard let index = historyIndex else { return .moved }
    return show(history: index == 0 ? nil : index - 1)
  }

  private mutating func show(history index: Int?) -> Outcome {
    remember()
    historyIndex = index
    if let index {
      characters = Array(normalized(history.entries[history.entries.count - 1 - index]))
    } else {
      characters = draft
    }
    cursor = characters.count
    return .changed
  }
}
