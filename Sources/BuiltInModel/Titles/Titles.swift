internal import Foundation
internal import RPM

/// Answers with a title cut out of the passage, the one expected to overlap most with what this user
/// would write. It is extractive: every content word stands in the passage.
struct Titles: Answerer {
  /// What the user's past titles took up.
  let habits: TitleHabits
  /// What words mean.
  let knowledge: any WordKnowledge

  /// How many candidate titles are shown.
  static let shown = 5
  /// Evidence is ten times the expected overlap, so that its sums read like those of other tasks.
  static let scale = 10.0
  /// Below this expected overlap hardly anything speaks for the title.
  private static let littleOverlap = 0.2
  private static let fallbackLength = 10
  private static let steps = 3

  /// Which features the user's title took up: those with a content word in it.
  func judge(_ request: JudgementRequest) -> [Judgement] {
    let title = Set(TitleText.words(of: request.item.response))
    return request.features.indices.map { index in
      let isTaken = Self.contentWords(of: request.features[index]).contains(where: title.contains)
      return Judgement(
        feature: index, isInfluential: isTaken, polarity: isTaken ? .positive : .neutral)
    }
  }

  /// Answers a target query.
  ///
  /// Words of masked features that no other feature holds are worth nothing. The evidence then holds
  /// the candidates of the whole query too, so that both sums can be compared.
  ///
  /// - Throws: `RoleFailure` when the passage has no word.
  func generation(for request: GenerationRequest) throws -> Generation {
    let text = TitleText(request.query)
    guard text.tokens.contains(where: { !$0.isMark }) else {
      throw RoleFailure("The query has no words to make a title of. Paste the passage itself.")
    }
    let probabilities = probabilities(
      of: text, features: request.features, masked: request.masked)
    let form = TitleForm(
      features: request.features, statistics: request.model.statistics, habits: habits)
    let composer = TitleComposer(
      text, probabilities: probabilities, usualLength: habits.length, form: form)
    var drafts = distinct(composer.drafts(), composer)
    guard let best = drafts.first else {
      return fallback(text, request.features)
    }
    if !request.masked.isEmpty { drafts += unmaskedDrafts(of: text, form, without: drafts) }
    let evidence = evidence(
      for: drafts, text: text, composer: composer, probabilities: probabilities,
      features: request.features, factors: request.model.factors)
    let title = composer.title(best)
    return Generation(
      path: path(
        to: title, features: request.features, factors: request.model.factors,
        statistics: request.model.statistics, form: form),
      response: title, hasLittleEvidence: composer.score(best) < Self.littleOverlap,
      evidence: evidence)
  }

  /// The best title.
  func decision(on evidence: Evidence, of model: UserModel) -> String? {
    Decision.likeliest(evidence.logits, counts: evidence.labels.map { _ in 0 })
      .map { evidence.labels[$0] }
  }

  /// What the titles would be if no word were silent, but for those that are known.
  private func unmaskedDrafts(
    of text: TitleText, _ form: TitleForm, without known: [TitleDraft]
  ) -> [TitleDraft] {
    let composer = TitleComposer(
      text, probabilities: probabilities(of: text, features: [], masked: []),
      usualLength: habits.length, form: form)
    let titles = Set(known.map(composer.title))
    return distinct(composer.drafts(), composer).filter { !titles.contains(composer.title($0)) }
  }

  private func probabilities(
    of text: TitleText, features: [Feature], masked: [Feature]
  ) -> [Double] {
    let silent = Set(masked.flatMap(Self.contentWords)).subtracting(
      features.flatMap(Self.contentWords))
    let words = TitleWords(text, habits: habits, knowledge: knowledge)
    return zip(text.words, words.probabilities).map { silent.contains($0.text) ? 0 : $1 }
  }

  /// Works back from a past title to the features it took up.
  func reason(_ request: ReasoningRequest) -> ReasoningPath {
    path(
      to: request.item.response, features: request.features, factors: request.factors,
      statistics: request.statistics,
      form: TitleForm(
        features: request.features, statistics: request.statistics, habits: habits))
  }

  /// The first words, where no phrase can stand alone.
  private func fallback(_ text: TitleText, _ features: [Feature]) -> Generation {
    let words = text.tokens.filter { !$0.isMark }.prefix(Self.fallbackLength).map(\.surface)
    let title = words.joined(separator: " ")
    return Generation(
      path: ReasoningPath(
        steps: [
          ReasoningPath.Step(
            features: Array(features.indices), factor: nil,
            evidence: "no phrase of the passage can stand alone",
            effect: "Its first words are the title.")
        ], conclusion: title),
      response: title, hasLittleEvidence: true)
  }

  /// The best drafts that differ in more than a few words.
  private func distinct(_ drafts: [TitleDraft], _ composer: TitleComposer) -> [TitleDraft] {
    var kept: [TitleDraft] = []
    for draft in drafts {
      let words = Set(draft.words)
      let isNew = kept.allSatisfy { other in
        let shared = words.intersection(other.words).count
        return 4 * shared < 3 * (words.count + other.words.count - shared)
      }
      if isNew { kept.append(draft) }
      if kept.count == Self.shown { break }
    }
    return kept
  }

  // MARK: Evidence

