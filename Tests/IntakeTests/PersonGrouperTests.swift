internal import Testing

@testable internal import Intake

@Suite struct PersonGrouperTests {
  private func answer(_ person: Int, _ number: Int, isTest: Bool = false) -> SourceAnswer {
    SourceAnswer(
      person: "reader \(person)", query: "Ä question, number \(number)\u{0}?",
      response: "\(number)",
      date: number % 3 == 0 ? nil : "2020-01-0\(number % 3)",
      options: number % 4 == 0 ? ["yes", "", "no"] : nil, isTest: isTest,
      extra: number % 5 == 0 ? [JSONValue.Member(key: "k", value: .string("ü \"q\""))] : [])
  }

  /// The lines of people whose answers alternate.
  private func lines(people: Int, answers: Int, limit: Int) throws -> [UserLine] {
    var grouper = PersonGrouper(tasks: [:], file: "f", size: 1000, limit: limit)
    for number in 0..<people * answers {
      try grouper.add(
        answer(number % people, number, isTest: number % 7 == 0), task: "t", line: number + 2)
    }
    var lines: [UserLine] = []
    try grouper.finish(halt: Halt(), told: { #expect((0...1).contains($0)) }) { lines.append($0) }
    return lines
  }

  @Test func peopleComeWholeHoweverFarApartTheirRowsStand() throws {
    let held = try lines(people: 40, answers: 30, limit: 1 << 24)
    let spooled = try lines(people: 40, answers: 30, limit: 150_000)
    #expect(held.map(\.name) == (0..<40).map { "reader \($0)" })
    #expect(held.allSatisfy { !$0.isPart && $0.history.count + $0.test.count == 30 })
    #expect(spooled.allSatisfy { !$0.isPart })
    #expect(Set(spooled) == Set(held) && spooled.count == held.count)
  }

  @Test func onePersonOfManyAnswersComesInPieces() throws {
    let held = try lines(people: 1, answers: 400, limit: 1 << 24)
    let pieces = try lines(people: 1, answers: 400, limit: 20_000)
    #expect(pieces.count > 3 && pieces.allSatisfy { $0.isPart })
    #expect(pieces.flatMap(\.history) == held[0].history)
    #expect(pieces.flatMap(\.test) == held[0].test)
  }

  @Test func handingOnIsStopped() throws {
    var grouper = PersonGrouper(tasks: [:], file: "f", size: 1000, limit: 1000)
    for number in 0..<50 { try grouper.add(answer(number, number), task: "t", line: number) }
    let halt = Halt()
    var count = 0
    #expect(throws: CancellationError.self) {
      try grouper.finish(halt: halt, told: { _ in }) { _ in
        count += 1
        halt.stop()
      }
    }
    #expect(count == 1)
  }
}
