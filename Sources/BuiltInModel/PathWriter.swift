internal import Foundation
internal import RPM

/// Writes reasoning paths from counts: a few steps, strongest factor first, each quoting the
/// statistics it rests on in the words of `Quotation`, which the audit reads back.
struct PathWriter: Sendable {
  /// `G_q`, with factors.
  var features: [Feature]
  /// `F(m)`.
  var factors: [Factor]
  /// The statistics that may be quoted. For a past answer: without it.
  var statistics: UserStatistics
  /// What may be answered.
  var answers: AnswerSpace

  private static let supporting = 3
  private static let worthSaying = 0.005

  // MARK: Closed label sets

  /// A path to a label from the evidence for it.
  ///
  /// - Parameters:
  ///   - label: the answer that the path leads to.
  ///   - evidence: the sum, as for a decision.
  func path(to label: Int, evidence: Evidence) -> ReasoningPath {
    let parts = evidence.terms.flatMap(\.parts).filter { $0.kind == .factor }
      .filter { part in part.factor.map { statistics.factors[$0].support > 0 } ?? false }
      // Equal parts keep the order of the features.
      .enumerated().sorted {
        ($1.element.values[label], $0.offset) < ($0.element.values[label], $1.offset)
      }.map(\.element)
    let pro = parts.filter { $0.values[label] > Self.worthSaying }.prefix(Self.supporting)
    let contra = parts.suffix(1).filter { $0.values[label] < -Self.worthSaying }
    var steps = (pro + contra).compactMap { part in
      part.factor.map { factor in
        step(
          on: factor,
          evidence: Quotation.propensity(
            label: label, factor: factor, in: statistics, answers: answers),
          effect: effect(part.values[label], on: evidence.labels[label]))
      }
    }
    steps += wordSteps(evidence, label: label) + memorySteps(evidence, label: label)
    if steps.isEmpty {
      // Nothing but habit: the count of the answer is a base rate, which the audit knows.
      let usual = Quotation.ratio(statistics.baseRate(ofLabel: label))
      steps = [
        ReasoningPath.Step(
          features: [], factor: nil, evidence: "among the past answers \(usual)",
          effect: "hardly anything else speaks")
      ]
    }
    return ReasoningPath(steps: steps, conclusion: evidence.labels[label])
  }

  private func wordSteps(_ evidence: Evidence, label: Int) -> [ReasoningPath.Step] {
    guard
      let term = evidence.terms.first(where: { $0.parts.contains { $0.kind == .rest } }),
      abs(term.values[label]) > Self.worthSaying
    else { return [] }
    let total = term.values[label]
    // The factors whose words pull the way the whole text does, strongest first.
    let spoken = term.parts.filter { $0.kind == .words && $0.values[label] * total > 0 }
      .enumerated().sorted {
        (abs($1.element.values[label]), $0.offset) < (abs($0.element.values[label]), $1.offset)
      }.prefix(Self.supporting).compactMap(\.element.factor)
      .flatMap { factor in features.indices.filter { features[$0].factor == factor } }
    return [
      ReasoningPath.Step(
        features: spoken, factor: nil,
        evidence: term.name == "tone" ? "tone of the words" : "affinity of the words to the labels",
        effect: effect(total, on: evidence.labels[label]))
    ]
  }

  private func memorySteps(_ evidence: Evidence, label: Int) -> [ReasoningPath.Step] {
    guard
      let term = evidence.terms.first(where: { $0.parts.contains { $0.kind == .example } }),
      abs(term.values[label]) > Self.worthSaying
    else { return [] }
    return [
      ReasoningPath.Step(
        features: [], factor: nil, evidence: "answers to similar queries",
        effect: effect(term.values[label], on: evidence.labels[label]))
    ]
  }

  /// A plain sentence with what a part adds to the label's logit.
  private func effect(_ value: Double, on label: String) -> String {
    let side = value < 0 ? "against" : "for"
    return String(
      format: "speaks %@ %@ (%@%.2f)", side, label, value < 0 ? "-" : "+", abs(value))
  }

  // MARK: Other answers

  /// A path to an option from how the user stands on the query's topics.
  ///
  /// - Parameters:
  ///   - response: the option's letter.
  ///   - stance: the option's stance; without one nothing is quoted.
  func path(to response: String, stance: Stance?) -> ReasoningPath {
    guard let stance else {
      return ReasoningPath(steps: [unquoted], conclusion: response)
    }
    func share(_ factor: Factor.ID) -> Double {
      let counts = statistics.factors[factor].stances
      let total = counts.reduce(0, +)
      return total > 0 ? Double(counts[stance.rawValue]) / Double(total) : 0
    }
    let known = citable { statistics.factors[$0].stances.reduce(0, +) > 0 }
    let steps = strongest(known, by: share).map { factor in
      step(
        on: factor, evidence: Quotation.stance(stance, factor: factor, in: statistics),
        effect: share(factor) > 0
          ? "has stood \(stance.word) on this before" : "has not stood \(stance.word) on this")
    }
    return ReasoningPath(steps: steps.isEmpty ? [unquoted] : steps, conclusion: response)
  }

  /// A path to a free answer from which topics the user tends to take up.
  func path(toText response: String) -> ReasoningPath {
    func rate(_ factor: Factor.ID) -> Double {
      statistics.factors[factor].influenceRate.value ?? 0
    }
    let known = citable { statistics.factors[$0].occurrences > 0 }
    let steps = strongest(known, by: rate).map { factor in
      step(
        on: factor, evidence: Quotation.influence(factor: factor, in: statistics),
        effect: rate(factor) >= 0.5 ? "is mostly taken up" : "is sometimes taken up")
    }
    return ReasoningPath(steps: steps.isEmpty ? [unquoted] : steps, conclusion: response)
  }

  private var unquoted: ReasoningPath.Step {
    ReasoningPath.Step(
      features: Array(features.indices.prefix(Self.supporting)), factor: nil,
      evidence: "no factor of the past answers", effect: "the answer rests on the query itself")
  }

  private func citable(_ isKnown: (Factor.ID) -> Bool) -> [Factor.ID] {
    ClosedAnswers.activeFactors(of: features).filter {
      statistics.factors[$0].support > 0 && isKnown($0)
    }
  }

  private func strongest(_ factors: [Factor.ID], by value: (Factor.ID) -> Double) -> [Factor.ID] {
    let ordered = factors.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      return (value(b), statistics.factors[b].support, first.offset)
        < (value(a), statistics.factors[a].support, second.offset)
    }
    return ordered.prefix(Self.supporting + 1).map(\.element)
  }

  private func step(
    on factor: Factor.ID, evidence: String, effect: String
  ) -> ReasoningPath.Step {
    ReasoningPath.Step(
      features: features.indices.filter { features[$0].factor == factor }, factor: factor,
      evidence: evidence, effect: effect)
  }
}
