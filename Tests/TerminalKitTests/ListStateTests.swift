internal import TerminalKit
internal import Testing

@Suite struct ListStateTests {
  @Test func choiceFollowsTheItem() {
    var list = ListState<String>()
    list.update(["a", "b", "c", "d"], height: 2)
    #expect(list.selection == "a")
    list.move(by: 2, in: ["a", "b", "c", "d"], height: 2)
    #expect(list.selection == "c" && list.offset == 1)
    list.update(["z", "y", "c", "a"], height: 2)
    #expect(list.selection == "c")
    list.update(["z", "y", "a"], height: 2)
    #expect(list.selection == "a", "the item in the row of the one that is gone")
  }

  @Test func emptyFilterKeepsTheChoice() {
    var list = ListState(selection: 7)
    list.update([], height: 3)
    list.update([5, 6, 7], height: 3)
    #expect(list.selection == 7)
  }

  @Test func keysStayWithinTheList() {
    let ids = Array(0..<100)
    var list = ListState<Int>()
    for key in [Key.pageDown, .down, .end, .down, .pageUp, .home, .up, .text("G"), .ctrl("u")] {
      let isKnown = list.handle(key, in: ids, height: 10)
      #expect(isKnown)
      let visible = list.visible(in: ids, height: 10)
      #expect(visible.count == 10 && visible.contains(list.selection ?? -1))
    }
    #expect(list.selection == 94)
    for key in [Key.enter, .tab] {
      let isKnown = list.handle(key, in: ids, height: 10)
      #expect(!isKnown)
    }
  }

  @Test func pageKeepsOneRow() {
    let ids = Array(0..<100)
    var list = ListState<Int>()
    list.update(ids, height: 10)
    list.page(1, in: ids, height: 10)
    #expect(list.selection == 9)
    list.page(1, in: ids, height: 10)
    #expect(list.selection == 18 && list.offset == 9)
  }

  @Test func shrinkingScreensKeepTheChoiceInView() {
    let ids = Array(0..<50)
    var list = ListState<Int>()
    list.select(30, in: ids, height: 20)
    for height in [20, 7, 1, 0, 40, 60] {
      list.update(ids, height: height)
      if height > 0 { #expect(list.visible(in: ids, height: height).contains(30)) }
    }
    #expect(list.offset == 0)
  }
}
