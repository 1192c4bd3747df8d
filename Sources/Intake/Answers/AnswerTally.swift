/// Counts the answers of a task, to tell what kind they are.
struct AnswerTally: Sendable {
  /// More different answers than this are no labels.
  private static let limit = 2000
  private static let longest = 120

  /// How often an answer was given, by its spelling without space around it, and which came first.
  private(set) var spellings: [String: (count: Int, first: Int)] = [:]
  /// The values of answers that are numbers, up to the limit.
  private(set) var values: Set<Double> = []
  private(set) var total = 0
  private(set) var numbers = 0
  /// Answers with space around them.
  private(set) var spaced = 0
  /// Whether there are too many, or too long, answers to be labels.
  private(set) var isMany = false
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity
  /// Answers to queries that print their options and are one of them.
  private(set) var printed = 0
  /// Answers with options of their own.
  private(set) var withOptions = 0

  mutating func add(_ answer: SourceAnswer) {
    add(answer.response)
    if answer.options?.isEmpty == false { withOptions += 1 }
    if OptionLines.answer(answer.response, to: answer.query) != nil { printed += 1 }
  }

  mutating func add(_ response: String) {
    let text = response.trimmed
    if text.utf8.count != response.utf8.count { spaced += 1 }
    if let number = AnswerNumber(text) {
      numbers += 1
      low = min(low, number.value)
      high = max(high, number.value)
      if values.count < Self.limit { values.insert(number.value) }
    }
    if !isMany {
      spellings[text, default: (0, total)].count += 1
      if spellings.count > Self.limit || text.utf8.count > Self.longest {
        isMany = true
        spellings = [:]
      }
    }
    total += 1
  }

  /// Spellings of one answer together: by case, space and way of writing a number.
  var folded: [(label: String, count: Int, spellings: [String])] {
    var groups: [String: [(text: String, count: Int, first: Int)]] = [:]
    for (text, entry) in spellings {
      groups[AnswerForm.key(text), default: []].append((text, entry.count, entry.first))
    }
    return groups.map { key, texts in
      let ranked = texts.sorted { ($1.count, $0.first) < ($0.count, $1.first) }
      let label = AnswerNumber(key)?.label ?? ranked[0].text
      return (
        label, ranked.reduce(0) { $0 + $1.count }, ranked.map(\.text),
        ranked.map(\.first).min() ?? 0
      )
    }.sorted { $0.3 < $1.3 }.map { ($0.0, $0.1, $0.2) }
  }
}
