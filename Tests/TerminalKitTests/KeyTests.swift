internal import TerminalKit
internal import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    ("ctrl-q", Key.ctrl("q")), ("C-Q", .ctrl("q")), ("alt-enter", .altEnter), ("pgdn", .pageDown),
    ("PageUp", .pageUp), ("f5", .function(5)), ("F12", .function(12)), ("space", .text(" ")),
    ("?", .text("?")), ("-", .text("-")), ("G", .text("G")), ("f", .text("f")), ("é", .text("é")),
    ("shift-tab", .backtab), ("alt-b", .alt("b")), ("alt-B", .alt("B")), ("ctrl-_", .ctrl("_")),
    ("ctrl-left", .wordLeft), ("ctrl-i", .tab), ("esc", .escape), ("ctrl-space", .ctrl("@")),
  ])
  func names(name: String, key: Key) { #expect(Key(name: name) == key) }

  @Test(arguments: [
    "", "ctrl-enter", "ctrl-tab", "ctrl-", "f0", "f25", "alt-", "hyper-x", "ctrl-é",
  ])
  func impossibleNames(name: String) { #expect(Key(name: name) == nil) }

  @Test func shownNamesAreRead() {
    let keys: [Key] = [
      .text("a"), .text(" "), .enter, .altEnter, .tab, .backtab, .escape, .backspace, .delete,
      .insert, .up, .down, .left, .right, .wordLeft, .wordRight, .home, .end, .pageUp, .pageDown,
      .ctrl("q"), .ctrl("@"), .ctrl("\\"), .alt("x"), .function(7), .wheelUp, .wheelDown,
    ]
    for key in keys { #expect(key.name.flatMap(Key.init(name:)) == key) }
    #expect(Key.paste("x").name == nil && Key.hangup.name == nil)
    for key in [Key.mouse(button: 0, at: Point(1, 2)), .drag(button: 0, at: Point(1, 2))] {
      #expect(key.name == nil && key.bindable == key && key.position == Point(1, 2))
    }
  }

  @Test func theWheelIsBoundWithoutItsPosition() {
    let up = Key.wheel(by: -1, at: Point(3, 4))
    #expect(up.bindable == .wheelUp && up.name == "wheel-up" && up.position == Point(3, 4))
    #expect(Key.wheel(by: 1, at: Point(0, 0)).bindable == .wheelDown)
    var list = ListState<Int>()
    list.home(in: [1, 2, 3], height: 2)
    let isHandled = list.handle(.wheel(by: 1, at: Point(0, 0)), in: [1, 2, 3], height: 2)
    #expect(isHandled && list.index(in: [1, 2, 3]) == 1)
  }
}
