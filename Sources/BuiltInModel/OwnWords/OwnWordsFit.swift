internal import Embeddings
internal import Foundation
internal import RPM

/// Learns from a person's past how far each kind of evidence deserves trust, and what their own words
/// say beside it.
///
/// Every reading of the evidence is an offset for each past answer; on top of it a function of the
/// texts is fitted by kernel logistic regression, and judged by how well it gives each answer without
/// having seen it. All readings are then mixed by that, so that the answer stays one sum.
struct OwnWordsFit: Sendable {
  /// The evidence for a past answer, from statistics without it: one value a label and kind.
  struct Item: Sendable {
    var prior: [Double]
    var words: [Double]
    var rest: [Double]
    /// The answer that was given.
    var label: Int
  }

  /// The mixture of the readings.
  struct Result: Sendable {
    /// What the kinds of evidence are multiplied with in the mixture; its variance is without
    /// meaning.
    var mean: EvidenceReading
    /// What each past answer adds to the labels of a text, in proportion to how alike the texts are:
    /// one row an item.
    var weights: [[Double]]
    /// What own words say of each item without its answer: one row an item.
    var leftOut: [[Double]]
    /// How likely each reading is now, in the order of the readings.
    var beliefs: [Double]
    /// The likeliest change in time, with how likely there was any.
    var turn: (turn: Turn, belief: Double)?
  }

  let items: [Item]
  /// How alike two texts are, 1 for the same.
  let kernel: SymmetricMatrix
  let ordered: Bool
  /// Whether the items are in order of time, and a scale: of labels a turn was never worth it.
  var mayTurn = false

  static let rounds = 20
  /// Twice the bound of the curvature that makes every step safe.
  static let ridge = 2.0

  /// Fits every reading and mixes them.
  func result(checkCancellation: () throws -> Void) rethrows -> Result {
    let labels = items.first?.prior.count ?? 0
    let turns = mayTurn ? EvidenceReading.turns(of: items.count) : []
    let readings = EvidenceReading.all(ordered: ordered) + turns
    // Most of the time goes here, and each core can do one.
    let variances = Array(Set(readings.map(\.variance).filter { $0 > 0 }))
    let inverses = Parallel.map(variances, minimumPerPiece: 1) {
      kernel.inverse(scale: $0, ridge: Self.ridge)
    }
    let whole = Dictionary(zip(variances, inverses)) { $1 }.compactMapValues(\.self)
    let forms = Array(Set(readings.map(Form.init))).filter { $0.variance > 0 }
    let solved = Parallel.map(forms, minimumPerPiece: 1) {
      solution(of: $0, whole: whole[$0.variance])
    }
    let byForm = Dictionary(zip(forms, solved)) { $1 }.compactMapValues(\.self)
    let fitted = try readings.map { reading in
      try checkCancellation()
      return fit(reading, by: byForm[Form(reading)], labels: labels)
    }
    let inTurns = Turn.beliefs(turns.map(\.turn))
    let still = 1 - inTurns.reduce(0, +)
    let priors = EvidenceReading.beliefs(ordered: ordered).map { $0 * still } + inTurns
    let beliefs = Self.posterior(priors, fitted.map(\.likelihood))
    var result = Result(
      mean: EvidenceReading(prior: 0, words: 0, rest: 0, variance: 0),
      weights: Array(repeating: Array(repeating: 0, count: labels), count: items.count),
      leftOut: Array(repeating: Array(repeating: 0, count: labels), count: items.count),
      beliefs: beliefs)
    for (reading, (belief, fit)) in zip(readings, zip(beliefs, fitted)) {
      result.mean.prior += belief * reading.prior
      result.mean.words += belief * reading.words
      result.mean.rest += belief * reading.rest
      for item in fit.dual.indices {
        for label in 0..<labels {
          // A text that is asked for belongs to the last part.
          let now = reading.turn?.weight(item, items.count) ?? 1
          result.weights[item][label] += belief * reading.variance * now * fit.dual[item][label]
          result.leftOut[item][label] += belief * fit.leftOut[item][label]
        }
      }
    }
    result.turn = Turn.likeliest(Array(zip(readings.map(\.turn), beliefs)))
    return result
  }

