package import RPM

/// Why one answer won: the evidence for it beside that for the runner-up.
package struct EvidenceTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package var name: String
    /// What it adds to the logit of the answer, in nats; the number that a path quotes.
    package var answer: Double
    /// What it adds to the logit of the runner-up.
    package var runnerUp: Double
    /// 0 for a term, 1 for a part of it.
    package var depth: Int
    /// What kind of part it is, `nil` for a term.
    package var kind: Evidence.Part.Kind?

    /// What decides: nats for the answer against the runner-up.
    package var difference: Double { answer - runnerUp }

    /// Whether any of its figures is more than nothing at two decimals.
    package var isTelling: Bool {
      [answer, runnerUp, difference].contains { abs($0) >= 0.005 - 1e-11 }
    }
  }

  package var answer: String
  /// What it is compared with, `nil` when there is nothing else to answer.
  package var runnerUp: String?
  package var probability: Double
  package var runnerUpProbability: Double
  /// Terms, each followed by its parts, largest difference first.
  package var rows: [Row]
  package var total: Row

  /// The table of an answer, `nil` when its model is no sum.
  package init?(answer: Answer) {
    guard let evidence = answer.evidence,
      let won = evidence.labels.firstIndex(of: answer.response)
    else { return nil }
    let probabilities = evidence.probabilities
    let others = evidence.labels.indices.filter { $0 != won }
    let other = others.max { (probabilities[$0], $1) < (probabilities[$1], $0) }
    func row(_ name: String, _ values: [Double], _ kind: Evidence.Part.Kind? = nil) -> Row {
      Row(
        name: name, answer: values[won], runnerUp: other.map { values[$0] } ?? 0,
        depth: kind == nil ? 0 : 1, kind: kind)
    }
    self.answer = evidence.labels[won]
    runnerUp = other.map { evidence.labels[$0] }
    probability = probabilities[won]
    runnerUpProbability = other.map { probabilities[$0] } ?? 0
    rows = evidence.terms.flatMap { term in
      [row(term.name, term.values)]
        + term.parts.map { row($0.name, $0.values, $0.kind) }
        .sorted { (abs($1.difference), $0.name) < (abs($0.difference), $1.name) }
    }
    total = row("sum", evidence.logits)
  }
}
