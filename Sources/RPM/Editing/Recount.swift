/// Counts a model again after an edit, as a fit would have.
enum Recount {
  /// With fewer queries a high share is no sign of anything; above the share a factor is common.
  private static let enoughQueries = 10
  private static let commonShare = 0.6

  /// The factors with their members counted from the entries. An excluded interaction adds nothing,
  /// but its features stay listed.
  ///
  /// - Parameter spellings: the factors before, whose spelling of names is kept.
  static func factors(
    _ factors: [Factor], entries: [MemoryEntry], spellings: [Factor]
  ) -> [Factor] {
    var spelling: [String: Factor.Member] = [:]
    var exact: [String: Factor.Member] = [:]
    for member in spellings.flatMap(\.members) {
      if exact[member.name] == nil { exact[member.name] = member }
      if spelling[member.name.lowercased()] == nil { spelling[member.name.lowercased()] = member }
    }
    var members = [[String: Factor.Member]](repeating: [:], count: factors.count)
    for entry in entries {
      for feature in entry.features {
        guard let factor = feature.factor else { continue }
        let known = exact[feature.name] ?? spelling[feature.name.lowercased()]
        let name = known?.name ?? feature.name
        members[factor][
          name,
          default: Factor.Member(
            name: name, count: 0, isAutoAssigned: known?.isAutoAssigned ?? false)
        ].count += entry.marks.isExcluded ? 0 : 1
      }
    }
    return factors.map { factor in
      var factor = factor
      factor.members = members[factor.id].values.sorted {
        ($1.count, $0.name) < ($0.count, $1.name)
      }
      return factor
    }
  }

  /// The statistics of a model, with gains, chance and stability where the fit had them.
  static func statistics(
    of model: UserModel, history: [Interaction], isStock: [Bool], marksCommon: Bool
  ) -> UserStatistics {
    let answers = model.task.answers
    let responses = history.map(\.response)
    var statistics = Counting.statistics(
      of: model.memory.entries, responses: responses, answers: answers,
      factorCount: model.factors.count)
    statistics.window = model.statistics.window
    statistics.trust = model.statistics.trust
    for factor in statistics.factors.indices {
      let isCommon = isCommon(statistics.factors[factor], of: statistics.interactions)
      statistics.factors[factor].isBoilerplate = isStock[factor] || marksCommon && isCommon
    }
    let counted = model.memory.entries.filter { !$0.marks.isExcluded }
    let classes = counted.map { entry in
      answers.hasPropensity
        ? answers.index(of: responses[entry.interaction]) : entry.stance?.rawValue
    }
    // It throws only where it is cancelled, and nobody cancels it here.
    let completed = try? Significance.completed(
      statistics, features: counted.map(\.features), classes: classes,
      classCount: answers.hasPropensity
        ? answers.labels.count : Stance.classCount(of: counted.map(\.stance)),
      ordered: answers.isOrdered)
    return completed ?? statistics
  }

  /// The factors that say little for their words rather than for being everywhere.
  static func stockFactors(
    _ factors: [FactorStatistics], interactions: Int
  ) -> Set<Factor.ID> {
    Set(
      factors.filter { $0.isBoilerplate && !isCommon($0, of: interactions) }.map(\.factor))
  }

  /// Whether the model that was fitted marks factors for being everywhere.
  static func marksCommon(_ statistics: UserStatistics) -> Bool {
    statistics.factors.contains(where: \.isBoilerplate)
      && !statistics.factors.contains {
        isCommon($0, of: statistics.interactions) && !$0.isBoilerplate
      }
  }

  private static func isCommon(_ factor: FactorStatistics, of interactions: Int) -> Bool {
    interactions >= enoughQueries
      && Double(factor.support) > commonShare * Double(interactions)
  }
}
