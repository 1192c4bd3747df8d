internal import RPM

/// The statistics that a model may cite, in the words of the task's kind of answer.
///
/// A line says how often, of how many, and how often over all answers, so that it has a direction:
/// `s4 [thin plot] answer 2: 5 of 6 (all answers: 8 of 39)`.
struct StatisticsSheet: Sendable {
  /// So many lines say what is most telling of a factor of the query.
  static let mostOfQuery = 3
  /// Up to so many factors are shown whatever the query; more only as the query needs them.
  static let mostFactors = 20
  /// Of more factors, so many with the widest coverage are always shown.
  static let widest = 10

  let statistics: UserStatistics
  let answers: AnswerSpace
  let sheet: FactorSheet

  // MARK: What can be cited

  /// What can be cited of a factor, the most telling first.
  ///
  /// - Parameter label: a label that is among them even if no text with the factor has it.
  func citations(of factor: Factor.ID, most: Int, label: Int? = nil) -> [Citation] {
    let own = statistics.factors[factor]
    guard own.support > 0 else { return [] }
    let name = sheet.name(factor)
    switch AnswerKind(answers) {
    case .label, .scale:
      return labels(of: own, most: most, including: label).map { label in
        Citation(
          factor: factor,
          told: "[\(name)] answer \(DataText.line(answers.labels[label])): "
            + counts(own.propensity(ofLabel: label), statistics.baseRate(ofLabel: label)),
          quote: Quotation.propensity(
            label: label, factor: factor, in: statistics, answers: answers))
      }
    case .options:
      let total = own.stances.total
      guard total > 0 else { return influence(of: factor, name) }
      let all = statistics.stances
      return Self.telling(
        own.stances.list, of: total, all.list, of: all.total, most: min(most, 2)
      )
      .compactMap(Stance.init).map { stance in
        let side = Self.words(of: stance, on: "it")
        return Citation(
          factor: factor,
          told: "[\(name)] the person \(side): "
            + counts(own.stances.rate(of: stance), all.rate(of: stance)),
          quote: Quotation.stance(stance, factor: factor, in: statistics))
      }
    case .open:
      return influence(of: factor, name) + habits(of: own, name, most: max(0, most - 1))
    }
  }

  /// What can be cited over all answers.
  ///
  /// - Parameter label: the label whose share alone is of use, where the answer is known.
  func overall(label: Int? = nil) -> [Citation] {
    switch AnswerKind(answers) {
    case .label, .scale:
      return answers.labels.indices.filter {
        statistics.answers[$0] > 0 && (label == nil || label == $0)
      }.map { label in
        let rate = statistics.baseRate(ofLabel: label)
        return Citation(
          told: "[all answers] answer \(DataText.line(answers.labels[label])): "
            + "\(rate.count) of \(rate.total)",
          quote: "base P(\(answers.labels[label])) \(Quotation.ratio(rate))")
      }
    case .options:
      return Stance.allCases.filter { statistics.stances[$0] > 0 }.map {
        let rate = statistics.stances.rate(of: $0)
        return Citation(
          told: "[all answers] the person \(Self.words(of: $0, on: "what is asked")): "
            + "\(rate.count) of \(rate.total)",
          quote: "base \($0.word) \(Quotation.ratio(rate))")
      }
    case .open:
      return statistics.tellingHabits.compactMap { habit, rate in
        Quotation.habit(habit, in: statistics).map { quote in
          Citation(
            told: "[all answers] the answer \(habit.words): \(rate.count) of \(rate.total)",
            quote: quote)
        }
      }
    }
  }

  private func influence(of factor: Factor.ID, _ name: String) -> [Citation] {
    let own = statistics.factors[factor]
    guard own.occurrences > 0 else { return [] }
    let did =
      AnswerKind(answers) == .open
      ? "taken up \(own.polarity.positive), turned \(own.polarity.negative), left out "
        + "\(own.occurrences - own.influence) of \(own.occurrences) times"
      : "moved the answer \(own.influence) of \(own.occurrences) times"
    let polarity =
      own.influence > 0 ? "; \(Quotation.polarity(factor: factor, in: statistics))" : ""
    return [
      Citation(
        factor: factor, told: "[\(name)] \(did)",
        quote: Quotation.influence(factor: factor, in: statistics) + polarity)
    ]
  }

