package import Evaluation
internal import Foundation
internal import RPM

/// Intervals as small bars on one scale, of ASCII alone so that every terminal and every mail shows
/// them: `   ---o-----  `.
package struct IntervalBar {
  /// The ends of the scale.
  package let low: Double
  package let high: Double

  /// How many columns a bar has.
  package static let width = 20

  /// Finds the scale that all scores fit on.
  package init(_ scores: [EvaluationReport.MetricScore]) {
    low = scores.map { min($0.low, $0.micro) }.min() ?? 0
    high = scores.map { max($0.high, $0.micro) }.max() ?? 1
  }

  /// The ends of the scale, as wide as a bar.
  package var title: String {
    let (from, to) = (
      Quotation.decimal(low, digits: 2), Quotation.decimal(high, digits: 2)
    )
    let gap = Self.width - from.count - to.count
    return from + String(repeating: " ", count: max(1, gap)) + to
  }

  package func text(_ score: EvaluationReport.MetricScore) -> String {
    let (start, end) = (column(score.low), column(score.high))
    let value = column(score.micro)
    let cells = (0..<Self.width).map { column -> Character in
      if column == value { return "o" }
      return (start...max(start, end)).contains(column) ? "-" : " "
    }
    return String(cells)
  }

  private func column(_ value: Double) -> Int {
    guard high > low else { return Self.width / 2 }
    let share = (value - low) / (high - low)
    return min(Self.width - 1, max(0, Int((share * Double(Self.width - 1)).rounded())))
  }
}
