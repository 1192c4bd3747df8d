internal import RPM

/// What a sum of evidence decides.
struct Decision: Sendable, Hashable {
  /// The index of the answer.
  var answer: Int
  /// The label it had to beat: the likeliest other one, `nil` when there is no other.
  var rival: Int?
  /// The probability of the answer.
  var confidence: Double
  /// Whether no term but the prior parts the two by much.
  var hasLittleEvidence: Bool

  /// Below this many nats a term says little.
  static let littleEvidence = 0.3

  /// Decides: the likeliest label, or the median of a scale.
  ///
  /// - Parameters:
  ///   - evidence: the sum.
  ///   - counts: how often the user gave each label; the commoner one wins a tie, then the first.
  ///   - ordered: whether the labels form a scale.
  init(_ evidence: Evidence, counts: [Int], ordered: Bool) {
    let probabilities = evidence.probabilities
    answer =
      ordered
      ? Self.median(of: probabilities) : Self.likeliest(evidence.logits, counts: counts) ?? 0
    confidence = probabilities.indices.contains(answer) ? probabilities[answer] : 0
    rival = Self.likeliest(evidence.logits, counts: counts, excluding: answer)
    let answer = answer
    let strongest = rival.map { rival in
      evidence.terms.filter { $0.name != "prior" }
        .map { abs($0.values[answer] - $0.values[rival]) }.max() ?? 0
    }
    hasLittleEvidence = (strongest ?? 0) < Self.littleEvidence
  }

  /// The label with the largest logit but `excluded`.
  static func likeliest(_ logits: [Double], counts: [Int], excluding excluded: Int? = nil) -> Int? {
    logits.indices.filter { $0 != excluded }.max { first, second in
      (logits[first], counts[first], -first) < (logits[second], counts[second], -second)
    }
  }

  private static func median(of probabilities: [Double]) -> Int {
    var sum = 0.0
    for (label, probability) in probabilities.enumerated() {
      sum += probability
      // A sum of many roundings may end a hair below a half.
      if sum >= 0.5 - 1e-12 { return label }
    }
    return max(0, probabilities.count - 1)
  }
}
