internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct CompanyTests {
  private func user(_ task: String, _ queries: [String], test: [String] = []) -> User {
    User(
      name: "", task: TaskDefinition(name: task, instruction: "", answers: .open),
      history: queries.map { Interaction(query: $0, response: "past") },
      test: test.map { Interaction(query: $0, response: "test") })
  }

  @Test func othersOfTheTaskAreSeenWithoutWhatIsAsked() {
    let users = [
      user("a", ["one"], test: ["two "]), user("b", ["three"]), user("a", []),
      user("a", ["two", "four"], test: ["five"]), user("a", ["two"]),
    ]
    let seen = Company.histories(around: 0, in: users)
    #expect(seen.map { $0.map(\.query) } == [["four"]])
    #expect(Company.exists(in: "a", among: users) && !Company.exists(in: "b", among: users))
    let many = (0..<100).map { user("a", ["q\($0)"]) }
    #expect(Company.histories(around: 7, in: many).count == Company.most)
    #expect(!Company.histories(around: 7, in: many).contains { $0[0].query == "q7" })
  }

  @Test func representativesAreNearestToAll() {
    // Three alike, two alike, one alone.
    let people: [[Float]] = [
      [1, 0, 0], [1, 0.1, 0], [1, 0.2, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1],
    ]
    #expect(Representatives.chosen(3, among: people) == [2, 3, 5])
    #expect(Representatives.chosen(9, among: people).sorted() == Array(0..<6))
    #expect(Representatives.chosen(2, among: []).isEmpty)
    #expect(Representatives.chosen(1, among: [[0, 0], [0, 0]]) == [0])
  }
}
