internal import Evaluation
internal import RPM
internal import Testing

@Suite struct SplitTests {
  private func user(_ count: Int, test: [String] = []) -> User {
    User(
      name: "u", task: TaskDefinition(name: "t", instruction: "", answers: .open),
      history: (0..<count).map { Interaction(query: "q\($0)", response: "r\($0)") },
      test: test.map { Interaction(query: $0, response: "r") })
  }

  @Test(arguments: [
    (0, 0), (9, 0), (10, 5), (11, 5), (25, 5), (28, 6), (50, 10), (100, 20), (1000, 20),
  ])
  func aFifthIsHeldOutWithinBounds(count: Int, held: Int) {
    #expect(Split.held(of: count) == held)
    let split = Split().applied(to: user(count))
    #expect(split.test.count == held)
    #expect(split.history.count == count - held)
    #expect((split.history + split.test).map(\.query) == (0..<count).map { "q\($0)" })
  }

  @Test func givenItemsStandUnlessToldOtherwise() {
    let person = user(20, test: ["given"])
    #expect(Split().applied(to: person) == person)
    let held = Split(holdsOut: true).applied(to: person)
    #expect(held.test.map(\.query) == (15..<20).map { "q\($0)" })
  }

  @Test func whereNobodyKnowsWhatCameLastItIsSaid() {
    func dated(_ dates: [String?], test: [String] = []) -> User {
      var user = user(dates.count, test: test)
      for (index, date) in dates.enumerated() { user.history[index].date = date }
      user.history = user.history.dated()
      return user
    }
    let days = (10..<22).map { "\($0).01.2024" }
    #expect(!Split().isUnordered(dated(days)))
    #expect(!Split().isUnordered(dated(days.dropLast() + [nil])))
    #expect(Split().isUnordered(user(12)))
    #expect(Split().isUnordered(dated((1...12).map { "\($0)/1/2024" })))
    // Where nothing is held out, it does not matter.
    #expect(!Split().isUnordered(user(9)))
    #expect(!Split().isUnordered(user(12, test: ["given"])))
    #expect(Split(holdsOut: true).isUnordered(user(12, test: ["given"])))
  }

  @Test func whatIsAskedIsInNoHistory() {
    let given = Split().applied(to: user(12, test: [" q3\n", "other"]))
    #expect(!given.history.contains { $0.query == "q3" })
    #expect(given.history.count == 11)
    var twice = user(12)
    twice.history[0] = twice.history[11]
    let held = Split().applied(to: twice)
    #expect(held.test.last?.query == "q11")
    #expect(!held.history.contains { $0.query == "q11" })
  }
}
