internal import Embeddings
internal import Foundation
internal import RPM

/// What a person's answers to questions worded alike say of the options of a question.
struct OptionWordsReader: Sendable {
  /// A past question with its place in the rows.
  private struct Row: Sendable {
    var interaction: Int
    var text: OwnText
    var shares: [UInt64: Double]
    var places: [OptionPlace]
    var options: Range<Int>
  }

  let words: OwnWords
  private let rows: [Row]
  private let rarity: WordRarity

  /// `nil` where the notes are of other questions.
  init?(_ words: OwnWords, texts: [OwnText], past: [OptionAnswers.Past]) {
    self.words = words
    rarity = WordRarity(texts)
    var rows: [Row] = []
    for (interaction, text) in zip(words.rows, texts) {
      let start = rows.last?.options.upperBound ?? 0
      rows.append(
        Row(
          interaction: interaction, text: text,
          shares: Dictionary(zip(text.terms.map(\.key), rarity.shares(of: text))) { $1 },
          places: OptionPlace.all(of: past[interaction].sheet),
          options: start..<start + past[interaction].sheet.options.count))
    }
    self.rows = rows
    guard words.weights.count == rows.last?.options.upperBound ?? 0,
      words.leftOut.count == words.weights.count
    else { return nil }
  }

  /// What each past question says of the options of another one, by its interaction.
  ///
  /// - Parameter muted: stems and pairs that count for nothing.
  func values(
    of text: OwnText, _ sheet: OptionSheet,
    muted: Set<UInt64> = [], without: (Int) -> Bool
  ) -> [(interaction: Int, values: [Double])] {
    let shares = rarity.shares(of: text)
    let places = OptionPlace.all(of: sheet)
    return rows.compactMap { row in
      guard !without(row.interaction) else { return nil }
      var near = 0.0
      for (term, share) in zip(text.terms, shares) where !muted.contains(term.key) {
        near += share * (row.shares[term.key] ?? 0)
      }
      near = 0.5 * near + 0.5 * Double(dot(text.direction, row.text.direction))
      guard near > 0 else { return nil }
      let values = places.map { option in
        zip(row.options, row.places).reduce(0) { sum, other in
          sum + near * option.likeness(to: other.1) * Double(words.weights[other.0][0])
        }
      }
      return (row.interaction, values)
    }
  }

  /// What is said of the options of a past question without its answer; `nil` where it is no row.
  func leftOut(_ interaction: Int) -> [Double]? {
    rows.first { $0.interaction == interaction }
      .map { $0.options.map { Double(words.leftOut[$0][0]) } }
  }
}

extension OptionAnswers {
  /// So many rows, options of past questions, are learned from: those of the last questions.
  static let mostRows = 480
  static let fewestQuestions = 8

  func learn(
    from past: @autoclosure () -> PastAnswers, checkCancellation: () throws -> Void
  ) throws -> (trust: EvidenceTrust?, kept: Data?) {
    guard variant != .withoutOwnWords else { return (nil, nil) }
    let history = past()
    var rows: [Int] = []
    var count = 0
    for row in history.lastPlaces(where: { self.past[$0].chosen != nil }).reversed() {
      count += self.past[row].sheet.options.count
      if count > Self.mostRows { break }
      rows.append(row)
    }
    rows.reverse()
    guard rows.count >= Self.fewestQuestions else { return (nil, nil) }
    var questions: [OptionWordsFit.Question] = []
    for row in rows {
      try checkCancellation()
      questions.append(question(at: row, of: history))
    }
    let texts = rows.map { ownText(of: self.past[$0].sheet.stem) }
    let result = try OptionWordsFit(
      questions: questions, kernel: kernel(of: rows, texts),
      mayTurn: history.history.areInOrderOfTime
    ).result(checkCancellation: checkCancellation)
    let words = OwnWords(
      trust: EvidenceTrust(
        habits: 1, words: 1, factors: 1, usual: result.usual, habitsAlone: 0,
        mistaken: Ratio(0, of: 0),
        turn: result.turn.map { history.turn($0.turn, rows: rows, belief: $0.belief) }), rows: rows,
      weights: FloatRows(result.weights.map { [$0] }),
      leftOut: FloatRows(result.leftOut.map { [$0] }))
    own.reader = OptionWordsReader(words, texts: texts, past: self.past)
    return (words.trust, try JSONEncoder().encode(words))
  }

  /// The sum over a past question's options from everything but itself.
  private func question(
    at row: Int, of history: PastAnswers
  ) -> OptionWordsFit.Question {
    let item = past[row]
    let evidence = evidence(
      for: target(
        query: item.query, features: history.features(at: row), factors: history.factors,
        statistics: history.statistics(without: row),
        ranking: history.ranking(at: row, limit: memoryBreadth), listed: 0), reader: nil)
    return OptionWordsFit.Question(logits: evidence.logits, chosen: item.chosen ?? 0)
  }

  private func kernel(of rows: [Int], _ texts: [OwnText]) -> SymmetricMatrix {
    let near = OwnWordsReader.kernel(of: texts)
    let places = rows.enumerated().flatMap { question, row in
      OptionPlace.all(of: past[row].sheet).map { (question: question, option: $0) }
    }
    return SymmetricMatrix(size: places.count) { first, second in
      let (one, other) = (places[first], places[second])
      return max(0, near[one.question, other.question])
        * one.option.likeness(to: other.option)
    }
  }

  /// A question as own words see it.
  func ownText(of stem: String) -> OwnText { OwnText(stem, knowledge: knowledge) }

  /// Takes what a fit kept.
  func read(_ kept: Data?) {
    guard variant != .withoutOwnWords, let kept,
      let words = try? JSONDecoder().decode(OwnWords.self, from: kept),
      words.rows.allSatisfy(past.indices.contains), words.weights.columns == 1
    else { return }
    own.reader = OptionWordsReader(
      words,
      texts: Parallel.map(words.rows, minimumPerPiece: 8) { ownText(of: past[$0].sheet.stem) },
      past: past)
  }

  /// What answers to questions worded alike say of each option.
  func ownWords(_ target: Target, reader: OptionWordsReader) -> Evidence.Term {
    var muted: Set<UInt64> = []
    for feature in target.masked { muted.formUnion(ownText(of: feature.name).terms.map(\.key)) }
    let others = Set(target.others)
    let found = reader.values(
      of: ownText(of: target.sheet.stem), target.sheet, muted: muted
    ) { !others.contains($0) }
    let none = [Double](repeating: 0, count: target.sheet.options.count)
    var whole = found.reduce(none) { zip($0, $1.values).map(+) }
    // A past question has what is said of it without its answer.
    if muted.isEmpty, let place = past.firstIndex(where: { $0.query == target.query }),
      let leftOut = reader.leftOut(place), leftOut.count == whole.count
    {
      whole = leftOut
    }
    let byQuestion = Dictionary(found.map { ($0.interaction, $0.values) }) { $1 }
    var parts: [Evidence.Part] = []
    var rest = whole
    for example in target.ranking.prefix(target.listed) {
      guard let values = byQuestion[example.interaction] else { continue }
      parts.append(
        Evidence.Part(
          kind: .example, name: caption(of: example), interaction: example.interaction,
          values: values))
      rest = zip(rest, values).map(-)
    }
    parts.append(Evidence.Part(kind: .others, name: "the others together", values: rest))
    return Evidence.Term(name: "own words", values: whole, parts: parts)
  }
}
