internal import Foundation

/// A title put together from pieces of a passage.
struct TitleDraft: Sendable, Hashable {
  /// The pieces as ranges of tokens, one or two.
  var spans: [Range<Int>]
  /// The word between two pieces.
  var joiner: String?
  /// The token of a name that stands before a colon.
  var name: Int?
  /// The distinct words of the text that it holds, in order of appearance there.
  var words: [Int]
  /// Its length in words, with the joining word.
  var length: Int
  /// The expected number of shared words.
  var expectation: Double
}

/// Cuts titles out of a passage and ranks them by how much they are expected to overlap with the
/// title this user would give: twice the expected shared words over both lengths, as ROUGE-1 counts,
/// with the user's median length for the unknown one.
struct TitleComposer: Sendable {
  private let text: TitleText
  private let probabilities: [Double]
  private let usualLength: Double
  private let form: TitleForm

  /// What a habit is worth, in expected overlap: enough to prefer it among likely titles.
  private static let worthOfHabit = 0.25
  private static let longestSpan = 14
  /// A passage goes on for ever sometimes; what it is about is said before this many tokens.
  private static let reach = 3000
  private static let paired = 60
  private static let pairingPrice = 0.25
  private static let named = 60
  /// What a joining word is worth: how often titles hold it, less .3 for a title in two pieces,
  /// which reads worse than its words suggest.
  private static let joiners = [("for", 0.05), ("with", -0.15)]

  init(
    _ text: TitleText, probabilities: [Double], usualLength: Double, form: TitleForm = .usual
  ) {
    self.text = text
    self.probabilities = probabilities
    self.usualLength = usualLength
    self.form = form
  }

  /// The expected overlap of a draft, 0 to 1, with what its form is worth.
  func score(_ draft: TitleDraft) -> Double {
    2 * draft.expectation / (Double(draft.length) + usualLength) + worthOfForm(draft)
  }

  /// What it is worth that a title begins as the person's titles do.
  func worthOfForm(_ draft: TitleDraft) -> Double {
    guard form.follows(.beginsWithNumber), draft.name == nil, let first = draft.spans.first,
      isNumber(first.lowerBound)
    else { return 0 }
    return Self.worthOfHabit
  }

  private func isNumber(_ token: Int) -> Bool {
    text.tokens[token].surface.contains(where: \.isNumber)
  }

  /// What the joining word adds to the expectation.
  static func worth(ofJoiner joiner: String?) -> Double {
    joiners.first { $0.0 == joiner }?.1 ?? 0
  }

  /// All drafts worth a look, best first; among equals the one that begins earlier, then the
  /// shorter. Empty when no phrase of the passage can stand alone.
  func drafts() -> [TitleDraft] {
    let spans = self.spans()
    var drafts = spans + pairs(of: spans)
    sort(&drafts)
    let names = self.names
    let withNames = drafts.prefix(Self.named).flatMap { named($0, by: names) }
    drafts += withNames
    sort(&drafts)
    return drafts
  }

  private func sort(_ drafts: inout [TitleDraft]) {
    drafts = Self.sorted(drafts, by: score)
  }

  /// The drafts with the highest value first; among equals the earlier and shorter.
  private static func sorted(
    _ drafts: [TitleDraft], by value: (TitleDraft) -> Double
  ) -> [TitleDraft] {
    let values = drafts.map(value)
    // Numbers are sorted instead of drafts, which are larger.
    return drafts.indices.sorted { first, second in
      if values[first] != values[second] { return values[first] > values[second] }
      return drafts[first].key.lexicographicallyPrecedes(drafts[second].key)
    }.map { drafts[$0] }
  }

  // MARK: One piece

  private func spans() -> [TitleDraft] {
    var drafts: [TitleDraft] = []
    for start in text.tokens.indices.prefix(Self.reach) where mayBegin(at: start) {
      for end in (start + 1)...min(text.tokens.count, start + Self.longestSpan) {
        let last = text.tokens[end - 1]
        if last.isMark || last.sentence != text.tokens[start].sentence
          || TitleLanguage.breaking.contains(last.lower)
        {
          break
        }
        if mayEnd(before: end) { drafts.append(draft(of: [start..<end])) }
      }
    }
    return drafts
  }

  private func mayBegin(at index: Int) -> Bool {
    let token = text.tokens[index]
    guard !token.isMark, !TitleLanguage.cannotOpen(token.lower) else { return false }
    guard index > 0 else { return true }
    if form.follows(.beginsWithNumber), isNumber(index) { return true }
    let before = text.tokens[index - 1]
    return before.isMark || before.sentence != token.sentence || before.isFunction
      || TitleLanguage.leadsIn(before.lower) || TitleLanguage.praising.contains(before.lower)
  }

  private func mayEnd(before end: Int) -> Bool {
    let last = text.tokens[end - 1]
    guard !TitleLanguage.neverAtEnds.contains(last.lower), !last.isFunction,
      !TitleLanguage.isUnfinished(last.lower)
    else { return false }
    guard end < text.tokens.count else { return true }
    let after = text.tokens[end]
    return after.isMark || after.sentence != last.sentence || after.isFunction
  }

  // MARK: Two pieces

