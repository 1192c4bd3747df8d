internal import Foundation
internal import Storage
internal import Testing

@testable import Actions
@testable import Cockpit
@testable import Presentation
@testable import Workbench

@Suite struct UserFilterTests {
  private func user(
    _ name: String, task: String = "reviews", interactions: Int = 30, isFitted: Bool = false,
    isStale: Bool = false, id: Int64 = 1
  ) -> ListedUser {
    ListedUser(
      UserSummary(
        id: id, name: name, task: task, answers: .scale, interactions: interactions, tests: 0,
        answerCounts: [],
        model: isFitted
          ? UserSummary.Model(
            version: 1, fitted: Date(timeIntervalSince1970: 0), interactions: 30, isStale: isStale)
          : nil))
  }

  @Test(arguments: [
    ("", true), ("mara", true), ("MARA", true), ("mara rev", true), ("films", false),
    ("task=rev", true), ("task=films", false), ("n>=30", true), ("n>30", false), ("n<=30", true),
    ("n<30", false), ("n=30", true), ("n>=", true), ("task=", true), ("!films", true),
    ("!mara", false), ("!", true), ("fitted", false), ("unfitted", true), ("stale", false),
    ("  mara   n>=10 ", true), ("~mrk", true), ("~krm", false), ("~", true), ("tests=0", true),
    ("tests>0", false), ("re:^mar", true), ("re:k.$", false), ("re:[", true), ("re:", true),
  ])
  func termsAreRead(text: String, matches: Bool) {
    #expect(UserFilter(text).matches(user("Mára K.")) == matches)
  }

  @Test(arguments: [
    ("re:(a+)+$", false), ("re:(a|aa)+$", false), ("re:(a*)*b", false),
    ("re:(a?){30}a{30}b", false),
    ("re:((a{1,30}){1,30}){1,30}$", true), ("re:(x+x+)+y", false),
  ])
  func noPatternTakesLong(text: String, matches: Bool) {
    let name = String(repeating: "a", count: 60) + "!"
    #expect(UserFilter(text).matches(user(name)) == matches)
  }

  @Test(arguments: [
    ("mara|olga", true), ("^m.r.\\b", true), ("[a-m]{2}", true), ("[^a-z .]", false),
    ("\\d", false),
    ("(?:ma)?ra k", true), ("k\\.", true), ("K\\.$", false), ("^$", false), ("x*", true),
    ("(ma", true), ("a{2}", false), ("\\w+\\s\\w", true),
  ])
  func patternsAreRead(text: String, matches: Bool) {
    // What is no pattern yet filters nothing.
    let pattern = text.replacing(" ", with: "\\s")
    #expect(UserFilter("re:" + pattern).matches(user("Mára K.")) == matches)
  }

  @Test func staleAndFittedLookAtTheModel() {
    let stale = user("Mara", isFitted: true, isStale: true)
    #expect(UserFilter("stale").matches(stale))
    #expect(UserFilter("fitted").matches(stale))
    #expect(!UserFilter("unfitted").matches(stale))
  }

  @Test func lettersWithAStrokeAreFoundWithoutIt() {
    #expect(UserFilter("lukasz").matches(user("Łukasz Dąbrowski")))
    #expect(UserFilter("soren").matches(user("Søren Æbelø")))
    #expect(UserFilter("aebelo").matches(user("Søren Æbelø")))
    #expect(UserFilter("strasse").matches(user("Straße")))
    #expect(UserOrder.name.isBefore(user("Łukasz", id: 1), user("Maria", id: 2)))
  }

  @Test func namesInOtherScriptsAreFound() {
    #expect(UserFilter("佐藤").matches(user("佐藤 美咲")))
    #expect(UserFilter("ольга").matches(user("Ольга Демидова")))
  }

  @Test(arguments: UserOrder.allCases)
  func everyOrderIsStrict(order: UserOrder) {
    let users = [
      user("b", task: "x", id: 1), user("a", task: "y", id: 2), user("a", task: "x", id: 3),
      user("A", task: "x", interactions: 5, isFitted: true, id: 4),
    ]
    for first in users {
      for second in users {
        #expect(
          !(order.isBefore(first, second) && order.isBefore(second, first)))
        #expect(
          first.summary.id == second.summary.id || order.isBefore(first, second)
            || order.isBefore(second, first))
      }
    }
  }
}
