internal import TerminalKit
internal import Testing

@Suite struct ClickCounterTests {
  private func counts(_ presses: [(Int, Int, Double)]) -> [Int] {
    var counter = ClickCounter()
    return presses.map { counter.press(button: $0.0, at: Point($0.1, 0), seconds: $0.2) }
  }

  @Test func twoQuickPressesOnOneCellAreADoubleClick() {
    #expect(counts([(0, 1, 0), (0, 1, 0.3)]) == [1, 2])
    #expect(counts([(0, 1, 0), (0, 1, 0.3), (0, 1, 0.5), (0, 1, 0.7)]) == [1, 2, 1, 2])
  }

  @Test func slownessAnotherCellOrButtonBeginAnew() {
    #expect(counts([(0, 1, 0), (0, 1, 0.5), (0, 1, 0.8)]) == [1, 1, 2])
    #expect(counts([(0, 1, 0), (0, 2, 0.1), (0, 1, 0.2)]) == [1, 1, 1])
    #expect(counts([(0, 1, 0), (2, 1, 0.1)]) == [1, 1])
  }
}
