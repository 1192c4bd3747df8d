internal import Testing

@testable import TerminalKit

@Suite struct LineEditorTests {
  private func editor(_ text: String, at cursor: Int? = nil) -> LineEditor {
    var editor = LineEditor(text: text)
    if let cursor {
      for _ in cursor..<editor.cursor { _ = editor.handle(.left) }
    }
    return editor
  }

  private func after(_ keys: [Key], _ text: String, at cursor: Int? = nil) -> String {
    var editor = editor(text, at: cursor)
    for key in keys { _ = editor.handle(key) }
    let characters = Array(editor.text)
    return String(characters[..<editor.cursor]) + "|" + String(characters[editor.cursor...])
  }

  @Test func movesAsEmacsDoes() {
    #expect(after([.ctrl("a")], "one two") == "|one two")
    #expect(after([.ctrl("a"), .ctrl("f"), .right], "one two") == "on|e two")
    #expect(after([.ctrl("b"), .left], "one two") == "one t|wo")
    #expect(after([.alt("b")], "one two ") == "one |two ")
    #expect(after([.home, .alt("f"), .wordRight], "one two x") == "one two| x")
    #expect(after([.home, .ctrl("e")], "one") == "one|")
    #expect(after([.home, .left, .end, .right], "one") == "one|")
  }

  @Test func deletesAndYanks() {
    #expect(after([.backspace, .ctrl("h")], "one") == "o|")
    #expect(after([.home, .ctrl("d"), .delete], "one") == "|e")
    #expect(after([.ctrl("w")], "one two-three") == "one |")
    #expect(after([.alt("\u{7F}")], "one two-three") == "one two-|")
    #expect(after([.ctrl("w"), .ctrl("w"), .ctrl("y")], "one two") == "one two|")
    #expect(after([.home, .alt("d"), .alt("d"), .end, .ctrl("y")], "a b c") == " ca b|")
    #expect(after([.home, .ctrl("k"), .ctrl("y"), .ctrl("y")], "ab") == "abab|")
    #expect(after([.ctrl("u"), .ctrl("y")], "one two", at: 3) == "one| two")
    #expect(after([.ctrl("t")], "abc") == "acb|")
    #expect(after([.ctrl("t")], "abc", at: 1) == "ba|c")
  }

  @Test func yankPopGoesBack() {
    let keys: [Key] = [.ctrl("w"), .left, .ctrl("u"), .ctrl("y"), .alt("y")]
    #expect(after(keys, "one two") == "two| ")
    #expect(after([.alt("y")], "one") == "one|")
  }

  @Test func undoTakesBackAWord() {
    var editor = LineEditor()
    for character in "slow start" { _ = editor.handle(.text(character)) }
    _ = editor.handle(.ctrl("_"))
    #expect(editor.text == "slow")
    _ = editor.handle(.ctrl("_"))
    #expect(editor.text == "")
    do {
      let outcome = editor.handle(.ctrl("_"))
      #expect(outcome == .moved)
    }
  }

  @Test func redoDoesAgainWhatUndoTookBack() {
    let typed = "slow start".map { Key.text($0) }
    #expect(after(typed + [.ctrl("_"), .ctrl("_"), .alt("_")], "") == "slow|")
    #expect(after(typed + [.ctrl("_"), .alt("_"), .alt("_")], "") == "slow start|")
    #expect(after(typed + [.ctrl("_"), .text("!"), .alt("_")], "") == "slow!|", "a change ends it")
    #expect(after([.ctrl("u"), .ctrl("_"), .alt("_"), .ctrl("_")], "one") == "one|")
  }

  @Test func lastWordOfThePreviousEntry() {
    let history = PromptHistory(["rate Salt Roads", "ask\nagain", "one"])
    func after(_ count: Int, then keys: [Key] = []) -> String {
      var editor = LineEditor(text: "x  y", history: history)
      _ = editor.handle(.left)
      _ = editor.handle(.left)
      for _ in 0..<count { _ = editor.handle(.alt(".")) }
      for key in keys { _ = editor.handle(key) }
      return editor.text
    }
    #expect(after(1) == "x one y")
    #expect(after(2) == "x again y")
    #expect(after(3) == "x Roads y")
    #expect(after(5) == "x Roads y", "there is none before the oldest")
    #expect(after(1, then: [.ctrl("_")]) == "x  y")
    #expect(after(1, then: [.right, .alt(".")]) == "x one oney", "a movement ends the walk")
    var empty = LineEditor(text: "a")
    let outcome = empty.handle(.alt("."))
    #expect(outcome == .moved && empty.text == "a")
  }

