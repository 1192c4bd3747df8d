extension UserModel {
  /// What of the model does not fit together, or does not fit the history that it was fitted on:
  /// places and numbers, never a text of the person. `nil` where all fits, so that everything that
  /// counts by these numbers may do so unasked. A path may name what is not there; its audit tells.
  ///
  /// - Parameter count: how many interactions that history has.
  package func misfit(with count: Int) -> String? {
    guard fitted.timeIntervalSinceReferenceDate.isFinite else { return "its date is none" }
    for (place, factor) in factors.enumerated() where factor.id != place {
      return "factor \(place) has the number \(factor.id)"
    }
    return statistics.misfit(factors: factors.count, history: count) ?? memoryMisfit(count)
  }

  private func memoryMisfit(_ count: Int) -> String? {
    guard memory.entries.count <= count else {
      return "\(memory.entries.count) entries for \(count) interactions"
    }
    let length = memory.entries.lazy.map(\.key.count).first { $0 > 0 }
    for (place, entry) in memory.entries.enumerated() {
      guard entry.interaction == place else {
        return "entry \(place) is of interaction \(entry.interaction)"
      }
      guard entry.key.isEmpty || entry.key.count == length, entry.key.allSatisfy(\.isFinite) else {
        return "the key of entry \(place)"
      }
      let isKnown = entry.features.allSatisfy { $0.factor.map(factors.indices.contains) ?? true }
      guard isKnown else { return "a feature of entry \(place) is of no factor" }
      guard entry.judgements.allSatisfy({ entry.features.indices.contains($0.feature) }) else {
        return "a judgement of entry \(place) is of no feature"
      }
    }
    return nil
  }
}

extension UserStatistics {
  fileprivate func misfit(factors count: Int, history: Int) -> String? {
    guard factors.count == count else {
      return "statistics of \(factors.count) factors for \(count)"
    }
    guard Self.areCounts([interactions] + answers + stances.list + (habits ?? [])) else {
      return "the counts of its statistics"
    }
    if let turn = trust?.turn, !(0...history).contains(turn.interaction) {
      return "a turn at interaction \(turn.interaction) of \(history)"
    }
    for (place, factor) in factors.enumerated() {
      let judged = [factor.polarity.positive, factor.polarity.neutral, factor.polarity.negative]
      var counts = [factor.support, factor.occurrences, factor.influence] + judged
      counts += factor.answers
      counts += factor.stances.list + (factor.habits ?? [])
      guard factor.factor == place, Self.areCounts(counts) else {
        return "the statistics of factor \(place)"
      }
    }
    return nil
  }

  /// Whether numbers may be counts, of which some hundred can be added.
  private static func areCounts(_ numbers: [Int]) -> Bool {
    numbers.allSatisfy { (0...1 << 40).contains($0) }
  }
}

extension Answer {
  /// What of an answer does not fit together, or does not fit the model that gave it: as
  /// `UserModel.misfit` says it.
  ///
  /// - Parameter model: `nil` where only the answer itself is looked at.
  package func misfit(with model: UserModel? = nil) -> String? {
    guard confidence.map({ (0...1).contains($0) }) ?? true else { return "its confidence" }
    let seconds = timings.map(\.seconds)
    guard seconds.allSatisfy({ (0...1e10).contains($0) }) else { return "its times" }
    if let evidence {
      let count = evidence.labels.count
      let values =
        [evidence.logits]
        + evidence.terms.flatMap { [$0.values] + $0.parts.map(\.values) }
      guard values.allSatisfy({ $0.count == count }) else { return "its evidence" }
    }
    guard let model else { return nil }
    guard features.allSatisfy({ $0.factor.map(model.factors.indices.contains) ?? true }) else {
      return "a feature is of no factor"
    }
    let isKnown = retrieved.allSatisfy { model.memory.entries.indices.contains($0.interaction) }
    return isKnown ? nil : "an example is of no interaction"
  }
}

extension StageRecord {
  /// Whether its numbers may be times.
  package var isSound: Bool {
    ([seconds, callSeconds] + (firstText.map { [$0] } ?? [])).allSatisfy { (0...1e10).contains($0) }
  }
}
