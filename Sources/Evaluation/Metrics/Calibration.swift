/// Whether confidence can be taken at its word: of the answers given with 70 %, are seven in ten
/// right? (method, section 13)
///
/// Ten bins of equal width. Answers without a confidence are left out.
public struct Calibration: Sendable, Hashable, Codable {
  /// Answers of about the same confidence.
  public struct Bin: Sendable, Hashable, Codable {
    /// The lowest confidence in it.
    public var low: Double
    /// The highest.
    public var high: Double
    /// How many answers.
    public var count: Int
    /// Their mean confidence.
    public var confidence: Double
    /// The share of them that is right.
    public var accuracy: Double
  }

  /// How many bins there are.
  static let bins = 10

  /// The bins that have answers, lowest first.
  public var table: [Bin]
  /// The expected calibration error: the mean distance of confidence and accuracy, a bin counting
  /// as much as it has answers.
  public var ece: Double
  /// How many answers came with a confidence.
  public var count: Int
  /// The mean confidence.
  public var confidence: Double
  /// The share of right answers among them.
  public var accuracy: Double

  /// Tabulates items; `nil` where none has a confidence.
  init?(_ items: ScoredItems) {
    let binned = Self.binned(items)
    guard !binned.isEmpty else { return nil }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    table = (0..<Self.bins).compactMap { bin in
      let answers = binned.filter { $0.bin == bin }
      guard !answers.isEmpty else { return nil }
      return Bin(
        low: Double(bin) / Double(Self.bins), high: Double(bin + 1) / Double(Self.bins),
        count: answers.count, confidence: mean(answers.map(\.confidence)),
        accuracy: mean(answers.map { $0.isRight ? 1 : 0 }))
    }
    count = binned.count
    confidence = mean(binned.map(\.confidence))
    accuracy = mean(binned.map { $0.isRight ? 1 : 0 })
    ece =
      table.reduce(0) { $0 + Double($1.count) * abs($1.confidence - $1.accuracy) }
      / Double(binned.count)
  }

  /// Of fewer answers nothing is said.
  public static let least = 20

  /// What the table says, in one sentence: what chance alone may do is called so.
  public var sentence: String {
    guard count >= Self.least else {
      return "too few to tell, \(Self.least) answers are needed"
    }
    let gap = confidence - accuracy
    let side = gap > 0 ? "above" : "below"
    let percent = "\(Int((abs(gap) * 100).rounded())) points \(side) accuracy"
    // Were each answer right as often as it says, the whole would stray so far, and each bin.
    let spread =
      table.reduce(0) { $0 + Double($1.count) * $1.confidence * (1 - $1.confidence) }
      .squareRoot() / Double(count)
    if abs(gap) >= 0.05 {
      guard abs(gap) > 1.96 * spread else { return "it is \(percent), which may be chance" }
      return "\(gap > 0 ? "too sure of itself" : "too modest"): confidence is \(percent)"
    }
    if ece < 0.05 { return "confidence can be taken at its word" }
    // The .05 is shared among ten bins.
    let isOff = table.contains { bin in
      let spread = (bin.confidence * (1 - bin.confidence) / Double(bin.count)).squareRoot()
      return abs(bin.confidence - bin.accuracy) > 2.81 * spread
    }
    return isOff
      ? "right on the whole, but not bin by bin"
      : "right on the whole; what single bins are off by may be chance"
  }

  /// The items with a confidence, each with its bin.
  static func binned(_ items: ScoredItems) -> [(bin: Int, confidence: Double, isRight: Bool)] {
    items.confidences.indices.compactMap { index in
      guard let confidence = items.confidences[index], confidence.isFinite else { return nil }
      let clamped = min(1, max(0, confidence))
      return (
        bin: min(bins - 1, Int(clamped * Double(bins))), confidence: clamped,
        isRight: items.gold[index] == items.predicted[index]
      )
    }
  }
}
