internal import RPM

/// One survey question of GlobalOpinionQA with the shares of its options in each country.
struct OpinionRow {
  /// Why a country's answer is left out.
  enum Omission: String, Error, Hashable, CaseIterable {
    case number = "not one share for each option"
    case sum = "the shares are more than .02 from 1 together"
    case nothing = "all shares are of answers such as \"don't know\""
    case margin = "the two largest shares are less than .05 apart"
  }

  /// The shares of all options may be so far from 1.
  private static let sumTolerance = 0.02
  /// The largest share is so far above the next.
  private static let leastMargin = 0.05

  /// The text of the question.
  let question: String
  /// Shares by country, one an option of the file; in the order of the file.
  let countries: [(name: String, shares: [Double?])]
  /// How many options the file has.
  private let optionCount: Int
  /// The options that are answers, by their position in the file.
  private let kept: [Int]
  /// The question with its option lines.
  let query: String
  /// The letters of the options that are answers.
  let letters: [String]

  /// Whether there is anything to choose between.
  var hasChoice: Bool { kept.count >= 2 }

  /// Reads question, selections and options of a record, each also where it is a text as Python
  /// prints it.
  init(_ record: Record) throws(RecordMistake) {
    question = try record.filledText("question").onOneLine
    let texts = try Self.options(record)
    optionCount = texts.count
    kept = texts.indices.filter { !DontKnow.isOne(texts[$0]) }
    guard kept.count <= 26 else {
      throw RecordMistake("\(kept.count) options are answers; there are letters for 26")
    }
    let shown = kept.map { texts[$0] }
    query = SurveyQuestion.query(stem: question, options: shown)
    let printed = SurveyQuestion(query: query).options
    guard printed.map(\.text) == shown || kept.count < 2 else {
      throw RecordMistake("an option cannot be printed on a line, or is empty")
    }
    letters = printed.map(\.letter)
    countries = try Self.countries(record)
  }

  private static func options(_ record: Record) throws(RecordMistake) -> [String] {
    var texts: [String] = []
    for item in try record.list("options") {
      guard let words = item.asText else {
        throw RecordMistake("options: option \(texts.count + 1) is no text")
      }
      guard !words.utf8.contains(0) else {
        throw RecordMistake(
          "options: option \(texts.count + 1) holds the character U+0000, which cannot be stored")
      }
      texts.append(words.onOneLine)
    }
    return texts
  }

  private static func countries(
    _ record: Record
  ) throws(RecordMistake) -> [(name: String, shares: [Double?])] {
    let selections = try record.nested("selections")
    guard case .object(let entries) = selections else {
      throw RecordMistake(column: "selections", "is \(selections.kind), no dictionary")
    }
    guard !entries.isEmpty else { throw RecordMistake(column: "selections", "is empty") }
    var countries: [(name: String, shares: [Double?])] = []
    for entry in entries {
      guard entry.key.contains(where: { !$0.isWhitespace }) else {
        throw RecordMistake("selections: a country has no name")
      }
      // Where rows of one form name all countries, those that were not asked have nothing.
      if entry.value == .null { continue }
      guard case .array(let values) = entry.value else {
        throw RecordMistake("selections: the shares of \(entry.key) are no list")
      }
      countries.append((entry.key.trimmed, values.map(share)))
    }
    return countries
  }

  private static func share(_ value: JSONValue) -> Double? {
    let share: Double? =
      switch value {
      case .number(let text), .string(let text): Double(text.trimmed)
      default: nil
      }
    return share.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
  }

  /// The letter of the largest share, once answers such as "don't know" are left out and the others
  /// add up to 1.
  func answer(to shares: [Double?]) -> Result<String, Omission> {
    let values = shares.compactMap(\.self)
    guard shares.count == optionCount, values.count == shares.count else {
      return .failure(.number)
    }
    // A hair more, since the shares were rounded one by one.
    guard abs(values.reduce(0, +) - 1) <= Self.sumTolerance + 1e-9 else { return .failure(.sum) }
    let total = kept.reduce(0) { $0 + values[$1] }
    guard total > 0 else { return .failure(.nothing) }
    let ranked = kept.indices.sorted {
      (values[kept[$1]], $0) < (values[kept[$0]], $1)
    }
    let margin = (values[kept[ranked[0]]] - values[kept[ranked[1]]]) / total
    guard margin >= Self.leastMargin - 1e-9 else { return .failure(.margin) }
    return .success(letters[ranked[0]])
  }
}