  @Test func countsClusters() {
    #expect(after([.left, .backspace], "a👨‍👩‍👧e\u{301}") == "a|e\u{301}")
    var editor = LineEditor(text: "e")
    _ = editor.handle(.text("\u{301}"))
    #expect(editor.text == "e\u{301}" && editor.cursor == 1)
    _ = editor.handle(.backspace)
    #expect(editor.isEmpty)
  }

  @Test func linesAndHistory() {
    var editor = LineEditor(
      text: "first\nsecond line", history: PromptHistory(["old", "older\nx"]))
    _ = editor.handle(.up)
    #expect(editor.cursor == 5)
    _ = editor.handle(.up)
    #expect(editor.text == "older\nx")
    _ = editor.handle(.up)
    _ = editor.handle(.up)
    #expect(editor.text == "old")
    do {
      let outcome = editor.handle(.up)
      #expect(outcome == .moved)
    }
    for _ in 0..<3 { _ = editor.handle(.down) }
    #expect(editor.text == "first\nsecond line", "the draft comes back")
  }

  @Test func pastesAndNewlines() {
    #expect(after([.altEnter, .paste("x\r\ny")], "a") == "a\nx\ny|")
    var single = LineEditor(allowsNewlines: false)
    do {
      let outcome = single.handle(.altEnter)
      #expect(outcome == .ignored)
    }
    _ = single.handle(.paste("x\ny"))
    #expect(single.text == "x y")
    do {
      let outcome = single.handle(.enter)
      #expect(outcome == .submitted)
    }
    for key in [Key.escape, .tab, .ctrl("r"), .function(1), .pageUp] {
      do {
        let outcome = single.handle(key)
        #expect(outcome == .ignored)
      }
    }
    single.reset()
    #expect(single.isEmpty && single.history.entries == ["x y"])
  }

  @Test func viewKeepsTheCursorInside() {
    let texts = ["", "plain", "王小明 and สมชาย and 👨‍👩‍👧", "a\nb\n\nlonger line here", "\u{1B}[31m\t|"]
    for text in texts {
      var editor = LineEditor(text: text)
      for _ in 0...text.count {
        for width in [1, 2, 3, 7, 40] {
          for height in [1, 2, 4] {
            let view = editor.view(width: width, height: height)
            #expect(view.lines.count <= height)
            #expect((0..<width).contains(view.cursor.x) && (0..<height).contains(view.cursor.y))
            for line in view.lines { #expect(GraphemeWidth.width(of: line) <= max(2, width)) }
          }
        }
        _ = editor.handle(.left)
      }
    }
  }

  @Test func viewOfOneRowScrolls() {
    let view = editor("0123456789abcdef").view(width: 8, height: 1)
    #expect(view.lines == ["cdef"] && view.cursor == Point(4, 0))
    #expect(editor("a\nb").view(width: 8, height: 1).lines == ["a⏎b"])
    #expect(editor("0123456789", at: 2).view(width: 8, height: 1).lines == ["01234567"])
  }

  @Test func viewOfSeveralRowsWraps() {
    let view = editor("abcdef\ngh").view(width: 4, height: 2)
    #expect(view.lines == ["ef", "gh"] && view.cursor == Point(2, 1))
    #expect(view.hiddenAbove == 1 && view.total == 3)
    #expect(editor("abcd").view(width: 4, height: 2).cursor == Point(0, 1))
  }

  @Test func historyKeepsTheNewestOnce() {
    var history = PromptHistory(limit: 3)
    for entry in ["a", "a", "  ", "b\\n", "c\nd", "e"] { history.add(entry) }
    #expect(history.entries == ["b\\n", "c\nd", "e"])
    #expect(history.search("D") == ["c\nd"])
    #expect(history.search("") == ["e", "c\nd", "b\\n"])
  }
}
