/// How well records fit a form that is known by its fields.
struct FieldFit {
  /// Fields that each record has to have.
  var required: [String]
  /// Fields that records of this form usually have besides; the more of them, the better the fit.
  var usual: [String]

  /// What remains of the fit where none of the usual fields is there.
  private static let bare = 0.6

  /// The mean over a sample, 0 for an empty one.
  func over(_ sample: [Record], where isOne: (Record) -> Bool = { _ in true }) -> Double {
    guard !sample.isEmpty else { return 0 }
    let sum = sample.reduce(0.0) { sum, record in
      guard required.allSatisfy({ record[$0] != nil }), isOne(record) else { return sum }
      guard !usual.isEmpty else { return sum + 1 }
      let share = Double(usual.count { record[$0] != nil }) / Double(usual.count)
      return sum + Self.bare + (1 - Self.bare) * share
    }
    return sum / Double(sample.count)
  }
}
