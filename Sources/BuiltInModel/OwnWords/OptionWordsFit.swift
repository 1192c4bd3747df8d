internal import Embeddings
internal import Foundation
internal import RPM

/// Learns from a person's past what their answers to questions worded alike say of the options of a
/// question, beside the sum that is the same for everybody.
///
/// The rows are the options of past questions; those of one question share the answer. Several
/// strengths are fitted by kernel logistic regression, judged by how well each gives every answer
/// without having seen it, and mixed by that.
struct OptionWordsFit: Sendable {
  /// A past question: the sum over its options from everything but itself, and the option chosen.
  struct Question: Sendable {
    var logits: [Double]
    var chosen: Int
  }

  /// The mixture, by rows.
  struct Result: Sendable {
    /// What each option adds to another, in proportion to how alike the two are.
    var weights: [Double]
    /// What is said of each option without the answer to its question.
    var leftOut: [Double]
    /// How likely it is that none of this helps.
    var usual: Double
    /// The likeliest change in time, with how likely there was any.
    var turn: (turn: Turn, belief: Double)?
  }

  let questions: [Question]
  /// How alike two options are, with their questions; a row each, question after question.
  let kernel: SymmetricMatrix
  /// Whether the questions are in order of time.
  var mayTurn = false

  /// How far own words may move the sum, and where they turn.
  private struct Reading {
    var variance: Double
    var turn: Turn?
  }

  private static let varianceOfTurns = 8.0
  private static let variances = [0, 0.5, 2, 8, 32]
  private static let beliefInUsual = 0.5

  /// Fits every strength and mixes them.
  func result(checkCancellation: () throws -> Void) rethrows -> Result {
    var groups: [Range<Int>] = []
    for question in questions {
      let start = groups.last?.upperBound ?? 0
      groups.append(start..<start + question.logits.count)
    }
    let offsets = questions.flatMap(\.logits)
    var targets = [Double](repeating: 0, count: offsets.count)
    for (group, question) in zip(groups, questions) {
      targets[group.lowerBound + question.chosen] = 1
    }
    let turns: [Turn?] = mayTurn ? Turn.all(of: questions.count) : []
    let turning = turns.isEmpty ? [] : [nil] + turns
    let readings =
      Self.variances.map { Reading(variance: $0) }
      + turning.map { Reading(variance: Self.varianceOfTurns, turn: $0) }
    let question = groups.enumerated().flatMap { number, group in group.map { _ in number } }
    let none = [Double](repeating: 0, count: offsets.count)
    var fitted: [(dual: [Double], leftOut: [Double], likelihood: Double)] = []
    // Most of the time goes here, and each core can do one.
    let whole = Parallel.map(Self.variances, minimumPerPiece: 1) {
      $0 > 0 ? kernel.inverse(scale: $0, ridge: OwnWordsFit.ridge) : nil
    }
    let solved = Parallel.map(readings, minimumPerPiece: 1) { reading in
      let known = Self.variances.firstIndex(of: reading.variance).flatMap { whole[$0] }
      guard let turn = reading.turn else { return (kernel: kernel, inverse: known) }
      return (
        kernel: turn.kernel(kernel, item: { question[$0] }),
        inverse: turn.inverse(
          of: kernel, whole: known, scale: reading.variance, ridge: OwnWordsFit.ridge,
          item: { question[$0] })
      )
    }
    for (reading, (kernel, inverse)) in zip(readings, solved) {
      let variance = reading.variance
      try checkCancellation()
      guard let inverse else {
        fitted.append((none, none, likelihood(offsets, groups)))
        continue
      }
      var dual = none
      var values = none
      var residual = none
      for _ in 0..<OwnWordsFit.rounds {
        residual = residuals(offsets, values, targets, groups)
        dual = inverse.times(zip(values, residual).map { $0 + OwnWordsFit.ridge * $1 })
        values = kernel.times(dual).map { $0 * variance }
      }
      residual = residuals(offsets, values, targets, groups)
      var leftOut = none
      for group in groups {
        // What the question's own answer put into its options goes: g + 2r - (M of them)⁻¹ α.
        let own = SymmetricMatrix(size: group.count) {
          inverse[group.lowerBound + $0, group.lowerBound + $1]
        }
        let pull = own.inverse(scale: 1, ridge: 0)?.times(Array(dual[group]))
        for (option, row) in group.enumerated() {
          leftOut[row] = values[row] + OwnWordsFit.ridge * residual[row] - (pull?[option] ?? 0)
        }
      }
      fitted.append((dual, leftOut, likelihood(zip(offsets, leftOut).map(+), groups)))
    }
    let inTurns = Turn.beliefs(turning)
    let still = 1 - inTurns.reduce(0, +)
    let others = (1 - Self.beliefInUsual) / Double(Self.variances.count - 1)
    let priors = Self.variances.map { still * ($0 == 0 ? Self.beliefInUsual : others) } + inTurns
    let beliefs = OwnWordsFit.posterior(priors, fitted.map(\.likelihood))
    var result = Result(
      weights: none, leftOut: none, usual: beliefs[0],
      turn: Turn.likeliest(Array(zip(readings.map(\.turn), beliefs))))
    for (belief, (reading, fit)) in zip(beliefs, zip(readings, fitted)) {
      for row in offsets.indices {
        // A question that is asked belongs to the last part.
        let now = reading.turn?.weight(question[row], questions.count) ?? 1
        result.weights[row] += belief * reading.variance * now * fit.dual[row]
        result.leftOut[row] += belief * fit.leftOut[row]
      }
    }
    return result
  }

  private func residuals(
    _ offsets: [Double], _ values: [Double], _ targets: [Double], _ groups: [Range<Int>]
  ) -> [Double] {
    var residuals = targets
    for group in groups {
      let probabilities = softmax(group.map { offsets[$0] + values[$0] })
      for (option, row) in group.enumerated() { residuals[row] -= probabilities[option] }
    }
    return residuals
  }

  private func likelihood(_ logits: [Double], _ groups: [Range<Int>]) -> Double {
    zip(groups, questions).reduce(0) { sum, part in
      sum + log(softmax(Array(logits[part.0]))[part.1.chosen] + 1e-12)
    }
  }
}
