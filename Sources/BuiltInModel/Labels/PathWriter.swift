internal import Foundation
internal import RPM

/// Writes reasoning paths from counts: a few steps, what parts the answer most from its runner-up
/// first and what speaks against it last, each quoting the statistics it rests on in the words of
/// `Quotation`, which the audit reads back.
struct PathWriter: Sendable {
  /// `G_q`, with factors.
  var features: [Feature]
  /// `F(m)`.
  var factors: [Factor]
  /// The statistics that may be quoted. For a past answer: without it.
  var statistics: UserStatistics
  /// What may be answered.
  var answers: AnswerSpace
  /// Whether steps say what they add to the sum: only where the sum is kept, so that it can be
  /// checked.
  var quotesSum = true

  private static let phrases = [
    "tone": "tone of the words", "label affinity": "affinity of the words to the labels",
    "reputation": "what people think of such a film",
    "own words": "words that this person's past answers hang on",
  ]
  private static let supporting = 3
  private static let worthSaying = 0.01
  /// A factor is cited where it moves the answer and its runner-up apart by so much. Half of what a
  /// person would call a difference: with more, ratings and surveys would hardly cite any.
  static let decisive = 0.02

  // MARK: Closed label sets

  /// A path to a label from the evidence for it.
  ///
  /// - Parameters:
  ///   - label: the answer that the path leads to.
  ///   - evidence: the sum, as for a decision.
  func path(to label: Int, evidence: Evidence) -> ReasoningPath {
    let rival = Decision.likeliest(
      evidence.logits, counts: statistics.answers, excluding: label)
    // What parts the answer from the one it has to beat decides, not what speaks for both.
    func margin(_ values: [Double]) -> Double {
      values[label] - (rival.map { values[$0] } ?? 0)
    }
    func weighed(_ values: [Double], _ step: ReasoningPath.Step) -> Weighed {
      Weighed(step: step, value: values[label], margin: margin(values))
    }
    let parts = evidence.terms.flatMap(\.parts).filter { $0.kind == .factor }
      .filter { part in
        // Stock words move the sum like any other, and are no reason that anybody would give.
        part.factor.map {
          statistics.factors[$0].support > 0 && !statistics.factors[$0].isBoilerplate
        } ?? false
      }
      // Equal parts keep the order of the features.
      .enumerated().sorted {
        (margin($1.element.values), $0.offset) < (margin($0.element.values), $1.offset)
      }.map(\.element)
    // A share below the base rate is no reason for an answer, nor one above it against it.
    func excess(_ part: Evidence.Part) -> Double {
      part.factor.map {
        (statistics.factors[$0].propensity(ofLabel: label).value ?? 0)
          - (statistics.baseRate(ofLabel: label).value ?? 0)
      } ?? 0
    }
    let pro = parts.filter {
      margin($0.values) >= Self.decisive && $0.values[label] > Self.worthSaying && excess($0) >= 0
    }.prefix(Self.supporting)
    let contra = parts.suffix(1).filter {
      margin($0.values) <= -Self.decisive && $0.values[label] < -Self.worthSaying
        && excess($0) <= 0
    }
    let reasons = (pro + contra).compactMap { part in
      part.factor.map { factor in
        weighed(
          part.values,
          step(
            on: factor,
            evidence: Quotation.propensity(
              label: label, factor: factor, in: statistics, answers: answers),
            effect: effect(part.values[label], on: evidence.labels[label])))
      }
    }
    func terms(with kind: Evidence.Part.Kind) -> [Evidence.Term] {
      evidence.terms.filter { term in term.parts.contains { $0.kind == kind } }
    }
    func isWorthSaying(_ term: Evidence.Term) -> Bool {
      abs(term.values[label]) > Self.worthSaying
    }
    let words = terms(with: .rest).filter(isWorthSaying).map {
      weighed($0.values, wordStep($0, on: evidence.labels[label], at: label))
    }
    let memory = terms(with: .example).prefix(1).filter(isWorthSaying).map { term in
      weighed(
        term.values,
        ReasoningPath.Step(
          features: [], factor: nil, evidence: "answers to similar queries",
          effect: effect(term.values[label], on: evidence.labels[label])))
    }
    var steps = Self.ordered(reasons + words + memory)
    if steps.isEmpty {
      let usual = Quotation.ratio(statistics.baseRate(ofLabel: label))
      steps = [
        ReasoningPath.Step(
          features: [], factor: nil, evidence: "base P(\(answers.labels[label])) \(usual)",
          effect: "hardly anything else speaks")
      ]
    }
    return ReasoningPath(steps: steps, conclusion: evidence.labels[label])
  }

  /// A step with what it adds to the answer, and to its distance from the runner-up.
  private struct Weighed {
    var step: ReasoningPath.Step
    var value: Double
    var margin: Double
  }

  /// What carries the answer first; what speaks against it at the end. Equals keep their order.
  private static func ordered(_ found: [Weighed]) -> [ReasoningPath.Step] {
    let (pro, contra) = (found.filter { $0.value > 0 }, found.filter { $0.value <= 0 })
    func sorted(_ part: [Weighed], by weight: (Weighed) -> Double) -> [ReasoningPath.Step] {
      part.enumerated().sorted {
        (weight($1.element), $0.offset) < (weight($0.element), $1.offset)
      }.map(\.element.step)
    }
    return sorted(pro) { $0.margin } + sorted(contra) { -$0.margin }
  }

  private func wordStep(
    _ term: Evidence.Term, on answer: String, at label: Int
  ) -> ReasoningPath.Step {
    let total = term.values[label]
    // The factors whose words pull the way the whole text does, strongest first.
    let spoken = term.parts.filter { $0.kind == .words && $0.values[label] * total > 0 }
      .enumerated().sorted {
        (abs($1.element.values[label]), $0.offset) < (abs($0.element.values[label]), $1.offset)
      }.prefix(Self.supporting).compactMap(\.element.factor)
      .flatMap { factor in features.indices.filter { features[$0].factor == factor } }
    return ReasoningPath.Step(
      features: spoken, factor: nil, evidence: Self.phrases[term.name] ?? term.name,
      effect: effect(total, on: answer))
  }

  /// A plain sentence, with what a part adds to the label's logit.
  private func effect(_ value: Double, on label: String) -> String {
    let sentence = "speaks \(value < 0 ? "against" : "for") \(label)"
    guard quotesSum else { return sentence }
    return sentence + String(format: " (%@%.2f)", value < 0 ? "-" : "+", abs(value))
  }

  private func step(
    on factor: Factor.ID, evidence: String, effect: String
  ) -> ReasoningPath.Step {
    ReasoningPath.Step(
      features: features.indices.filter { features[$0].factor == factor }, factor: factor,
      evidence: evidence, effect: effect)
  }
}
