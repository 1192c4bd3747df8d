internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct CockpitLayoutTests {
  @Test func panelsNeverOverlapAndStayInside() {
    for width in stride(from: 1, through: 200, by: 7) {
      for height in stride(from: 1, through: 70, by: 3) {
        for focus in Panel.allCases {
          for isZoomed in [false, true] {
            check(Size(width: width, height: height), focus: focus, isZoomed: isZoomed)
          }
        }
      }
    }
  }

  private func check(_ size: Size, focus: Panel, isZoomed: Bool) {
    let layout = CockpitLayout(
      size: size, focus: focus, last: .person, isZoomed: isZoomed, promptLines: 9)
    guard layout.shape != .tooSmall else {
      #expect(layout.panels.isEmpty)
      return
    }
    var taken = [Int](repeating: 0, count: size.width * size.height)
    let rects =
      [layout.header, layout.tabs, layout.status, layout.hints] + Array(layout.panels.values)
    for rect in rects {
      for y in rect.y..<rect.maxY {
        for x in rect.x..<rect.maxX {
          guard y < size.height, x < size.width else {
            Issue.record("\(rect) reaches outside \(size)")
            return
          }
          taken[y * size.width + x] += 1
        }
      }
    }
    #expect(taken.allSatisfy { $0 == 1 }, "\(size) \(focus) zoomed \(isZoomed): not a partition")
    // The prompt and the panel with the focus are always seen.
    #expect(layout.panels[.ask] != nil)
    #expect(layout.panels[focus] != nil)
  }

  @Test(arguments: [
    (120, 36, CockpitLayout.Shape.full), (100, 30, .full), (80, 24, .medium), (200, 20, .medium),
    (60, 20, .single), (79, 50, .single), (40, 10, .bare), (39, 10, .tooSmall), (80, 9, .tooSmall),
  ])
  func shapesFollowTheSize(width: Int, height: Int, shape: CockpitLayout.Shape) {
    let layout = CockpitLayout(
      size: Size(width: width, height: height), focus: .users, last: .users)
    #expect(layout.shape == shape)
  }
}
