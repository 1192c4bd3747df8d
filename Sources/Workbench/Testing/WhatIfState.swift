package import RPM

/// An explanation put to the test: what was masked of an answer, and what came of it.
package struct WhatIfState: Hashable, Sendable {
  /// The answer that is tested.
  package var record: AskRecord
  /// What is masked by hand, together.
  package var chosen: [Mask] = []
  /// What came of every factor by itself and of what was chosen; `nil` until it was run.
  package var result: WhatIf?
  /// Why there is no result.
  package var failure: String?

  package init(record: AskRecord) { self.record = record }

  /// The masks to run: what is chosen, all of it at once, then each factor by itself; where each is
  /// paid for, only what is chosen.
  package func masks(isPaid: Bool) -> [Mask] {
    if isPaid, !chosen.isEmpty { return chosen.count > 1 ? [.together(chosen)] : chosen }
    let factors = Set(record.answer.features.compactMap(\.factor)).sorted()
    let together: [Mask] = chosen.count > 1 ? [.together(chosen)] : chosen
    return together + factors.map(Mask.factor).filter { !together.contains($0) }
  }

  /// What came of what was chosen.
  package var chosenOutcome: WhatIf.Outcome? {
    guard !chosen.isEmpty else { return nil }
    return result?.outcome(of: chosen.count > 1 ? .together(chosen) : chosen[0])
  }

  /// Adds a mask, or takes it away where it is chosen already.
  package mutating func toggle(_ mask: Mask) {
    if let index = chosen.firstIndex(of: mask) {
      chosen.remove(at: index)
    } else {
      chosen.append(mask)
    }
    (result, failure) = (nil, nil)
  }
}
