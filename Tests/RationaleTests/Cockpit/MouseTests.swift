internal import Foundation
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct MouseTests {
  private func stage() async throws -> Stage {
    try await Stage(lines: [People.reader, People.voter, People.author])
  }

  @Test func aClickChoosesAndASecondOneOpens() async throws {
    let stage = try await stage()
    defer { stage.close() }
    let inside = stage.state.layout.interior(of: .users)
    let point = Point(inside.x + 4, inside.y + 2)
    await stage.press(.mouse(button: 0, at: point), .release(button: 0, at: point))
    #expect(stage.state.people.list.selection == stage.state.people.shown[1].id)
    #expect(stage.state.focus == .users)
    await stage.press(.mouse(button: 0, at: point))
    #expect(stage.state.focus == .person)
    #expect(stage.state.person?.stored != nil)
  }

  @Test func aClickOnAPanelGoesThereAndNowhereElse() async throws {
    let stage = try await stage()
    defer { stage.close() }
    for panel in Panel.allCases {
      let rect = try #require(stage.state.layout.panels[panel])
      await stage.press(.mouse(button: 0, at: Point(rect.x + 2, rect.maxY - 1)))
      #expect(stage.state.focus == panel)
    }
    let focus = stage.state.focus
    await stage.press(.mouse(button: 2, at: Point(3, 3)), .mouse(button: 0, at: Point(500, 1)))
    #expect(stage.state.focus == focus)
  }

  @Test func theWheelMovesWhatItIsOver() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("H"), .text("1"))
    let rect = stage.state.layout.interior(of: .person)
    let before = try #require(stage.state.personView.historyList.selection)
    await stage.press(.wheel(by: 1, at: Point(rect.x + 3, rect.y + 1)))
    #expect(stage.state.personView.historyList.selection != before)
    #expect(stage.state.focus == .users)
  }

  @Test func theBorderIsAScrollbar() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.enter, .text("H"))
    let rect = try #require(stage.state.layout.panels[.person])
    let history = stage.state.personView.shownHistory
    await stage.press(
      .mouse(button: 0, at: Point(rect.maxX - 1, rect.y + 1)),
      .drag(button: 0, at: Point(rect.x, rect.maxY - 2)))
    #expect(stage.state.personView.historyList.selection == history.last)
    await stage.press(.release(button: 0, at: Point(0, 0)), .drag(button: 0, at: Point(0, 0)))
    #expect(stage.state.personView.historyList.selection == history.last)
  }

  @Test func theTabsOfANarrowScreenCanBeClicked() async throws {
    let stage = try await Stage(lines: [People.reader], size: Size(width: 60, height: 20))
    defer { stage.close() }
    let line = stage.screen.split(separator: "\n")[1]
    let at = try #require(line.range(of: "3 Path")).lowerBound
    let x = line.distance(from: line.startIndex, to: at)
    await stage.press(.mouse(button: 0, at: Point(x, 1)))
    #expect(stage.state.focus == .path)
  }
}
