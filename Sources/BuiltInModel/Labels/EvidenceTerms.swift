internal import Embeddings
internal import Foundation
internal import RPM

/// The summands of the logits for one closed label set. Each is a pure function that gives
/// one value a label, in nats.
enum EvidenceTerms {
  // MARK: Prior and factors

  /// `w·ln p(y)`.
  static func prior(base: [Double], weight: Double) -> [Double] {
    base.map { weight * log($0) }
  }

  /// `w/√m · ln(Q(y)/p(y))` for one factor.
  ///
  /// - Parameters:
  ///   - propensity: `Q`, the factor's shrunk Propensity.
  ///   - base: `p`, the user's base rates.
  ///   - active: m, how many distinct factors the query has. Factors overlap, so that each counts
  ///     for less the more there are.
  static func factor(
    propensity: [Double], base: [Double], active: Int, weight: Double
  ) -> [Double] {
    let scale = weight / Double(max(1, active)).squareRoot()
    return zip(propensity, base).map { scale * log($0 / $1) }
  }

  /// `w/√m · ln[(c(y) + p(y)) / ((Σc + 1)·p(y))]` for one feature: how the past queries with a
  /// feature near to it were answered.
  ///
  /// - Parameters:
  ///   - counts: c, the nearness of those queries summed by answer.
  ///   - base: `p`, the user's base rates.
  ///   - features: m, how many features the query has.
  static func kernel(
    counts: [Double], base: [Double], features: Int, weight: Double
  ) -> [Double] {
    let scale = weight / Double(max(1, features)).squareRoot()
    let total = counts.reduce(1, +)
    return zip(counts, base).map { scale * log(($0 + $1) / total / $1) }
  }

  // MARK: Words

  /// Label affinity as a linear function of a text's words: how near each label's gloss is to them,
  /// compared with the other labels.
  struct Affinity: Sendable {
    private let directions: [[Float]]
    private let scale: Double

    /// Prepares the affinity of a text.
    ///
    /// The cosines with all glosses are centred and divided by their standard deviation. Mean,
    /// deviation and the text's length are those of the whole text, so that any part of its sum
    /// of vectors has a share and the shares add up.
    ///
    /// - Parameters:
    ///   - text: the sum of the whole text's vectors.
    ///   - glosses: one unit vector a label.
    init(text: [Float], glosses: [[Float]], weight: Double) {
      let count = Float(max(1, glosses.count))
      let dimensions = text.count
      let mean = (0..<dimensions).map { index in
        glosses.reduce(Float(0)) { $0 + $1[index] } / count
      }
      directions = glosses.map { zip($0, mean).map(-) }
      let length = Double(dot(text, text).squareRoot())
      let centred = directions.map { Double(dot($0, text)) / max(length, .leastNonzeroMagnitude) }
      let variance = centred.reduce(0) { $0 + $1 * $1 } / Double(count)
      scale = length > 0 ? weight / (length * (variance.squareRoot() + 1e-6)) : 0
    }

    /// The share of a part of the text by the sum of its vectors; one value a label.
    func share(of part: [Float]) -> [Double] {
      directions.map { scale * Double(dot($0, part)) }
    }
  }

  /// Where the labels of a scale stand, 0 to 4, relative to the user's mean answer. The weights
  /// were fitted on scales of five.
  static func positions(answerCounts: [Int]) -> [Double] {
    let step = answerCounts.count > 1 ? 4 / Double(answerCounts.count - 1) : 0
    let total = answerCounts.reduce(0, +)
    let sum = answerCounts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
    let middle = Double(answerCounts.count - 1) / 2
    let mean = total > 0 ? Double(sum) / Double(total) : middle
    return answerCounts.indices.map { (Double($0) - mean) * step }
  }

  /// `w·(y - ȳ)·z` for a part `z` of the tone above the user's mean.
  static func tone(_ part: Double, positions: [Double], weight: Double) -> [Double] {
    positions.map { weight * $0 * part }
  }

  // MARK: Memory

  /// What the retrieved examples say, each one's share by itself.
  ///
  /// With kernel weights `g_i = exp((s_i - s_max)/0.07)`, an effective number of examples
  /// `ESS = (Σg)²/Σg²` votes with them: `w·ln[(ESS·v(y) + 5p(y)) / ((ESS + 5)·p(y))]`. The shares are
  /// those of Aumann and Shapley: every example grows from nothing to its weight together with the
  /// others, and is credited with what it adds on the way.
  ///
  /// - Parameters:
  ///   - votes: one distribution over labels an example.
  ///   - similarities: their cosines.
  ///   - base: `p`.
  /// - Returns: one array a label for each example; they add up to the term.
  static func memory(
    votes: [[Double]], similarities: [Double], base: [Double], weight: Double
  ) -> [[Double]] {
    guard let top = similarities.max() else { return [] }
    let kernel = similarities.map { exp(($0 - top) / kernelWidth) }
    let sum = kernel.reduce(0, +)
    let effective = sum * sum / kernel.reduce(0) { $0 + $1 * $1 }
    let masses = kernel.map { $0 / sum * effective }
    let total = masses.reduce(0, +)
    let byLabel = base.indices.map { label in
      zip(masses, votes).reduce(0) { $0 + $1.0 * $1.1[label] }
    }
    let loss = total > 0 ? log(1 + total / memoryStrength) / total : 0
    return zip(masses, votes).map { mass, vote in
      base.indices.map { label in
        let mine = mass * vote[label]
        let gain =
          mine > 0
          ? mine / byLabel[label] * log(1 + byLabel[label] / (memoryStrength * base[label])) : 0
        return weight * (gain - mass * loss)
      }
    }
  }

  private static let kernelWidth = 0.07
  /// How many examples' worth the base rate counts.
  private static let memoryStrength = 5.0
}
