/// A scale of numbers that predictions are read on (method, section 13).
public struct RatingScale: Sendable, Hashable {
  /// The lowest value.
  public var lowest: Double
  /// The highest value.
  public var highest: Double

  /// Creates a scale, 1 to 5 unless said otherwise.
  public init(lowest: Double = 1, highest: Double = 5) {
    self.lowest = lowest
    self.highest = highest
  }

  /// The scale that labels span, `nil` when one of them is no number.
  public init?(labels: [String]) {
    let values = labels.compactMap(Self.number)
    guard values.count == labels.count, let low = values.min(), let high = values.max() else {
      return nil
    }
    self.init(lowest: low, highest: high)
  }

  /// How far a prediction lies from the gold value.
  ///
  /// One that is no number counts as the far end of the scale, the top where both are equally far:
  /// on 1 to 5 that is 1 for gold 4 and 5, else 5.
  public func error(gold: Double, predicted: String) -> Double {
    let far = gold - lowest > highest - gold ? lowest : highest
    return abs((Self.number(predicted) ?? far) - gold)
  }

  /// The finite number a text consists of.
  static func number(_ text: String) -> Double? {
    let trimmed = text.trimming { $0.isWhitespace }
    guard let value = Double(trimmed), value.isFinite else { return nil }
    return value
  }
}
