internal import Foundation
internal import RPM

extension OptionAnswers {
  /// What the terms are computed from, for one target query.
  struct Target: Sendable {
    /// What is asked.
    var query: String
    /// The question.
    var sheet: OptionSheet
    /// `G_q'`.
    var features: [Feature]
    /// `F(m)`.
    var factors: [Factor]
    /// `theta(m)`.
    var statistics: UserStatistics
    /// The similar questions of the past, most similar first.
    var ranking: [RetrievedExample]
    /// How many of them are listed by themselves.
    var listed: Int
    /// The past questions that count: all but the one asked.
    var others: [Int]
    /// Features taken out for a what-if; they still damp the factors that stay.
    var masked: [Feature]
  }

  /// The target of a request. A past question that equals the query counts for nothing.
  func target(
    query: String, features: [Feature], factors: [Factor], statistics: UserStatistics,
    ranking: [RetrievedExample], listed: Int, masked: [Feature] = []
  ) -> Target {
    Target(
      query: query, sheet: sheet(of: query), features: features, factors: factors,
      statistics: statistics,
      ranking: ranking.filter { past.indices.contains($0.interaction) }, listed: listed,
      others: past.indices.filter { past[$0].query != query && past[$0].chosen != nil },
      masked: masked)
  }

  /// The evidence for each option; its labels are letters.
  func evidence(for target: Target) -> Evidence { evidence(for: target, reader: own.reader) }

  /// The same with what was learned of questions worded alike, or without.
  func evidence(for target: Target, reader: OptionWordsReader?) -> Evidence {
    var terms = [
      term("position habit", .prior, "letters chosen before", position(target)),
      term("option wording", .option, "these wordings before", wording(target)),
      sameScale(target),
    ]
    if variant != .withoutFactors { terms.append(factorTerm(target)) }
    terms += [
      term("user's stance", .prior, "sides taken in general", user(target)),
      term("scale habits", .option, "how such scales are used", habits(target)),
      term("public opinion", .option, "what people usually answer", publicOpinion(target)),
    ]
    if let reader { terms.append(ownWords(target, reader: reader)) }
    return Evidence(labels: target.sheet.options.map(\.letter), terms: terms)
  }

  /// Terms that know nothing of what this user thinks of the question.
  static let habitTerms: Set = [
    "position habit", "user's stance", "scale habits", "public opinion",
  ]

  private func term(
    _ name: String, _ kind: Evidence.Part.Kind, _ part: String, _ values: [Double]
  ) -> Evidence.Term {
    Evidence.Term(
      name: name, values: values,
      parts: [Evidence.Part(kind: kind, name: part, values: values)])
  }

  /// How often each position was chosen; a question with more or fewer options lends a little at
  /// the place that corresponds.
  private func position(_ target: Target) -> [Double] {
    let count = target.sheet.options.count
    var chosen = [Double](repeating: 0, count: count)
    for item in target.others {
      guard let option = past[item].chosen else { continue }
      let printed = past[item].sheet.options.count
      if printed == count {
        chosen[option] += 1
      } else {
        let place = Double(option * (count - 1)) / Double(max(1, printed - 1))
        chosen[min(count - 1, Int(place.rounded()))] += 0.3
      }
    }
    return shares(chosen).map { OptionWeights.position * $0 }
  }

  /// How often a wording was chosen where it was offered.
  private func wording(_ target: Target) -> [Double] {
    let options = Double(target.sheet.options.count)
    return target.sheet.wordings.map { wording in
      var chosen = 0.0
      var offered = 0.0
      for item in target.others where past[item].sheet.wordings.contains(wording) {
        offered += 1
        if let option = past[item].chosen, past[item].sheet.wordings[option] == wording {
          chosen += 1
        }
      }
      let share =
        (chosen + OptionWeights.wordingShrinkage / options)
        / (offered + OptionWeights.wordingShrinkage)
      return OptionWeights.wording * log(share * options)
    }
  }

  /// What was chosen on the same scale, the more similar the question the weightier.
  private func sameScale(_ target: Target) -> Evidence.Term {
    let voters: [(rank: Int, option: Int, weight: Double)] =
      target.ranking.enumerated().compactMap { rank, example in
        let item = past[example.interaction]
        guard let chosen = item.chosen, item.sheet.scale == target.sheet.scale,
          let option = target.sheet.wordings.firstIndex(of: item.sheet.wordings[chosen])
        else { return nil }
        return (rank, option, exp((example.similarity - 1) / OptionWeights.scaleWidth))
      }
    func values(without rank: Int?) -> [Double] {
      var chosen = [Double](repeating: 0, count: target.sheet.options.count)
      for voter in voters where voter.rank != rank { chosen[voter.option] += voter.weight }
      return shares(chosen).map { OptionWeights.sameScale * $0 }
    }
    return examples("same scale before", target, voters.map(\.rank), values)
  }

