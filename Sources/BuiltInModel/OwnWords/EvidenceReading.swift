/// One way to read the evidence: how much each kind of it counts, and how much a person's own words
/// say beside it.
struct EvidenceReading: Sendable, Hashable {
  /// What habits are multiplied with.
  var prior: Double
  /// What tone or affinity is multiplied with; below 0 it is taken the other way round.
  var words: Double
  /// What factors and similar items are multiplied with.
  var rest: Double
  /// σ²: how far own words may move the sum; 0 for not at all.
  var variance: Double
  /// Where own words change their meaning, if they do.
  var turn: Turn? = nil

  /// Everything at its usual weight, and nothing else.
  static let usual = EvidenceReading(prior: 1, words: 1, rest: 1, variance: 0)

  /// Habits alone: where nothing in the texts tells the answers.
  static let habits = EvidenceReading(prior: 1, words: 0, rest: 0, variance: 0)

  /// The readings that a person's past decides between; the first is the usual one.
  static func all(ordered: Bool) -> [EvidenceReading] {
    func readings(
      _ variances: [Double], _ prior: Double, _ words: Double, _ rest: Double
    ) -> [EvidenceReading] {
      variances.map {
        EvidenceReading(prior: prior, words: words, rest: rest, variance: $0)
      }
    }
    guard ordered else {
      return readings([0, 4, 16, 64, 256], 1, 1, 1) + readings([4, 16, 64, 256], 0.3, 1, 2.5)
        + readings([4, 16, 64, 256], 0.3, 1, 1) + [habits]
    }
    return readings([0, 4, 16, 64], 1, 1, 1)
      + [0.4, 0, -0.4].flatMap { readings([0, 4, 16, 64], 0.3, $0, 2.5) } + [habits]
  }

  /// Readings in which a history turns, and the same without a turn, so that a turn is not believed for
  /// what own words alone are worth.
  static func turns(of count: Int) -> [EvidenceReading] {
    let turns = Turn.all(of: count)
    guard !turns.isEmpty else { return [] }
    return [habits, usual].flatMap { offset in
      ([nil] + turns).map { turn in
        var reading = offset
        reading.variance = varianceOfTurns
        reading.turn = turn
        return reading
      }
    }
  }

  private static let varianceOfTurns = 16.0

  /// What is believed of each before the past is looked at: most of the usual one on a scale, where
  /// tone holds for nearly everybody; the others share the rest.
  static func beliefs(ordered: Bool) -> [Double] {
    let usual = ordered ? 0.9 : 0.5
    let others = all(ordered: ordered).count - 1
    return [usual] + Array(repeating: (1 - usual) / Double(others), count: others)
  }

}
