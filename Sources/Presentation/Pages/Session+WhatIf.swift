internal import RPM
package import Workbench

extension Session {
  /// What answering again costs, as a question; `nil` where it costs nothing.
  package func question(before wanted: WhatIfState, through use: ModelUse) async -> String? {
    let record = wanted.record
    let masks = wanted.masks(isPaid: use.choice != .builtIn)
    let cost = WhatIfCost(
      query: record.answer.query, masks: masks.count,
      edits: masks.count { $0.parts.contains { $0.kind == .edit } }, asksFirst: false,
      k: Engine.defaultK)
    guard let usage = cost.usage(record.stored, session: self, use: use) else { return nil }
    let time = await time(for: usage, at: use.choice)
    return "Asking \(Count.of(masks.count, "time")) more takes "
      + "\(FitCost(users: 1, usage: usage, time: time).text). Go on?"
  }
}
