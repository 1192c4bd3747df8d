internal import Testing

@testable import BuiltInModel

/// Every line of what the built-in model knows is read: a slip of the pen must not take a rule away
/// in silence.
@Suite struct WordListTests {
  private static func lines(_ list: String) -> [Substring] {
    list.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
  }

  @Test func everyOpinionIsARule() {
    #expect(PublicOpinion.count == Self.lines(PublicOpinion.list).count)
    for line in Self.lines(PublicOpinion.list) {
      let sides = line.split(separator: "=").map { $0.split(separator: " ").joined(separator: " ") }
      #expect(sides.count == 2 && !sides[0].isEmpty, "\(line)")
      #expect(sides.last.flatMap(Double.init).map { (-1...1).contains($0) } == true, "\(line)")
    }
  }

  @Test func everyGlossIsFoundByItsLabels() {
    var seen: Set<String> = []
    for line in Self.lines(LabelGlosses.list) {
      let sides = line.split(separator: "=").map { $0.split(separator: " ").joined(separator: " ") }
      #expect(sides.count == 2, "\(line)")
      guard sides.count == 2 else { continue }
      for label in sides[0].split(separator: ",") {
        let label = label.split(separator: " ").joined(separator: " ")
        #expect(seen.insert(label).inserted, "\(label) has two glosses")
        #expect(LabelGlosses.text(for: label) == sides[1], "\(label)")
      }
    }
  }

  @Test func noFilmIsAcclaimedAndPanned() {
    func titles(_ list: String) -> [String] {
      list.split(separator: ",").map {
        $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
    }
    let (acclaimed, panned) = (titles(Reputation.acclaimed), titles(Reputation.panned))
    #expect(!(acclaimed + panned).contains(""))
    #expect(Set(acclaimed).isDisjoint(with: panned))
    #expect(Set(acclaimed).count == acclaimed.count && Set(panned).count == panned.count)
  }
}
