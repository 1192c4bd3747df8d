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

  /// Reads question, selections and options.
  init(_ fields: [String?]) throws(UserLine.Mistake) {
    guard fields.count == 3, let question = fields[0], let selections = fields[1],
      let options = fields[2]
    else { throw UserLine.Mistake("the row has too few fields") }
    self.question = question.split(whereSeparator: \.isNewline).joined(separator: " ")
      .trimmingWhitespace()
    guard !self.question.isEmpty else { throw UserLine.Mistake("question is empty") }
    let texts = try Self.options(options)
    optionCount = texts.count
    kept = texts.indices.filter { !DontKnow.isOne(texts[$0]) }
    guard kept.count <= 26 else {
      throw UserLine.Mistake("\(kept.count) options are answers; there are letters for 26")
    }
    let shown = kept.map { texts[$0] }
    query = SurveyQuestion.query(stem: self.question, options: shown)
    let printed = SurveyQuestion(query: query).options
    guard printed.map(\.text) == shown || kept.count < 2 else {
      throw UserLine.Mistake("an option cannot be printed on a line, or is empty")
    }
    letters = printed.map(\.letter)
    countries = try Self.countries(selections)
  }

  private static func literal(
    _ text: String, _ column: String
  ) throws(UserLine.Mistake) -> PythonLiteral {
    do throws(PythonLiteral.Mistake) {
      return try PythonLiteral(text)
    } catch {
      throw UserLine.Mistake("\(column): at character \(error.offset + 1), \(error.reason)")
    }
  }

  private static func options(_ text: String) throws(UserLine.Mistake) -> [String] {
    guard case .list(let items) = try literal(text, "options") else {
      throw UserLine.Mistake("options is no list")
    }
    var texts: [String] = []
    for item in items {
      guard let words = item.words else {
        throw UserLine.Mistake("option \(texts.count + 1) is no text")
      }
      texts.append(
        words.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingWhitespace())
    }
    return texts
  }

  private static func countries(
    _ text: String
  ) throws(UserLine.Mistake) -> [(name: String, shares: [Double?])] {
    guard case .dictionary(let entries) = try literal(text, "selections") else {
      throw UserLine.Mistake("selections is no dictionary")
    }
    var countries: [(name: String, shares: [Double?])] = []
    for entry in entries {
      guard case .text(let name) = entry.key, name.contains(where: { !$0.isWhitespace }) else {
        throw UserLine.Mistake("selections: a country has no name")
      }
      guard case .list(let values) = entry.value else {
        throw UserLine.Mistake("selections: the shares of \(name) are no list")
      }
      countries.append(
        (
          name: name.trimmingWhitespace(),
          shares: values.map { value in
            if case .number(let share) = value, share >= 0, share.isFinite { share } else { nil }
          }
        ))
    }
    return countries
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

/// Knows the answers that are none, such as "DK/Refused".
enum DontKnow {
  private static let words: Set<String> = [
    "dk", "don't know", "dont know", "do not know", "refused", "refuse", "refusal", "na", "n/a",
    "no answer", "no response", "not sure", "unsure", "can't say", "cannot say", "undecided",
    "no opinion", "missing", "other missing", "unknown", "not applicable", "not asked",
    "not available", "can't choose", "cannot choose", "none/don't know",
  ]

  /// Whether an option is nothing but such words.
  static func isOne(_ option: String) -> Bool {
    var text = option.lowercased().replacing("’", with: "'").replacing("‘", with: "'")
    for remark in ["(vol.)", "(vol)", "(volunteered)", "(do not read)", "(don't read)"] {
      text = text.replacing(remark, with: " ")
    }
    if words.contains(text.trimmingWhitespace()) { return true }
    let parts = text.replacing(" or ", with: "/").split { "/,;()".contains($0) }
      .map { String($0).trimmingWhitespace() }.filter { !$0.isEmpty }
    return !parts.isEmpty && parts.allSatisfy(words.contains)
  }
}
