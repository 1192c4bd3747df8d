internal import RPM
internal import Testing

@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct CallsUnderWayTests {
  @Test func waitsAreCounted() {
    var calls = CallsUnderWay()
    #expect(calls.words(at: 0) == nil)
    calls.take(1, .queued, at: 10)
    calls.take(1, .sent, at: 10)
    #expect(calls.words(at: 10.5) == nil)
    #expect(calls.words(at: 22) == "reading the prompt for 12 s")
    calls.take(2, .sent, at: 20)
    for number in 3...6 { calls.take(UInt64(number), .queued, at: 20) }
    #expect(calls.words(at: 47) == "2 calls at the model for 37 s, 4 in line")
    calls.take(1, .over, at: 47)
    calls.take(2, .over, at: 47)
    #expect(calls.words(at: 47) == "4 calls in line for 27 s")
    for number in 3...6 { calls.take(UInt64(number), .over, at: 48) }
    #expect(calls.isEmpty && calls.words(at: 50) == nil)
    calls.take(9, .over, at: 50)
    #expect(calls.isEmpty)
  }

  @Test func textHasASpeed() {
    var calls = CallsUnderWay()
    calls.take(1, .sent, at: 0)
    calls.take(1, .writing(tokens: 3), at: 30)
    #expect(calls.words(at: 31) == "writing")
    calls.take(1, .writing(tokens: 65), at: 32)
    #expect(calls.words(at: 32) == "writing, 31 tokens/s")
    calls.take(2, .writing(tokens: 0), at: 30)
    calls.take(2, .writing(tokens: 40), at: 32)
    calls.take(3, .sent, at: 20)
    #expect(
      calls.words(at: 32) == "2 writing, 51 tokens/s, 1 call at the model for 12 s")
    #expect(calls.words(at: 50)?.hasPrefix("2 writing, nothing new for 18 s") == true)
  }

  @Test func strangeNumbersAreWords() {
    var calls = CallsUnderWay()
    calls.take(.max, .sent, at: nil)
    #expect(calls.words(at: 100) == nil)
    calls.take(.max, .writing(tokens: .max), at: nil)
    calls.take(.max, .writing(tokens: .min), at: 1)
    calls.take(1, .sent, at: -1e300)
    calls.take(2, .writing(tokens: .max), at: 5)
    calls.take(2, .writing(tokens: 0), at: 4)
    #expect(calls.words(at: 1e300) != nil)
    #expect(calls.words(at: -5) != nil)
  }
}
