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
  }

  let questions: [Question]
  /// How alike two options are, with their questions; a row each, question after question.
  let kernel: SymmetricMatrix

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
    var fitted: [(dual: [Double], leftOut: [Double], likelihood: Double)] = []
    let none = [Double](repeating: 0, count: offsets.count)
    // Most of the time goes here, and each core can do one.
    let inverses = Parallel.map(Self.variances, minimumPerPiece: 1) {
      $0 > 0 ? kernel.inverse(scale: $0, ridge: OwnWordsFit.ridge) : nil
    }
    for (variance, inverse) in zip(Self.variances, inverses) {
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
    let others = (1 - Self.beliefInUsual) / Double(Self.variances.count - 1)
    let beliefs = OwnWordsFit.posterior(
      Self.variances.map { $0 == 0 ? Self.beliefInUsual : others }, fitted.map(\.likelihood))
    var result = Result(weights: none, leftOut: none, usual: beliefs[0])
    for (belief, (variance, fit)) in zip(beliefs, zip(Self.variances, fitted)) {
      for row in offsets.indices {
        result.weights[row] += belief * variance * fit.dual[row]
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
