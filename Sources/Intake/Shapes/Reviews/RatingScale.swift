/// A scale of numbers that a column of ratings uses.
struct RatingScale {
  /// Lowest first, as they are stored.
  let labels: [String]
  private let numbers: [Double]

  /// 1 to 5 stars.
  static let stars = RatingScale((1...5).map { "\($0)" })
  /// 0.5 to 5 stars in halves.
  static let halves = RatingScale(
    (1...10).map { $0 % 2 == 0 ? "\($0 / 2)" : "\($0 / 2).5" })

  private init(_ labels: [String]) {
    self.labels = labels
    numbers = labels.compactMap(Double.init)
  }

  /// The label of a number: `4`, `"4"`, `4.0` and `"4,0"` are all `4`.
  func label(of text: String) -> String? {
    let trimmed = text.trimmed
    guard let number = Double(trimmed) ?? Double(trimmed.replacing(",", with: ".")) else {
      return nil
    }
    return numbers.firstIndex(of: number).map { labels[$0] }
  }

  /// The label in a column of a record.
  /// - Throws: what is wrong with the column.
  func label(_ column: String, in record: Record) throws(RecordMistake) -> String {
    let text = try record.filledText(column)
    guard let label = label(of: text) else {
      throw RecordMistake(
        column: column,
        "is \"\(text.prefix(40))\", none of \(labels[0]) to \(labels[labels.count - 1])")
    }
    return label
  }
}
