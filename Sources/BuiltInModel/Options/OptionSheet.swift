internal import RPM

/// A survey question as the options model reads it: what each printed option is called and
/// which side it takes.
struct OptionSheet: Sendable {
  /// The options as printed.
  let options: [SurveyQuestion.Option]
  /// The question without its options.
  let stem: String
  /// The options' wordings, made comparable.
  let wordings: [String]
  /// Which options stand for having no answer.
  let isDontKnow: [Bool]
  /// Which options are only taken down when people bring them up themselves.
  let isVolunteered: [Bool]
  /// Which side each option takes; all `nil` where the options as a whole form no such scale.
  let stances: [Double?]
  /// What two questions with the same scale have in common.
  let scale: String
  /// The side that people in general take, `nil` where that is not known or there are no sides.
  let usualStance: Double?

  /// Takes a query apart.
  ///
  /// - Parameter stance: reads an option; many questions share theirs.
  init(query: String, stance: (String) -> OptionStance = OptionStance.init) {
    let question = SurveyQuestion(query: query)
    let read = question.options.map { stance($0.text) }
    options = question.options
    stem = question.stem
    isDontKnow = read.map(\.isDontKnow)
    isVolunteered = read.map(\.isVolunteered)
    let substantive = read.indices.filter { !read[$0].isDontKnow }
    let wordings = question.options.map { Self.wording($0.text) }
    self.wordings = wordings
    scale = substantive.map { wordings[$0] }.joined(separator: "|")

    let known = read.compactMap(\.value)
    let spread = (known.max() ?? 0) - (known.min() ?? 0)
    let isScale =
      known.count >= 2 && Double(known.count) >= 0.6 * Double(substantive.count)
      && spread >= 0.3
    stances = read.map { isScale && !$0.isDontKnow ? $0.value ?? 0 : nil }
    usualStance = isScale ? PublicOpinion.stance(on: question.stem) : nil
  }

  /// The index of the option that a response names by letter or, failing that, by its text.
  func index(of response: String) -> Int? {
    let wanted = response.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return options.firstIndex { $0.letter == wanted }
      ?? wordings.firstIndex(of: Self.wording(wanted))
  }

  /// Whether the options take sides.
  var takesSides: Bool { stances.contains { $0 != nil } }

  /// The side of an option, `nil` where it takes none. "Don't know" is an answer of its own.
  func stance(of option: Int) -> Stance? {
    isDontKnow[option] ? .unanswered : stances[option].map(Self.side)
  }

  /// The side a value falls on; between -0.2 and 0.2 is the middle.
  static func side(_ value: Double) -> Stance {
    value > 0.2 ? .favour : value < -0.2 ? .against : .middle
  }

  /// Lower case, without what interviewers are told in parentheses.
  private static func wording(_ text: String) -> String {
    var kept = ""
    var rest = text.lowercased()[...]
    while let open = rest.firstIndex(of: "(") {
      guard let close = rest[open...].firstIndex(of: ")") else { break }
      kept += rest[..<open]
      let inside = Phrase.words(String(rest[open...close]))
      if inside.first != "vol" && inside.first != "volunteered" && inside != ["do", "not", "read"] {
        kept += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    kept += rest
    let plain = String(kept.map { $0 == "\u{2019}" ? "'" : $0 })
    return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
