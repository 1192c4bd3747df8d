internal import RPM

/// What people usually answer to well-known survey questions: world knowledge in its smallest form,
/// a few hundred rules that a person can read.
enum PublicOpinion {
  private struct Rule: Sendable {
    /// The stems that a question must hold, each with its alternatives.
    var words: [[String]]
    /// The side that people take, -1 to 1.
    var stance: Double
  }

  /// The side that people in general take on a question, -1 to 1; `nil` where no rule knows it.
  ///
  /// The rules with most words decide; where several do, their mean.
  static func stance(on question: String) -> Double? {
    let plain = question.split(separator: "U.S.", omittingEmptySubsequences: false)
      .joined(separator: "United States")
    let stems = Set(Phrase.words(plain).map(Stem.of))
    var longest = 0
    var stances: [Double] = []
    for rule in rules where rule.words.count >= longest {
      guard rule.words.allSatisfy({ $0.contains(where: stems.contains) }) else { continue }
      if rule.words.count > longest { stances = [] }
      longest = rule.words.count
      stances.append(rule.stance)
    }
    return stances.isEmpty ? nil : stances.reduce(0, +) / Double(stances.count)
  }

  private static let rules: [Rule] = WordList.publicOpinion.numbers.map { words, stance in
    Rule(
      words: words.split(separator: " ").map { word in
        word.split(separator: "/").map { Stem.of(String($0)) }
      }, stance: stance)
  }
}
