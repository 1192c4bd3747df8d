/// The numbers in which two models differ, as they are quoted.
struct StatisticComparison: Sendable {
  var old: UserModel
  var new: UserModel

  /// What changed: of the whole history, then of each pair of factors.
  func changes(_ pairs: [(old: Factor.ID, new: Factor.ID)]) -> [ModelDiff.StatisticChange] {
    var changes = differing(nil, whole(old), whole(new))
    for pair in pairs.sorted(by: { $0.new < $1.new }) {
      changes += differing(
        new.factors[pair.new].name, figures(of: pair.old, in: old), figures(of: pair.new, in: new))
    }
    return changes
  }

  private typealias Figure = (name: String, value: String)

  private func differing(
    _ factor: String?, _ before: [Figure], _ after: [Figure]
  ) -> [ModelDiff.StatisticChange] {
    let was = [String: String](
      before.map { ($0.name, $0.value) }, uniquingKeysWith: { one, _ in one })
    let isNow = Set(after.map(\.name))
    let gone = before.filter { !isNow.contains($0.name) }.map { ($0.name, $0.value, "none") }
    return (after.map { ($0.name, was[$0.name] ?? "none", $0.value) } + gone)
      .filter { $0.1 != $0.2 }
      .map {
        ModelDiff.StatisticChange(factor: factor, statistic: $0.0, before: $0.1, after: $0.2)
      }
  }

  private func whole(_ model: UserModel) -> [Figure] {
    let statistics = model.statistics
    var figures: [Figure] = [("interactions", "\(statistics.interactions)")]
    for (index, label) in model.task.answers.labels.enumerated() {
      figures.append(("base \(label)", Quotation.ratio(statistics.baseRate(ofLabel: index))))
    }
    figures += sides("base ", statistics.stances)
    if let chance = statistics.chanceGain {
      figures.append(("gain by chance", Quotation.decimal(chance, digits: 2)))
    }
    if let stability = statistics.stability {
      figures.append(("stability", Quotation.share(stability)))
    }
    return figures
  }

  private func figures(of factor: Factor.ID, in model: UserModel) -> [Figure] {
    guard model.statistics.factors.indices.contains(factor) else { return [] }
    let own = model.statistics.factors[factor]
    var figures: [Figure] = [
      ("support", "\(own.support)"), ("occurrences", "\(own.occurrences)"),
    ]
    for (index, label) in model.task.answers.labels.enumerated() {
      figures.append(("P(\(label))", Quotation.ratio(own.propensity(ofLabel: index))))
    }
    figures += sides("", own.stances)
    if !model.task.answers.hasPropensity {
      figures.append(("influence", Quotation.ratio(own.influenceRate)))
      figures += [
        ("positive", own.polarity.positive), ("neutral", own.polarity.neutral),
        ("negative", own.polarity.negative),
      ].map { ($0, Quotation.ratio(Ratio($1, of: own.influence))) }
    }
    figures.append(("gain", Quotation.decimal(own.gain, digits: 2)))
    figures.append(("beyond chance", own.isBeyondChance ? "yes" : "no"))
    return figures
  }

  private func sides(_ prefix: String, _ counts: StanceCounts) -> [Figure] {
    counts.sides.map { (prefix + $0.word, Quotation.ratio(counts.rate(of: $0))) }
  }
}
