/// A metric over some items as numbers that can be added up over users, so that any selection of
/// users can be scored without looking at their items again.
struct MetricSum: Sendable, Hashable {
  let metric: Metric
  private(set) var parts: [Double]

  /// Nothing yet.
  init(_ metric: Metric, labels: Int) {
    self.metric = metric
    let count =
      switch metric {
      case .accuracy, .mae, .rmse, .rouge1, .rougeL, .invalidRate: 2
      case .macroF1: 2 * labels + 1
      case .ece: 3 * Calibration.bins
      }
    parts = [Double](repeating: 0, count: count)
  }

  /// Sums up items.
  init(_ metric: Metric, of items: ScoredItems, labels: [String]) {
    self.init(metric, labels: labels.count)
    switch metric {
    case .accuracy:
      parts = [Double(zip(items.gold, items.predicted).count { $0 == $1 }), items.count]
    case .invalidRate:
      parts = [Double(items.invalid), items.count]
    case .mae, .rmse:
      let scale = RatingScale(labels: labels) ?? RatingScale()
      let errors = zip(items.gold, items.predicted).map { gold, predicted in
        scale.error(gold: RatingScale.number(gold) ?? scale.lowest, predicted: predicted)
      }
      parts = [errors.reduce(0) { $0 + (metric == .mae ? $1 : $1 * $1) }, items.count]
    case .rouge1, .rougeL:
      let overlaps = zip(items.gold, items.predicted).map { Rouge(gold: $0, predicted: $1) }
      parts = [
        overlaps.reduce(0) { $0 + (metric == .rouge1 ? $1.rouge1 : $1.rougeL) }, items.count,
      ]
    case .macroF1:
      parts[2 * labels.count] = items.count
      for (index, label) in labels.enumerated() {
        for (gold, predicted) in zip(items.gold, items.predicted) {
          if gold == label, predicted == label {
            parts[2 * index] += 1
          } else if gold == label || predicted == label {
            parts[2 * index + 1] += 1
          }
        }
      }
    case .ece:
      for (bin, confidence, isRight) in Calibration.binned(items) {
        parts[3 * bin] += 1
        parts[3 * bin + 1] += confidence
        parts[3 * bin + 2] += isRight ? 1 : 0
      }
    }
  }

  /// Adds another sum of the same metric so many times.
  mutating func add(_ other: MetricSum, times: Int = 1) {
    for index in parts.indices { parts[index] += other.parts[index] * Double(times) }
  }

  /// The metric; `nil` without items.
  var value: Double? {
    switch metric {
    case .accuracy, .mae, .rouge1, .rougeL, .invalidRate:
      return parts[1] > 0 ? parts[0] / parts[1] : nil
    case .rmse:
      return parts[1] > 0 ? (parts[0] / parts[1]).squareRoot() : nil
    case .macroF1:
      // The last part is the number of items.
      guard parts.count > 1, parts[parts.count - 1] > 0 else { return nil }
      let scores = stride(from: 0, to: parts.count - 1, by: 2).map { index -> Double in
        let hits = 2 * parts[index]
        return hits == 0 ? 0 : hits / (hits + parts[index + 1])
      }
      return scores.reduce(0, +) / Double(scores.count)
    case .ece:
      var count = 0.0
      var distance = 0.0
      for bin in stride(from: 0, to: parts.count, by: 3) {
        count += parts[bin]
        distance += abs(parts[bin + 1] - parts[bin + 2])
      }
      return count > 0 ? distance / count : nil
    }
  }
}