  /// A term made of examples: each listed one has what the term would lose without it, and one part
  /// carries the rest, so that the parts add up.
  private func examples(
    _ name: String, _ target: Target, _ ranks: [Int], _ values: (_ without: Int?) -> [Double]
  ) -> Evidence.Term {
    let whole = values(nil)
    var rest = whole
    var parts: [Evidence.Part] = []
    for rank in ranks where rank < target.listed {
      let without = values(rank)
      let share = zip(whole, without).map { $0 - $1 }
      rest = zip(rest, share).map { $0 - $1 }
      parts.append(
        Evidence.Part(
          kind: .example, name: caption(of: target.ranking[rank]),
          interaction: target.ranking[rank].interaction, values: share))
    }
    // Votes divide by their sum, so what the listed ones leave is more than the votes of the others.
    parts.append(Evidence.Part(kind: .others, name: "the others together", values: rest))
    return Evidence.Term(name: name, values: whole, parts: parts)
  }

  /// The answer and the first words of an example.
  func caption(of example: RetrievedExample) -> String {
    let words = past[example.interaction].sheet.stem
      .split(maxSplits: Self.captionWords, whereSeparator: \.isWhitespace)
    let start = words.prefix(Self.captionWords).joined(separator: " ")
    return "\(example.answer): \(start)\(words.count > Self.captionWords ? " …" : "")"
  }

  private static let captionWords = 8

  /// Which side is taken where the question's factors come up, damped by how many there are.
  private func factorTerm(_ target: Target) -> Evidence.Term {
    func factors(of features: [Feature]) -> [Factor.ID] {
      Set(features.compactMap(\.factor)).sorted().filter {
        target.factors.indices.contains($0) && target.statistics.factors.indices.contains($0)
      }
    }
    let active = factors(of: target.features)
    let damped = factors(of: target.features + target.masked).count
    let damping = OptionWeights.factors / Double(max(1, damped)).squareRoot()
    let none = [Double](repeating: 0, count: target.sheet.options.count)
    let base = target.statistics.stances
    let parts = active.map { factor in
      let counts = target.statistics.factors[factor].stances
      guard !base.isEmpty, !counts.isEmpty else {
        return Evidence.Part(
          kind: .factor, name: target.factors[factor].name, factor: factor, values: none)
      }
      let values = target.sheet.options.indices.map { option in
        target.sheet.stance(of: option).map { damping * Self.lift($0, counts, base: base) } ?? 0
      }
      return Evidence.Part(
        kind: .factor, name: target.factors[factor].name, factor: factor, values: values)
    }
    let sum = parts.reduce(none) { sum, part in zip(sum, part.values).map { $0 + $1 } }
    return Evidence.Term(name: "factors", values: sum, parts: parts)
  }

  /// How this user's sides and extremes differ from how people usually answer.
  private func user(_ target: Target) -> [Double] {
    let stances = target.others.compactMap { item in
      past[item].chosen.flatMap { past[item].sheet.stances[$0] }
    }
    let strength = OptionWeights.factorShrinkage
    let total = Double(stances.count) + strength
    let extreme =
      (Double(stances.count(where: Self.isExtreme)) + strength * OptionWeights.usualExtreme)
      / total
    let sides = OptionWeights.usualSides.indices.map { side in
      let count = stances.count { OptionSheet.side($0).rawValue == side }
      return (Double(count) + strength * OptionWeights.usualSides[side]) / total
    }
    return target.sheet.stances.map { stance in
      guard let stance else { return 0 }
      let side = OptionSheet.side(stance).rawValue
      let toExtreme =
        Self.isExtreme(stance)
        ? extreme / OptionWeights.usualExtreme
        : (1 - extreme) / (1 - OptionWeights.usualExtreme)
      return OptionWeights.user
        * (log(sides[side] / OptionWeights.usualSides[side]) + log(toExtreme))
    }
  }

  /// What holds for nearly everyone: few take "don't know" or what is not read out.
  private func habits(_ target: Target) -> [Double] {
    target.sheet.options.indices.map { option in
      var value = 0.0
      if target.sheet.isDontKnow[option] { value -= OptionWeights.dontKnow }
      if target.sheet.isVolunteered[option] { value -= OptionWeights.volunteered }
      switch target.sheet.stance(of: option) {
      case .favour: value += OptionWeights.favourable
      case .middle: value += OptionWeights.middle
      case .against, .unanswered, nil: break
      }
      return value
    }
  }

  /// How far each option lies from the side that people in general take.
  private func publicOpinion(_ target: Target) -> [Double] {
    target.sheet.stances.map { stance in
      guard let usual = target.sheet.usualStance else { return 0 }
      // An option without a side is as far from it as the middle of a scale from a clear side.
      let distance = stance.map { ($0 - usual) * ($0 - usual) } ?? OptionWeights.sidelessDistance
      return -OptionWeights.publicOpinion * distance
    }
  }

  private static func isExtreme(_ stance: Double) -> Bool { abs(stance) >= 0.95 }

  /// Log shares of weights, with pseudo-answers spread evenly, against an even share.
  private func shares(_ weights: [Double]) -> [Double] {
    let options = Double(weights.count)
    let total = weights.reduce(0, +) + OptionWeights.shrinkage
    return weights.map { log(($0 + OptionWeights.shrinkage / options) / total * options) }
  }
}
