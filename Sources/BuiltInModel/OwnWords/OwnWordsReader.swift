internal import Embeddings
internal import Foundation
internal import RPM

/// Reads a text by a person's own words: what each stem, pair and word of it adds to every label.
///
/// Two texts are alike as far as their stems and pairs are, weighted by rarity, and as far as they lie
/// near in the table of words, half each. Both are sums over words, so that what own words say is one
/// as well.
struct OwnWordsReader: Sendable {
  let words: OwnWords
  /// The row of each text that was learned from.
  private let rowOfText: [String: Int]
  private let texts: [OwnText]
  private let rarity: WordRarity
  /// What a stem or pair adds, one value a label.
  private let lifts: [UInt64: [Double]]
  /// What a direction of the table adds, one vector a label.
  private let directions: [[Float]]

  /// - Parameters:
  ///   - texts: the texts of the rows, in their order.
  ///   - queries: the same as they stand in the history.
  init(_ words: OwnWords, texts: [OwnText], queries: [String]) {
    self.words = words
    self.texts = texts
    rowOfText = Dictionary(zip(queries, queries.indices)) { $1 }
    rarity = WordRarity(texts)
    let labels = words.weights.columns
    var lifts: [UInt64: [Double]] = [:]
    var directions = Array(
      repeating: [Float](repeating: 0, count: texts.first?.direction.count ?? 0), count: labels)
    for (row, text) in texts.enumerated() {
      let weights = words.weights[row]
      for (term, share) in zip(text.terms, rarity.shares(of: text)) where share > 0 {
        var lift = lifts[term.key] ?? [Double](repeating: 0, count: labels)
        for label in 0..<labels { lift[label] += 0.5 * share * Double(weights[label]) }
        lifts[term.key] = lift
      }
      for label in 0..<labels {
        let weight = 0.5 * weights[label]
        for dimension in text.direction.indices {
          directions[label][dimension] += weight * text.direction[dimension]
        }
      }
    }
    self.lifts = lifts
    self.directions = directions
  }

  /// The row that was learned from a text.
  func row(of query: String) -> Int? { rowOfText[query] }

  /// What own words say of a text.
  ///
  /// - Parameters:
  ///   - sums: the table's sum of each token, not normalised; `length` is that of the whole text.
  ///   - leftOut: the row whose answer counts for nothing, since it is the one asked for.
  /// - Returns: what each token adds, and all of it; the tokens lack what stands between them.
  func values(
    of text: OwnText, sums: [[Float]], length: Double, leftOut: Int?
  ) -> (tokens: [[Double]], whole: [Double]) {
    let labels = words.weights.columns
    var tokens = Array(repeating: [Double](repeating: 0, count: labels), count: sums.count)
    var whole = [Double](repeating: 0, count: labels)
    let own = leftOut.map { (weights: words.weights[$0], text: texts[$0]) }
    let shares = rarity.shares(of: text)
    let ownShares = own.map {
      Dictionary(zip($0.text.terms.map(\.key), rarity.shares(of: $0.text))) { $1 }
    }
    for (term, share) in zip(text.terms, shares) where share > 0 {
      guard let lift = lifts[term.key] else { continue }
      let mine = ownShares?[term.key] ?? 0
      for label in 0..<labels {
        let others = lift[label] - 0.5 * mine * Double(own?.weights[label] ?? 0)
        let value = share * others
        whole[label] += value
        for token in term.tokens { tokens[token][label] += value / Double(term.tokens.count) }
      }
    }
    guard length > 0 else { return (tokens, whole) }
    for label in 0..<labels {
      var direction = directions[label]
      if let own {
        let weight = 0.5 * own.weights[label]
        for dimension in direction.indices {
          direction[dimension] -= weight * own.text.direction[dimension]
        }
      }
      whole[label] += Double(dot(direction, text.direction))
      for (token, sum) in sums.enumerated() {
        tokens[token][label] += Double(dot(direction, sum)) / length
      }
    }
    if let leftOut { whole = words.leftOut[leftOut].map(Double.init) }
    return (tokens, whole)
  }

  /// How alike texts are: 1 for the same.
  static func kernel(of texts: [OwnText]) -> SymmetricMatrix {
    let rarity = WordRarity(texts)
    let shares = texts.map { text in
      Dictionary(zip(text.terms.map(\.key), rarity.shares(of: text))) { $1 }
    }
    return SymmetricMatrix(size: texts.count) { first, second in
      let (small, large) =
        shares[first].count < shares[second].count
        ? (shares[first], shares[second]) : (shares[second], shares[first])
      // In the order of the text, because the order of a dictionary is not the same every time.
      let order = texts[shares[first].count < shares[second].count ? first : second].terms
      let words = order.reduce(0) { $0 + (small[$1.key] ?? 0) * (large[$1.key] ?? 0) }
      return 0.5 * words + 0.5 * Double(dot(texts[first].direction, texts[second].direction))
    }
  }
}

/// How rare stems and pairs are among some texts.
struct WordRarity: Sendable {
  private let weights: [UInt64: Double]

  /// `max(0, ln((N + 1) / (n + ½)))` of what n of N texts have.
  init(_ texts: [OwnText]) {
    var counts: [UInt64: Int] = [:]
    for text in texts { for term in text.terms { counts[term.key, default: 0] += 1 } }
    let all = Double(texts.count + 1)
    weights = counts.mapValues { max(0, log(all / (Double($0) + 0.5))) }
  }

  /// What each term of a text weighs, so that their squares add up to 1; what no text has weighs
  /// nothing.
  func shares(of text: OwnText) -> [Double] {
    let own = text.terms.map { weights[$0.key] ?? 0 }
    let length = own.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? own.map { $0 / length } : own
  }
}
