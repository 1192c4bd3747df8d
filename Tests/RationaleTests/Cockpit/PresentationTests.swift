internal import Foundation
internal import RPM
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@MainActor @Suite struct PresentationTests {
  @Test func pseudonymsAreStableAndDifferent() {
    let names = (1...2500).map { Presenter.pseudonym(of: Int64($0)) }
    #expect(Set(names).count == names.count)
    #expect(names == (1...2500).map { Presenter.pseudonym(of: Int64($0)) })
    // Neighbours are not alike.
    #expect(names[0].split(separator: " ")[1] != names[1].split(separator: " ")[1])
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 10)])
  func noRealNameIsShownToARoom(width: Int, height: Int) async throws {
    let stage = try await Stage(
      lines: [People.reader, People.voter, People.author],
      size: Size(width: width, height: height))
    defer { stage.close() }
    let names = try #require(stage.state.people.all).map(\.name)
    await stage.press(.function(4))
    var seen = ""
    func look() { seen += stage.screen }
    look()
    await stage.press(.enter)
    look()
    await stage.press(.text("T"), .enter)
    look()
    for key in [Key.text("3"), .text("A"), .text("1"), .text("5"), .escape, .text("L"), .escape] {
      await stage.press(key)
      look()
    }
    for key in [Key.function(3), .text("U"), .enter, .escape, .escape, .text("m"), .escape] {
      await stage.press(key)
      look()
    }
    await stage.press(.function(2))
    await stage.type(String(names[0].prefix(3)).lowercased())
    look()
    await stage.press(.escape, .escape, .text("y"))
    look()
    for name in names { #expect(!seen.contains(name), "\(name)") }
    let id = try #require(stage.state.person).id
    #expect(seen.contains(Presenter.pseudonym(of: id).prefix(8)))
    // What is shown of it is not what is stored.
    await stage.press(.escape, .function(4))
    #expect(stage.state.people.shown.map(\.name).contains(names[0]))
  }

  @Test func theAnswerComesStepByStep() async throws {
    let stage = try await Stage(lines: [People.reader])
    defer { stage.close() }
    await stage.press(.function(4), .enter, .text("T"), .enter, .text("3"))
    let record = try #require(stage.state.answer.record)
    let parts = PresentedAnswer.partCount(of: record)
    func lines() -> String {
      (0..<stage.state.answer.page.count).map { stage.state.answer.page[$0].map(\.text).joined() }
        .joined(separator: "\n")
    }
    #expect(lines().contains("The question"))
    #expect(!lines().contains("Step 1"))
    #expect(!lines().contains("The answer"))
    for part in 2...parts {
      await stage.press(.pageDown)
      #expect(stage.state.presentation.shown == part)
    }
    #expect(lines().contains("The answer"))
    #expect(lines().contains("Step \(parts - 4)"))
    await stage.press(.pageUp)
    #expect(!lines().contains("The answer"))
    // The next answer begins anew.
    await stage.press(.text("T"), .down, .enter)
    #expect(stage.state.presentation.shown == 1)
  }

  @Test func moneyIsHiddenWhereverItStands() {
    var frame = Frame(size: Size(width: 40, height: 2))
    frame.draw("cost $12.50 of $5, 3 items", at: Point(0, 0))
    MoneyVeil.hide(in: &frame)
    #expect(frame.text().hasPrefix("cost $··.·· of $·, 3 items"))
  }
}