  private func pairs(of spans: [TitleDraft]) -> [TitleDraft] {
    // A lone word says too little to be half of a title.
    let best = Self.sorted(spans.filter { $0.length > 1 }) {
      $0.expectation - Self.pairingPrice * Double($0.length)
    }.prefix(Self.paired)
    let content = best.map { draft in
      Set(draft.words.filter { !TitleLanguage.function.contains(text.words[$0].text) })
    }
    var drafts: [TitleDraft] = []
    for (one, first) in best.enumerated() {
      for (other, second) in best.enumerated() where one != other {
        guard isBefore(first.spans[0], second.spans[0]),
          !first.spans[0].overlaps(second.spans[0]),
          content[one].isDisjoint(with: content[other]),
          let joiner = Self.joiners.first(where: { !holds($0.0, first) && !holds($0.0, second) })
        else { continue }
        drafts.append(draft(of: [first.spans[0], second.spans[0]], joiner: joiner.0))
      }
    }
    return drafts
  }

  /// Which of two pieces comes first: what is proposed, so the one nearer behind "we propose", and
  /// then what it is for. Where nothing is proposed, the order of the passage.
  private func isBefore(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    func distance(_ span: Range<Int>) -> Int {
      text.tokens[span].flatMap(\.words).compactMap { text.words[$0].afterCue }.min() ?? .max
    }
    return (distance(one), one.lowerBound) < (distance(other), other.lowerBound)
  }

  private func holds(_ word: String, _ draft: TitleDraft) -> Bool {
    draft.words.contains { text.words[$0].text == word }
  }

  // MARK: A name before

  /// The draft with each fitting name before it.
  private func named(_ draft: TitleDraft, by names: [Int]) -> [TitleDraft] {
    names.compactMap { name in
      let words = text.tokens[name].words
      guard Set(words).isDisjoint(with: draft.words) else { return nil }
      var result = draft
      result.name = name
      result.words = (draft.words + words).sorted()
      result.length += words.count
      result.expectation += words.reduce(0) { $0 + probabilities[$1] }
      return result
    }
  }

  /// Tokens that name what the passage proposes: near the cue, written like a name, and brought in
  /// as one or used again.
  private var names: [Int] {
    guard let cue = text.cueSentence else { return [] }
    var seen: Set<String> = []
    return text.tokens.indices.filter { index in
      let token = text.tokens[index]
      guard token.sentence == cue || token.sentence == cue + 1,
        TitleLanguage.looksLikeName(token.surface)
      else { return false }
      return isIntroduced(index) && seen.insert(token.lower).inserted
    }
  }

  /// Whether a token is named as something new. Capitals alone also abbreviate what everybody knows,
  /// so they must follow the verb or "called" at once.
  private func isIntroduced(_ index: Int) -> Bool {
    let token = text.tokens[index]
    let before = text.tokens[max(0, index - 2)..<index]
    let isCalled = before.contains {
      TitleLanguage.isProposing($0.lower) || TitleLanguage.calling.contains($0.lower)
    }
    guard token.surface.contains(where: \.isLowercase) else { return isCalled }
    return isCalled || text.tokens[max(0, index - 1)].isMark
      || token.words.allSatisfy { text.words[$0].count > 1 }
  }

  // MARK: Parts

  private func draft(of spans: [Range<Int>], joiner: String? = nil) -> TitleDraft {
    var words: [Int] = []
    var length = joiner == nil ? 0 : 1
    for span in spans {
      for token in text.tokens[span] {
        length += token.words.count
        for word in token.words where !words.contains(word) { words.append(word) }
      }
    }
    words.sort()
    return TitleDraft(
      spans: spans, joiner: joiner, name: nil, words: words, length: length,
      expectation: words.reduce(Self.worth(ofJoiner: joiner)) { $0 + probabilities[$1] })
  }

  /// The draft as a title in the person's form; usually small joining words, and a capital for every
  /// other word.
  func title(_ draft: TitleDraft) -> String {
    var pieces: [String] = []
    for (index, span) in draft.spans.enumerated() {
      if index > 0, let joiner = draft.joiner { pieces.append(joiner) }
      pieces += text.tokens[span].filter {
        !form.leavesArticlesOut || !Self.articles.contains($0.lower)
      }.map(\.surface)
    }
    let title = pieces.enumerated().map { index, word in
      let lower = word.lowercased()
      if form.shouted.contains(lower) { return word.uppercased() }
      if index == 0 { return Self.capitalized(word) }
      guard form.hasTitleCase else { return word }
      return TitleLanguage.small.contains(lower) ? lower : Self.capitalized(word)
    }.joined(separator: " ")
    return (draft.name.map { "\(text.tokens[$0].surface): \(title)" } ?? title) + form.mark
  }

  private static let articles: Set = ["a", "an", "the"]

  /// The word with its first letter, and the first after a hyphen where it is no small word, as
  /// capitals.
  private static func capitalized(_ word: String) -> String {
    word.split(separator: "-", omittingEmptySubsequences: false).enumerated().map { index, part in
      index > 0 && TitleLanguage.small.contains(String(part))
        ? String(part) : part.prefix(1).uppercased() + part.dropFirst()
    }.joined(separator: "-")
  }
}

extension TitleDraft {
  /// Orders drafts that score alike.
  fileprivate var key: [Int] {
    spans.flatMap { [$0.lowerBound, $0.upperBound] } + [name ?? -1]
  }
}
