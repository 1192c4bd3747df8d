internal import RPM
internal import Workbench

/// An explanation put to the test: what was masked of an answer, and what came of it.
struct WhatIfState: Hashable, Sendable {
  /// The answer that is tested.
  var record: AskRecord
  /// What is masked by hand, together.
  var chosen: [Mask] = []
  /// What came of every factor by itself and of what was chosen; `nil` until it was run.
  var result: WhatIf?
  /// Why there is no result.
  var failure: String?

  /// The masks to run: what is chosen, all of it at once, then each factor by itself; where each is
  /// paid for, only what is chosen.
  func masks(isPaid: Bool) -> [Mask] {
    if isPaid, !chosen.isEmpty { return chosen.count > 1 ? [.together(chosen)] : chosen }
    let factors = Set(record.answer.features.compactMap(\.factor)).sorted()
    let together: [Mask] = chosen.count > 1 ? [.together(chosen)] : chosen
    return together + factors.map(Mask.factor).filter { !together.contains($0) }
  }

  /// What came of what was chosen.
  var chosenOutcome: WhatIf.Outcome? {
    guard !chosen.isEmpty else { return nil }
    return result?.outcome(of: chosen.count > 1 ? .together(chosen) : chosen[0])
  }

  /// Adds a mask, or takes it away where it is chosen already.
  mutating func toggle(_ mask: Mask) {
    if let index = chosen.firstIndex(of: mask) {
      chosen.remove(at: index)
    } else {
      chosen.append(mask)
    }
    (result, failure) = (nil, nil)
  }
}