  /// What an inverse is for: readings that differ in nothing else share one.
  private struct Form: Hashable {
    var variance: Double
    var turn: Turn?

    init(_ reading: EvidenceReading) { (variance, turn) = (reading.variance, reading.turn) }
  }

  private struct Solved {
    var kernel: SymmetricMatrix
    var inverse: SymmetricMatrix
  }

  private func solution(of form: Form, whole: SymmetricMatrix?) -> Solved? {
    guard let turn = form.turn else { return whole.map { Solved(kernel: kernel, inverse: $0) } }
    return turn.inverse(
      of: kernel, whole: whole, scale: form.variance, ridge: Self.ridge, item: { $0 }
    ).map { Solved(kernel: turn.kernel(kernel, item: { $0 }), inverse: $0) }
  }

  private struct Fitted {
    /// α: one row an item, one value a label; empty without own words.
    var dual: [[Double]] = []
    /// What own words say of each item when its answer is left out.
    var leftOut: [[Double]] = []
    /// The log-likelihood of the answers, each left out in turn.
    var likelihood: Double
  }

  /// One reading, by Böhning's bound: no step can go too far, and one inverse serves all of them.
  private func fit(
    _ reading: EvidenceReading, by solved: Solved?, labels: Int
  ) -> Fitted {
    let offsets = items.map { item in
      (0..<labels).map {
        reading.prior * item.prior[$0] + reading.words * item.words[$0]
          + reading.rest * item.rest[$0]
      }
    }
    guard reading.variance > 0, let solved else {
      return Fitted(likelihood: likelihood(of: offsets))
    }
    let targets = items.map { Self.target($0.label, labels: labels, ordered: ordered) }
    // By label, so that products run over memory that lies together.
    var dual = Array(repeating: [Double](repeating: 0, count: items.count), count: labels)
    var values = dual
    for _ in 0..<Self.rounds {
      let residual = residuals(offsets, values, targets)
      for label in 0..<labels {
        let wanted = zip(values[label], residual[label]).map { $0 + Self.ridge * $1 }
        dual[label] = solved.inverse.times(wanted)
        values[label] = solved.kernel.times(dual[label]).map { $0 * reading.variance }
      }
    }
    // The answer of an item pulls its own value by so much; without it the value is this.
    let residual = residuals(offsets, values, targets)
    let leftOut = items.indices.map { item in
      let own = solved.inverse[item, item]
      let pull = (1 - Self.ridge * own) / own
      return (0..<labels).map { values[$0][item] - pull * residual[$0][item] }
    }
    return Fitted(
      dual: items.indices.map { item in (0..<labels).map { dual[$0][item] } }, leftOut: leftOut,
      likelihood: likelihood(of: zip(offsets, leftOut).map { zip($0, $1).map(+) }))
  }

  /// What the probabilities lack of the answers, by label.
  private func residuals(
    _ offsets: [[Double]], _ values: [[Double]], _ targets: [[Double]]
  ) -> [[Double]] {
    var residuals = values
    for item in offsets.indices {
      let probabilities = softmax(
        offsets[item].indices.map { offsets[item][$0] + values[$0][item] })
      for label in probabilities.indices {
        residuals[label][item] = targets[item][label] - probabilities[label]
      }
    }
    return residuals
  }

  private func likelihood(of logits: [[Double]]) -> Double {
    zip(logits, items).reduce(0) { $0 + log(softmax($1.0)[$1.1.label] + 1e-12) }
  }

  /// An answer as probabilities; on a scale its neighbours have a share.
  private static func target(_ label: Int, labels: Int, ordered: Bool) -> [Double] {
    var counts = [Int](repeating: 0, count: labels)
    counts[label] = 1
    return Shrinkage.spread(counts, ordered: ordered)
  }

  /// Beliefs after what was seen.
  static func posterior(_ beliefs: [Double], _ likelihoods: [Double]) -> [Double] {
    softmax(zip(beliefs, likelihoods).map { log($0) + $1 })
  }
}
