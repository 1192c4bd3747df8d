internal import Foundation

/// What tells how alike two options of different questions are.
struct OptionPlace: Sendable {
  private var wording: String
  /// From -1 to 1; `nil` where it takes none, as "don't know" does.
  private var side: Double?
  /// The square root of how far the side can be relied on.
  private var reliability: Double

  private static let width = 0.3
  private static let orderReliability = 0.3.squareRoot()

  /// The options of a question, in order. Where the words of a scale tell no sides, its order stands in
  /// for them, and counts for less.
  static func all(of sheet: OptionSheet) -> [OptionPlace] {
    guard !sheet.takesSides else {
      return sheet.options.indices.map {
        OptionPlace(wording: sheet.wordings[$0], side: sheet.stances[$0], reliability: 1)
      }
    }
    let scale = sheet.options.indices.filter { !sheet.isDontKnow[$0] }
    return sheet.options.indices.map { option in
      let place = scale.count > 1 ? scale.firstIndex(of: option) : nil
      return OptionPlace(
        wording: sheet.wordings[option],
        side: place.map { 1 - 2 * Double($0) / Double(scale.count - 1) },
        reliability: orderReliability)
    }
  }

  /// Half for the same wording, half for the side.
  func likeness(to other: OptionPlace) -> Double {
    var likeness = wording == other.wording ? 0.5 : 0
    switch (side, other.side) {
    case (let one?, let two?):
      let distance = (one - two) * (one - two)
      likeness += 0.5 * reliability * other.reliability * exp(-distance / Self.width)
    // No side is a side of its own: "don't know" is like "don't know".
    case (nil, nil): likeness += 0.5 * reliability * other.reliability
    default: break
    }
    return likeness
  }
}
