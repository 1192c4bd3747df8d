internal import Foundation
internal import RPM
internal import Storage
internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct TraceStateTests {
  private func run(_ number: Int64, stages: [StageRecord]? = nil) -> TracedRun {
    TracedRun(
      id: .ask(number), user: 1, userName: "Mara", query: "q\(number)", response: "2",
      state: .finished, created: Date(timeIntervalSince1970: Double(number)), stages: stages)
  }

  private func state(_ numbers: [Int64]) -> TraceState {
    var state = TraceState()
    state.take(
      numbers.map {
        run($0, stages: [StageRecord(stage: .extract), StageRecord(stage: .generate)])
      },
      of: .init(user: 1))
    settle(&state)
    return state
  }

  private func settle(_ state: inout TraceState) {
    state.settle(rows: 10, form: .beside(40, 40), pageRows: 10, glyphs: .unicode)
  }

  @Test func theCursorStaysWithItsRunWhenNewOnesCome() {
    var state = state([3, 2, 1])
    state.list.move(by: 1, in: state.items, height: 10)
    #expect(state.selectedRun?.id == .ask(2))
    state.fold()
    settle(&state)
    state.list.move(by: 2, in: state.items, height: 10)
    #expect(state.selectedStage?.stage == .generate)
    state.take(
      [5, 4, 3, 2, 1].map {
        run($0, stages: [StageRecord(stage: .extract), StageRecord(stage: .generate)])
      },
      of: .init(user: 1))
    settle(&state)
    #expect(state.list.selection == .stage(.ask(2), 1))
    // Folding from a stage leads to its run.
    state.fold()
    settle(&state)
    #expect(state.list.selection == .run(.ask(2)))
    #expect(state.items.count == 5)
  }

  @Test func aRunWithoutStagesSaysSo() {
    var state = TraceState()
    state.take([run(1)], of: .init())
    settle(&state)
    state.fold()
    #expect(state.items == [.run(.ask(1)), .stage(.ask(1), -1)])
    #expect(state.selectedStage == nil)
  }

  @Test func marksAreTheTwoThatAreCompared() {
    var state = state([3, 2, 1])
    // Without a mark the run under the cursor is looked at.
    #expect(state.first == .ask(3) && state.second == nil)
    state.markA()
    #expect(state.second == nil)
    state.list.move(by: 1, in: state.items, height: 10)
    #expect(state.first == .ask(3) && state.second == .ask(2))
    state.markB()
    state.list.move(by: 1, in: state.items, height: 10)
    #expect(state.first == .ask(3) && state.second == .ask(2))
    state.swap()
    #expect(state.a == .ask(2) && state.b == .ask(3))
    // A mark that is set again is taken off; a run is never both.
    state.list.move(by: -1, in: state.items, height: 10)
    state.markB()
    #expect(state.a == .ask(3) && state.b == .ask(2))
    state.markB()
    #expect(state.b == nil)
    // Marks of runs that are gone go, too.
    state.take([run(1)], of: .init(user: 1))
    #expect(state.a == nil)
  }

  @Test func detailsAreWantedOnce() {
    var state = state([2, 1])
    #expect(state.missing.map(\.id) == [.ask(2)])
    state.await(run(2))
    #expect(state.missing.isEmpty)
    state.take(TraceDetail(of: run(2)))
    #expect(state.missing.isEmpty && state.compared.first?.id == .ask(2))
    // Only the last ones are kept, and never is one dropped that is looked at.
    for number in 10..<60 { state.take(TraceDetail(of: run(Int64(number)))) }
    #expect(state.details.count <= 24)
    #expect(state.compared.first?.id == .ask(2))
  }
}
