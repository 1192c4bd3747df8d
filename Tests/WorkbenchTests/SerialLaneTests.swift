internal import Synchronization
internal import Testing

@testable import Workbench

@Suite struct SerialLaneTests {
  @Test func workIsDoneInTheOrderInWhichItCame() async {
    let lane = SerialLane()
    let done = Mutex<[Int]>([])
    for number in 0..<50 {
      lane.add {
        // The earlier ones take longer: side by side they would end last.
        for _ in number..<50 { await Task.yield() }
        done.withLock { $0.append(number) }
      }
    }
    await lane.drained()
    #expect(done.withLock(\.self) == Array(0..<50))
  }
}
