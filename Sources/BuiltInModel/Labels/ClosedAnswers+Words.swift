internal import Embeddings
internal import RPM

extension ClosedAnswers {
  /// Whose a word is.
  enum Owner: Hashable {
    case factor(Factor.ID)
    case masked
    case nobody
  }

  /// The words of each factor's features, and the rest of the text.
  func wordParts(for item: Case, owners: [Owner]) -> [Evidence.Part] {
    context.task.answers.isOrdered
      ? slopeParts(for: item, owners: owners) : affinityParts(for: item, owners: owners)
  }

  /// For each token, the factor of the first feature that has its stem.
  func wordOwners(of item: Case) -> [Owner] {
    var ownerOfStem: [UInt64: Owner] = [:]
    func claim(_ feature: Feature, for owner: Owner) {
      var vocabulary = Vocabulary()
      let name = ParsedText(feature.name, vocabulary: &vocabulary)
      for token in name.tokens {
        let key = vocabulary.words[token.word].key
        if ownerOfStem[key] == nil { ownerOfStem[key] = owner }
      }
    }
    for feature in item.features {
      if let factor = feature.factor { claim(feature, for: .factor(factor)) }
    }
    for feature in item.masked { claim(feature, for: .masked) }
    return item.text.tokens.map {
      ownerOfStem[item.words.vocabulary.words[$0.word].key] ?? .nobody
    }
  }

  private func affinityParts(for item: Case, owners: [Owner]) -> [Evidence.Part] {
    var sums: [Owner: [Float]] = [:]
    var cueShares: [Owner: [Double]] = [:]
    // Beside the shares, because the order of a dictionary would not be the same every time.
    var allCues = [Double](repeating: 0, count: glosses.count)
    var known: [Int: [Float]] = [:]
    for (token, owner) in zip(item.text.tokens, owners) {
      let word = item.words.vocabulary.words[token.word]
      let isNew = known[token.word] == nil
      let vector = known[token.word] ?? context.knowledge.sum(of: word.text)
      known[token.word] = vector
      if owner != .nobody { sums[owner] = sums[owner].map { zip($0, vector).map(+) } ?? vector }
      // A word that is said twice means it once.
      guard isNew, owner != .masked, word.isContent else { continue }
      let share = cues.nearness(of: normalised(vector)).map { weights.cues * $0 }
      cueShares[owner] = cueShares[owner].map { zip($0, share).map(+) } ?? share
      allCues = zip(allCues, share).map(+)
    }
    var whole = context.knowledge.sum(of: item.query)
    if let masked = sums[.masked] { whole = zip(whole, masked).map(-) }
    let affinity = EvidenceTerms.Affinity(text: whole, glosses: glosses, weight: weights.words)
    let total = zip(affinity.share(of: whole), allCues).map(+)
    var shares: [Owner: [Double]] = [:]
    for (owner, sum) in sums {
      let share = affinity.share(of: sum)
      shares[owner] = cueShares[owner].map { zip($0, share).map(+) } ?? share
    }
    return parts(of: item, shares: shares) { spoken in zip(total, spoken).map(-) }
  }

  /// Tone or reputation as a slope over the scale, shared out over the words.
  private func slopeParts(for item: Case, owners: [Owner]) -> [Evidence.Part] {
    let shares: [Double]
    let whole: Double
    if context.notes.style == .reviews {
      let tone = Tone(of: item.text, words: item.words) { owners[$0] == .masked }
      (shares, whole) = (tone.shares, tone.value)
    } else {
      let reputation = Reputation(of: item.text, words: item.words) { owners[$0] == .masked }
      (shares, whole) = (reputation.shares, reputation.value)
    }
    let positions = EvidenceTerms.positions(answerCounts: item.statistics.answers)
    var sums: [Owner: Double] = [:]
    for (share, owner) in zip(shares, owners) where share != 0 {
      sums[owner, default: 0] += share
    }
    let total = EvidenceTerms.tone(
      whole - context.notes.meanTone, positions: positions, weight: weights.words)
    let spoken = sums.mapValues {
      EvidenceTerms.tone($0, positions: positions, weight: weights.words)
    }
    return parts(of: item, shares: spoken) { spoken in zip(total, spoken).map(-) }
  }

  func parts(
    of item: Case, shares: [Owner: [Double]], rest: ([Double]) -> [Double]
  ) -> [Evidence.Part] {
    var parts: [Evidence.Part] = []
    var spoken = [Double](repeating: 0, count: context.task.answers.labels.count)
    for factor in item.features.activeFactors {
      guard let values = shares[.factor(factor)] else { continue }
      spoken = zip(spoken, values).map(+)
      parts.append(
        Evidence.Part(
          kind: .words, name: item.factors[factor].name, factor: factor, values: values))
    }
    parts.append(Evidence.Part(kind: .rest, name: "rest of the text", values: rest(spoken)))
    return parts
  }
}
