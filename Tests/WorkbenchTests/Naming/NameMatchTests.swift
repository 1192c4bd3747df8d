internal import Testing

@testable import Workbench

@Suite struct NameMatchTests {
  private static let names = ["thin plot", "Thin prose", "Łódź by night", "thin", "7 samurai"]

  @Test(arguments: [
    ("thin plot", NameMatch.one(0)), (" THIN PLOT ", .one(0)), ("thin", .one(3)),
    ("thin p", .several([0, 1])), ("thin pr", .one(1)), ("lodz", .one(2)), ("2", .one(1)),
    ("7", .one(4)), ("f4", .one(3)), ("6", .none), ("0", .none), ("-1", .none), ("f", .none),
    ("", .none), (" ", .none), ("plot", .none), ("99999999999999999999", .none),
  ])
  func aNameMeansOneOfAList(typed: String, meaning: NameMatch) {
    #expect(NameMatch(of: typed, among: Self.names, letter: "f") == meaning)
  }

  @Test func theSameNameTwiceMeansNeither() {
    #expect(NameMatch(of: "plot", among: ["plot", "Plot"]) == .several([0, 1]))
    #expect(NameMatch(of: "f1", among: ["a", "b"]) == .none)
    #expect(NameMatch(of: "a", among: []) == .none)
  }
}