  private func evidence(
    for drafts: [TitleDraft], text: TitleText, composer: TitleComposer, probabilities: [Double],
    features: [Feature], factors: [Factor]
  ) -> Evidence {
    let holder = Self.holders(of: text.words.map(\.text), features: features, factors: factors)
    let worth = drafts.map { 2 * Self.scale / (Double($0.length) + habits.length) }
    func values(_ isPart: (Int) -> Bool) -> [Double] {
      zip(drafts, worth).map { draft, worth in
        worth * draft.words.filter(isPart).reduce(0) { $0 + probabilities[$1] }
      }
    }
    var parts = Set(holder.compactMap(\.self)).sorted().map { factor in
      Evidence.Part(
        kind: .words, name: factors[factor].name, factor: factor,
        values: values { holder[$0] == factor })
    }
    parts = parts.filter { $0.values.contains { $0 != 0 } }
    parts.append(
      Evidence.Part(kind: .rest, name: "words of no factor", values: values { holder[$0] == nil }))
    let sum = parts.reduce([Double](repeating: 0, count: drafts.count)) { sum, part in
      zip(sum, part.values).map { $0 + $1 }
    }
    let joining = zip(drafts, worth).map { $1 * TitleComposer.worth(ofJoiner: $0.joiner) }
    let opening = drafts.map { Self.scale * composer.worthOfForm($0) }
    return Evidence(
      labels: drafts.map(composer.title),
      terms: [
        Evidence.Term(name: "words", values: sum, parts: parts),
        Evidence.Term(
          name: "joining word", values: joining,
          parts: [Evidence.Part(kind: .rest, name: "the word that joins", values: joining)]),
      ]
        + (opening.allSatisfy { $0 == 0 }
          ? []
          : [
            Evidence.Term(
              name: "form", values: opening,
              parts: [Evidence.Part(kind: .rest, name: "begins with a number", values: opening)])
          ]))
  }

  /// The factor of the first feature that holds each word, `nil` where none with a factor does.
  private static func holders(
    of words: [String], features: [Feature], factors: [Factor]
  ) -> [Factor.ID?] {
    var holder: [String: Factor.ID] = [:]
    for feature in features {
      guard let factor = feature.factor, factors.indices.contains(factor) else { continue }
      for word in contentWords(of: feature) where holder[word] == nil { holder[word] = factor }
    }
    return words.map { holder[$0] }
  }

  private static func contentWords(of feature: Feature) -> [String] {
    TitleText.words(of: feature.name).filter { !StopWords.all.contains($0) }
  }

  // MARK: Path

  /// The factors that the title takes up, those that titles took up most often first.
  private func path(
    to title: String, features: [Feature], factors: [Factor], statistics: UserStatistics,
    form: TitleForm = .usual
  ) -> ReasoningPath {
    let words = Set(TitleText.words(of: title))
    let taken = features.indices.filter { index in
      Self.contentWords(of: features[index]).contains(where: words.contains)
    }
    let known = Set(taken.compactMap { features[$0].factor }).filter {
      factors.indices.contains($0) && statistics.factors.indices.contains($0)
        && statistics.factors[$0].support > 0
    }
    let ordered = known.sorted { first, second in
      let (one, other) = (statistics.factors[first], statistics.factors[second])
      return (other.influence, other.support, first) < (one.influence, one.support, second)
    }
    var steps = ordered.prefix(Self.steps).map { factor in
      ReasoningPath.Step(
        features: taken.filter { features[$0].factor == factor }, factor: factor,
        evidence: Quotation.influence(factor: factor, in: statistics),
        effect: "\"\(factors[factor].name)\" comes up, and the title takes it up.")
    }
    let others = taken.filter { index in
      features[index].factor.map { !ordered.prefix(Self.steps).contains($0) } ?? true
    }
    if !others.isEmpty || steps.isEmpty {
      steps.append(
        ReasoningPath.Step(
          features: others, factor: nil,
          evidence: others.isEmpty
            ? "no feature of the passage is in the title" : "these stand in the passage",
          effect: others.isEmpty
            ? "The title goes its own way." : "The title takes them up for what the passage says."
        ))
    }
    let shaped = FormHabit.all(of: title)
    steps += form.reasons.filter { shaped.contains($0.habit) }.compactMap { reason in
      Quotation.habit(reason.habit, factor: reason.factor, in: statistics).map { evidence in
        ReasoningPath.Step(
          features: reason.factor.map { factor in
            features.indices.filter { features[$0].factor == factor }
          } ?? [], factor: reason.factor, evidence: evidence,
          effect: "The title \(reason.habit.words), as titles do"
            + (reason.factor.map { " where \"\(factors[$0].name)\" comes up." } ?? "."))
      }
    }
    return ReasoningPath(steps: Array(steps), conclusion: title)
  }
}

extension Titles {
  /// Takes the habits noted at the fit. Counts them anew where a person excluded interactions
  /// since, which have no title then.
  init(_ context: SessionContext) {
    let titled = context.history.filter { !$0.response.isEmpty }
    let noted =
      titled.count == context.history.count ? context.notes.answers.flatMap(TitleHabits.init) : nil
    self.init(habits: noted ?? TitleHabits(history: titled), knowledge: context.knowledge)
  }

  /// The habits.
  func learn(
    from past: @autoclosure () -> PastAnswers, checkCancellation: () throws -> Void
  ) throws -> (trust: EvidenceTrust?, kept: Data?) { (nil, habits.stored) }
}
