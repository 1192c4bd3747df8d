internal import RPM
internal import Storage
internal import Testing

@testable import Workbench

@Suite struct ListedUserTests {
  private let people = [
    ("Ana", "books"), ("Anaïs", "films"), ("Joana", "books"), ("Søren", "analysis"),
  ].enumerated().map { index, person in
    ListedUser(
      UserSummary(
        id: Int64(index + 1), name: person.0, task: person.1, answers: .open, interactions: 0,
        tests: 0, answerCounts: [], model: nil))
  }

  private func names(_ typed: String) -> [String] { people.named(typed).map(\.summary.name) }

  @Test func theWholeNameGoesBeforeItsBeginning() {
    #expect(names("ana") == ["Ana"])
    #expect(names(" ANAIS ") == ["Anaïs"])
  }

  @Test func theBeginningGoesBeforeAPart() {
    #expect(names("an") == ["Ana", "Anaïs"])
    #expect(names("soren") == ["Søren"])
  }

  @Test func aPartMayBeOfTheTask() {
    #expect(names("oan") == ["Joana"])
    #expect(names("analysis") == ["Søren"])
  }

  @Test func nothingTypedMeansNobody() {
    #expect(names("").isEmpty)
    #expect(names("zz").isEmpty)
  }
}
