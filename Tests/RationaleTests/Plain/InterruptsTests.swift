internal import Synchronization
internal import Testing

@testable import Actions
@testable import Commands
@testable import Plain
@testable import Presentation
@testable import Workbench

@Suite struct InterruptsTests {
  @Test func theFirstCancelsAndTheSecondIsNotTaken() async throws {
    let interrupts = Interrupts()
    let (started, continuation) = AsyncStream.makeStream(of: Void.self)
    let work = Task {
      try await interrupts.guarding {
        continuation.finish()
        try await Task.sleep(for: .seconds(3600))
      }
    }
    for await _ in started {}
    #expect(interrupts.interrupt())
    await #expect(throws: CancellationError.self) { try await work.value }
    // The next work begins as if nothing had been.
    #expect(try await interrupts.guarding { 7 } == 7)
    #expect(interrupts.interrupt())
    #expect(!interrupts.interrupt())
  }

  @Test func oneThatComesBetweenTwoWorksIsMeantForTheNext() async throws {
    let interrupts = Interrupts()
    #expect(interrupts.interrupt())
    await #expect(throws: CancellationError.self) {
      try await interrupts.guarding { try await Task.sleep(for: .seconds(3600)) }
    }
    #expect(try await interrupts.guarding { 7 } == 7)
  }

  @Test func oneThatComesTooLateForItsWorkIsMeantForTheNext() async throws {
    let interrupts = Interrupts()
    // The work is done but for its return, as where a terminal has just shown all its lines.
    #expect(try await interrupts.guarding { interrupts.interrupt() })
    await #expect(throws: CancellationError.self) {
      try await interrupts.guarding { try await Task.sleep(for: .seconds(3600)) }
    }
    #expect(try await interrupts.guarding { 7 } == 7)
  }

  @Test func theTaskAroundCancelsToo() async throws {
    let interrupts = Interrupts()
    let work = Task { try await interrupts.guarding { try await Task.sleep(for: .seconds(3600)) } }
    work.cancel()
    await #expect(throws: CancellationError.self) { try await work.value }
  }

  @Test func longTextIsBrokenIntoLinesAsItComes() {
    var text = "one two three\nfour"
    #expect(StreamedText.cut(&text, width: 80) == ["one two three"])
    #expect(text == "four")
    text = "one two three four"
    #expect(StreamedText.cut(&text, width: 9) == ["one two", "three"])
    #expect(text == "four")
  }
}
