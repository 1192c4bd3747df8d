internal import Foundation
internal import RPM

/// Labels as a linear function of 0/1 columns: multinomial logistic regression, the weights held back
/// by their squares, the intercepts free.
///
/// Minimises `Σ_i -ln P(y_i | x_i) + λ/2 Σ w²` by Newton's method, each step solved by conjugate
/// gradients: the same numbers everywhere, and an end after a bounded number of steps.
struct SoftmaxRegression: Sendable {
  /// One example: the columns that are 1, and the label.
  struct Example: Sendable {
    var columns: [Int]
    var label: Int
  }

  private let labels: Int
  private let columns: Int
  private let lambda: Double
  /// A row a label: the weights of the columns, then the intercept.
  private(set) var weights: [Double]

  private static let mostSteps = 40
  private static let mostInner = 60
  private static let tolerance = 1e-9

  /// Learns from examples.
  ///
  /// - Parameters:
  ///   - labels: how many labels there are; one that no example has is given next to nothing.
  ///   - columns: how many columns there are.
  ///   - lambda: how far weights are held back, above 0.
  ///   - start: where the search begins, such as at the weights of another lambda.
  init(
    _ examples: [Example], labels: Int, columns: Int, lambda: Double, start: [Double]? = nil
  ) {
    (self.labels, self.columns, self.lambda) = (labels, columns, lambda)
    weights = start ?? [Double](repeating: 0, count: labels * (columns + 1))
    learn(examples)
  }

  /// One probability a label.
  func probabilities(of columns: [Int]) -> [Double] { softmax(logits(weights, columns)) }

  private func logits(_ weights: [Double], _ active: [Int]) -> [Double] {
    (0..<labels).map { label in
      let row = label * (columns + 1)
      return active.reduce(weights[row + columns]) { $0 + weights[row + $1] }
    }
  }

  private mutating func learn(_ examples: [Example]) {
    for _ in 0..<Self.mostSteps {
      let probabilities = examples.map { softmax(logits(weights, $0.columns)) }
      let gradient = gradient(examples, probabilities)
      guard Self.dot(gradient, gradient) > Self.tolerance * Self.tolerance else { return }
      let direction = newton(examples, probabilities, gradient)
      let slope = Self.dot(gradient, direction)
      guard slope < 0 else { return }
      let loss = loss(examples, weights)
      var length = 1.0
      var next = weights
      repeat {
        next = zip(weights, direction).map { $0 + length * $1 }
        length /= 2
      } while self.loss(examples, next) > loss + 1e-4 * 2 * length * slope && length > 1e-10
      guard length > 1e-10 else { return }
      weights = next
    }
  }

  private func loss(_ examples: [Example], _ weights: [Double]) -> Double {
    var loss = 0.0
    for example in examples {
      let logits = logits(weights, example.columns)
      let top = logits.max() ?? 0
      loss += top + log(logits.reduce(0) { $0 + exp($1 - top) }) - logits[example.label]
    }
    return loss + penalty(weights).reduce(0) { $0 + $1 * $1 } * lambda / 2
  }

  /// The weights that are held back; 0 at the intercepts.
  private func penalty(_ weights: [Double]) -> [Double] {
    weights.indices.map { $0 % (columns + 1) == columns ? 0 : weights[$0] }
  }

  private func gradient(_ examples: [Example], _ probabilities: [[Double]]) -> [Double] {
    var gradient = penalty(weights).map { lambda * $0 }
    for (example, probability) in zip(examples, probabilities) {
      for label in 0..<labels {
        let excess = probability[label] - (label == example.label ? 1 : 0)
        add(excess, to: &gradient, label, example.columns)
      }
    }
    return gradient
  }

  /// The step that Newton's method takes, by conjugate gradients.
  private func newton(
    _ examples: [Example], _ probabilities: [[Double]], _ gradient: [Double]
  ) -> [Double] {
    var step = [Double](repeating: 0, count: gradient.count)
    var residual = gradient.map { -$0 }
    var direction = residual
    var rest = Self.dot(residual, residual)
    let goal = rest * 1e-8
    for _ in 0..<Self.mostInner where rest > goal {
      let curved = curvature(examples, probabilities, direction)
      let bend = Self.dot(direction, curved)
      guard bend > 0 else { break }
      let length = rest / bend
      for index in step.indices {
        step[index] += length * direction[index]
        residual[index] -= length * curved[index]
      }
      let next = Self.dot(residual, residual)
      for index in step.indices {
        direction[index] = residual[index] + next / rest * direction[index]
      }
      rest = next
    }
    return step
  }

  /// The second derivative along a direction.
  private func curvature(
    _ examples: [Example], _ probabilities: [[Double]], _ direction: [Double]
  ) -> [Double] {
    var result = penalty(direction).map { lambda * $0 }
    for (example, probability) in zip(examples, probabilities) {
      let change = logits(direction, example.columns)
      let mean = zip(probability, change).reduce(0) { $0 + $1.0 * $1.1 }
      for label in 0..<labels {
        add(probability[label] * (change[label] - mean), to: &result, label, example.columns)
      }
    }
    return result
  }

  private func add(_ value: Double, to sum: inout [Double], _ label: Int, _ active: [Int]) {
    let row = label * (columns + 1)
    for column in active { sum[row + column] += value }
    sum[row + columns] += value
  }

  private static func dot(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
