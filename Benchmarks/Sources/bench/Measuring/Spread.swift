/// Several measurements of one thing.
struct Spread: Codable {
  /// All of them, as they came.
  let samples: [Double]
  /// The one in the middle.
  let median: Double
  /// A quarter of them is below this.
  let lowerQuartile: Double
  /// A quarter of them is above this.
  let upperQuartile: Double
  /// The least.
  let least: Double
  /// The greatest.
  let most: Double

  /// Sums up measurements, of which there is at least one.
  init(_ samples: [Double]) {
    precondition(!samples.isEmpty, "Spread: nothing was measured")
    let sorted = samples.sorted()
    /// Between two measurements where the share falls between them.
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }
    self.samples = samples
    median = quantile(0.5)
    lowerQuartile = quantile(0.25)
    upperQuartile = quantile(0.75)
    least = quantile(0)
    most = quantile(1)
  }
}