  /// Habits that answers to texts with a factor have more or less often than others.
  private func habits(of own: FactorStatistics, _ name: String, most: Int) -> [Citation] {
    guard let mine = own.habits, let all = statistics.habits else { return [] }
    return Self.telling(mine, of: own.support, all, of: statistics.interactions, most: most)
      .compactMap(FormHabit.init).compactMap { habit in
        guard let rate = own.rate(of: habit), let base = statistics.rate(of: habit),
          let quote = Quotation.habit(habit, factor: own.factor, in: statistics)
        else { return nil }
        return Citation(
          factor: own.factor, told: "[\(name)] the answer \(habit.words): " + counts(rate, base),
          quote: quote)
      }
  }

  private static func words(of stance: Stance, on question: String) -> String {
    switch stance {
    case .middle: "takes neither side"
    case .unanswered: "gives no answer"
    case .favour, .against: "is \(stance.word) \(question)"
    }
  }

  private func counts(_ own: Ratio, _ base: Ratio) -> String {
    "\(own.count) of \(own.total) (all answers: \(base.count) of \(base.total))"
  }

  private func labels(of own: FactorStatistics, most: Int, including label: Int?) -> [Int] {
    let telling = Self.telling(
      own.answers, of: own.support, statistics.answers, of: statistics.interactions, most: most)
    guard let label, !telling.contains(label) else { return telling }
    return telling.dropLast(telling.count >= most ? 1 : 0) + [label]
  }

  /// The places whose counts lie furthest above or below what all answers let expect; those that
  /// say that something never was only where it was expected.
  private static func telling(
    _ own: [Int], of total: Int, _ all: [Int], of allTotal: Int, most: Int
  ) -> [Int] {
    guard total > 0, allTotal > 0 else { return [] }
    func surprise(_ place: Int) -> Double {
      Double(own[place]) - Double(total) * Double(all[place]) / Double(allTotal)
    }
    return own.indices.filter { own[$0] > 0 || surprise($0) <= -1 }
      .sorted { (abs(surprise($1)), $0) < (abs(surprise($0)), $1) }.prefix(max(0, most))
      .map(\.self)
  }

  // MARK: A past answer

  /// What may be cited of a past answer's features: the statistics without it.
  func cited(features: [Feature], label: Int?) -> [Citation] {
    let active = features.activeFactors.filter(statistics.factors.indices.contains)
    return Citation.numbered(
      active.flatMap { citations(of: $0, most: Self.mostOfQuery, label: label) }
        + overall(label: label))
  }

  // MARK: A new query

  /// The factors that are shown whatever the query.
  var always: [Factor.ID] {
    let all = Array(statistics.factors.indices)
    guard all.count > Self.mostFactors else { return all }
    let widest = all.sorted {
      (statistics.factors[$1].support, $0) < (statistics.factors[$0].support, $1)
    }
    return widest.prefix(Self.widest).sorted()
  }

  /// The part that is the same for every query, so that a server has it ready.
  var stable: [Citation] {
    Citation.numbered(overall() + always.flatMap { citations(of: $0, most: 2) })
  }

  /// The statistics of further factors that a query or its examples have; none where all are shown
  /// already.
  func further(_ wanted: [Factor.ID], after stable: [Citation]) -> [Citation] {
    let further = Set(wanted).subtracting(always).filter(statistics.factors.indices.contains)
    return Citation.numbered(
      further.sorted().flatMap { citations(of: $0, most: 2) }, from: stable.count + 1)
  }

  /// Statistics as a model is shown them, a line each.
  static func text(_ citations: [Citation]) -> String {
    DataText.block(citations.map { "\($0.id) \($0.told)" }.joined(separator: "\n"))
  }
}
