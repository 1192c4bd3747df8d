internal import RPM
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct RecentPeopleTests {
  private func person(_ id: Int64, _ name: String = "Mara") -> OpenPerson {
    OpenPerson(
      id: id,
      user: User(
        name: name,
        task: TaskDefinition(name: "books", instruction: "Stars?", answers: .open),
        history: []),
      stored: nil, asks: [])
  }

  @Test func theNewestAreKeptAndTheOldestGo() {
    var recent = RecentPeople()
    for id in 1...Int64(RecentPeople.limit) { recent.keep(person(id)) }
    // Wanted again, the first one is the newest.
    recent.keep(person(1, "Mara K."))
    recent.keep(person(1000))
    #expect(recent[1]?.user.name == "Mara K.")
    #expect(recent[2] == nil)
    #expect(recent[3] != nil && recent[1000] != nil)
    recent.forget(1000)
    #expect(recent[1000] == nil)
  }
}
