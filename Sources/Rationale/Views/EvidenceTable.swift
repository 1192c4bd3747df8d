internal import RPM

/// Why one answer won: the evidence as log-odds of the answer against the runner-up.
struct EvidenceTable: Hashable, Sendable {
  /// One line.
  struct Row: Hashable, Sendable {
    /// What it is.
    var name: String
    /// Nats for the answer against the runner-up.
    var value: Double
    /// 0 for a term, 1 for a part of it.
    var depth: Int
    /// What kind of part it is, `nil` for a term.
    var kind: Evidence.Part.Kind?
  }

  /// The answer.
  var answer: String
  /// What it is compared with, `nil` when there is nothing else to answer.
  var runnerUp: String?
  /// The probability of each.
  var probabilities: (answer: Double, runnerUp: Double)
  /// Terms, each followed by its parts, largest first.
  var rows: [Row]
  /// The sum of all terms.
  var total: Double

  /// The table of an answer, `nil` when its model is no sum.
  init?(answer: Answer) {
    guard let evidence = answer.evidence,
      let won = evidence.labels.firstIndex(of: answer.response)
    else { return nil }
    let probabilities = evidence.probabilities
    let others = evidence.labels.indices.filter { $0 != won }
    let other = others.max { (probabilities[$0], $1) < (probabilities[$1], $0) }
    func odds(_ values: [Double]) -> Double { values[won] - (other.map { values[$0] } ?? 0) }
    self.answer = evidence.labels[won]
    runnerUp = other.map { evidence.labels[$0] }
    self.probabilities = (probabilities[won], other.map { probabilities[$0] } ?? 0)
    rows = evidence.terms.flatMap { term in
      [Row(name: term.name, value: odds(term.values), depth: 0, kind: nil)]
        + term.parts.map { Row(name: $0.name, value: odds($0.values), depth: 1, kind: $0.kind) }
        .sorted { (abs($1.value), $0.name) < (abs($0.value), $1.name) }
    }
    total = odds(evidence.logits)
  }

  static func == (first: EvidenceTable, second: EvidenceTable) -> Bool {
    first.answer == second.answer && first.rows == second.rows && first.total == second.total
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(answer)
    hasher.combine(rows)
  }
}
