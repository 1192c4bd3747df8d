internal import Foundation

/// The probabilities that logits stand for; none for none.
package func softmax(_ logits: [Double]) -> [Double] {
  guard let top = logits.max() else { return [] }
  let weights = logits.map { exp($0 - top) }
  let sum = weights.reduce(0, +)
  return weights.map { $0 / sum }
}
