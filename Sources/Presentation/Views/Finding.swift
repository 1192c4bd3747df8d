internal import Foundation
package import RPM
internal import Workbench

/// What moves a person's answers, in a few plain sentences made of the strongest facts that lie beyond
/// chance: `Answers 2 or less on "thin plot" (5 of 6, elsewhere 7 of 34).`
package struct Finding: Hashable, Sendable {
  /// The sentences, the strongest first; the last says what else there is.
  package var sentences: [String]

  /// So many facts are told; a reader keeps no more.
  private static let told = 2

  /// Takes what is known of a fitted person.
  ///
  /// - Parameter table: the factors of the same model.
  package init(_ model: UserModel, in table: FactorTable) {
    let statistics = model.statistics
    guard model.task.answers != .open else {
      sentences = Self.form(model)
      return
    }
    var facts: [Fact] = []
    var names: [String] = []
    for row in table.certain where facts.count < Self.told {
      // Two words of the same answers are one fact.
      guard let fact = Self.strongest(of: row, in: table, answers: model.task.answers),
        !facts.contains(fact)
      else { continue }
      facts.append(fact)
      names.append(row.factor.name)
    }
    guard !facts.isEmpty else {
      let usual = Self.usual(in: table).map { " \($0)" } ?? ""
      sentences = [
        (statistics.chanceGain == nil
          ? "Too little to say: \(Count.of(statistics.interactions, "answer"))."
          : "Too little to say: no factor stands out beyond chance.") + usual
      ]
      return
    }
    let others = table.certain.count - facts.count
    sentences =
      zip(facts, names).map { fact, name in
        "\(fact.answer) on \"\(name)\" (\(fact.inside.count) of "
          + "\(fact.inside.total), elsewhere \(fact.outside.count) of \(fact.outside.total))."
      } + [
        others == 0
          ? "Nothing else stands out." : "\(Count.of(others, "other factor")) beyond chance."
      ]
  }

  /// The sentences in a row.
  package var text: String { sentences.joined(separator: " ") }

  // MARK: Answers with counts

  private struct Fact: Hashable {
    var answer: String
    var inside: Ratio
    var outside: Ratio

    /// How far the shares lie apart.
    var distance: Double { (inside.value ?? 0) - (outside.value ?? 0) }
  }

  /// What is answered with a factor that is answered least elsewhere: one answer, or on a scale one and
  /// all beyond it.
  private static func strongest(
    of row: FactorTable.Row, in table: FactorTable, answers: AnswerSpace
  ) -> Fact? {
    func fact(_ answer: String, _ columns: Range<Int>) -> Fact {
      let cells = row.cells[columns]
      let count = cells.reduce(0) { $0 + $1.propensity.count }
      let all = cells.reduce(0) { $0 + $1.base.count }
      let (total, allTotal) = (row.cells[0].propensity.total, row.cells[0].base.total)
      return Fact(
        answer: answer, inside: Ratio(count, of: total),
        outside: Ratio(all - count, of: allTotal - total))
    }
    guard !row.cells.isEmpty else { return nil }
    let names = table.columns.names
    var facts: [Fact]
    if case .stances(let stances) = table.columns {
      facts = stances.indices.map { fact(words(of: stances[$0]), $0..<$0 + 1) }
    } else {
      facts = names.indices.map { fact("Answers \(names[$0])", $0..<$0 + 1) }
    }
    if answers.isOrdered, names.count > 2 {
      for cut in 1..<names.count - 1 {
        facts.append(fact("Answers \(names[cut]) or more", cut..<names.count))
        facts.append(fact("Answers \(names[cut]) or less", 0..<cut + 1))
      }
    }
    // Of equals the first: the single answer says more than the part of the scale.
    let best = facts.map(\.distance).max() ?? 0
    return best > 0 ? facts.first { $0.distance >= best - 1e-12 } : nil
  }

  private static func words(of stance: Stance) -> String {
    switch stance {
    case .against: "Is against it"
    case .middle: "Takes no side"
    case .favour: "Is for it"
    case .unanswered: "Gives no answer"
    }
  }

  /// What is answered most whatever is asked.
  private static func usual(in table: FactorTable) -> String? {
    let names = table.columns.names
    guard let most = table.base.map(\.count).max(), most > 0,
      let place = table.base.firstIndex(where: { $0.count == most })
    else { return nil }
    let rate = "(\(most) of \(table.base[place].total))"
    if case .stances(let stances) = table.columns {
      return "\(words(of: stances[place])) most often \(rate)."
    }
    return "Most often \(names[place]) \(rate)."
  }

  // MARK: Free answers

  /// What is taken up of the texts most reliably, and how nearly all answers are written.
  private static func form(_ model: UserModel) -> [String] {
    let statistics = model.statistics
    let taken = statistics.factors.filter {
      !$0.isBoilerplate && !$0.isWeak && 2 * $0.influence > $0.occurrences
    }.max { ($0.influence, $1.factor) < ($1.influence, $0.factor) }
    var sentences: [String] = []
    if let taken {
      sentences.append(
        "Takes up \"\(model.factors[taken.factor].name)\" "
          + "(\(taken.influence) of \(taken.occurrences) times).")
    }
    let commonest = statistics.tellingHabits.filter(\.rate.isNearlyAll)
      .sorted { $1.rate.count < $0.rate.count }.prefix(told)
    sentences += commonest.map { "An answer \($0.words) (\($1.count) of \($1.total))." }
    return sentences.isEmpty ? ["Too little to say: nothing repeats in these answers."] : sentences
  }
}
