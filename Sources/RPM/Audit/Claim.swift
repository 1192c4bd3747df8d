/// One claim of a quote: what it speaks of and the numbers it gives.
struct Claim: Sendable, Hashable {
  /// What a claim speaks of.
  enum Subject: Sendable, Hashable {
    /// `P(label)`.
    case propensity(Int)
    /// `P(…)` of a label that the task does not have.
    case unknownLabel(String)
    /// `base`, of the label named before.
    case base
    /// `shrunk`, of the label named before.
    case shrunk
    /// `lift`, of the label named before.
    case lift
    /// `influence`.
    case influence
    /// `coverage`, `support`, `seen` or `n`.
    case support
    /// `positive`, `neutral`, `negative`.
    case polarity(Judgement.Polarity)
    /// `for`, `middle`, `against` within the factor.
    case stance(Stance)
    /// `base for`, `base middle`, `base against`.
    case baseStance(Stance)
    /// A habit of form, within the factor of the step where it has one.
    case habit(FormHabit)
    /// `base` before a habit of form: over all answers.
    case baseHabit(FormHabit)
    /// Nothing known, or two things at once: no statistic can be told to be meant.
    case unclear
  }

  /// The words of the claim.
  var text: String
  /// What it speaks of.
  var subject: Subject
  /// The label that it names, also where it speaks of its base rate.
  var label: Int?
  /// Its numbers, in order.
  var numbers: [Numeral]

  /// The claims of a quote that give numbers, in order.
  ///
  /// Claims end at commas, semicolons, line ends, the end of a sentence, and before a further
  /// `P(`. `P(5)` belongs to its claim, but its 5 is a name and not a number.
  static func all(in quote: QuotedText, labels: [String]) -> [Claim] {
    let scalars = quote.scalars
    var claims: [Claim] = []
    var start = 0
    while start < scalars.count {
      if isSeparator(at: start, in: scalars) || scalars[start].properties.isWhitespace {
        start += 1
        continue
      }
      var bodyStart = start
      var named: (subject: Subject, label: Int?)?
      var lead = ""
      var end = start
      while end < scalars.count, !isSeparator(at: end, in: scalars) {
        guard opensLabel(at: end, in: scalars) else {
          end += 1
          continue
        }
        // What stands before may say "base" or "lift" of this label; numbers are claims already.
        lead = string(scalars[bodyStart..<end])
        if named != nil || scalars[bodyStart..<end].contains(where: Numeral.isDigit) { break }
        let (subject, after) = label(after: end + 2, in: scalars, labels: labels)
        if case .propensity(let label) = subject {
          named = (subject, label)
        } else {
          named = (subject, nil)
        }
        bodyStart = after
        end = after
      }
      let numbers = Numeral.all(in: scalars[bodyStart..<end], names: quote.featureCount)
      let body = self.subject(of: string(scalars[bodyStart..<end]))
      let subject = Self.subject(named: named?.subject, lead: self.subject(of: lead), body: body)
      if !numbers.isEmpty || isUnknown(subject) {
        claims.append(
          Claim(
            text: string(scalars[start..<end]).trimmingWhitespace(), subject: subject,
            label: named?.label, numbers: numbers))
      }
      start = max(end, start + 1)
    }
    return claims
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func isUnknown(_ subject: Subject) -> Bool {
    if case .unknownLabel = subject { true } else { false }
  }

  /// A comma within a number is none; a full stop is one where no number goes on.
  private static func isSeparator(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch scalars[index] {
    case ";", "\n", "\r", "\u{2028}", "\u{2029}": return true
    case ",":
      return !(index > 0 && Numeral.isDigit(scalars[index - 1]) && Numeral.isDigit(next))
    case ".": return next.properties.isWhitespace
    default: return false
    }
  }

  // MARK: Labels

  private static func opensLabel(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index + 1 < scalars.count, scalars[index] == "P" || scalars[index] == "p" else {
      return false
    }
    return scalars[index + 1] == "(" && (index == 0 || !scalars[index - 1].properties.isAlphabetic)
  }

  /// Reads the label behind `P(`. Labels may hold brackets and commas, so the longest label that
  /// fits is taken.
  private static func label(
    after start: Int, in scalars: [Unicode.Scalar], labels: [String]
  ) -> (Subject, Int) {
    let rest = scalars[start...]
    func length(_ label: String) -> Int? {
      let count = label.unicodeScalars.count
      guard rest.starts(with: label.unicodeScalars), rest.dropFirst(count).first == ")" else {
        return nil
      }
      return count
    }
    let fitting = labels.indices.compactMap { index in length(labels[index]).map { (index, $0) } }
    if let (index, length) = fitting.max(by: { $0.1 < $1.1 }) {
      return (.propensity(index), start + length + 1)
    }
    let close = rest.firstIndex(of: ")") ?? scalars.count
    return (.unknownLabel(string(rest[..<close])), min(close + 1, scalars.count))
  }

  // MARK: Subjects

  private static func subject(named: Subject?, lead: Subject?, body: Subject?) -> Subject {
    guard let named else { return body ?? .unclear }
    if isUnknown(named) { return named }
    switch (lead, body) {
    case (nil, nil): return named
    case (.base?, nil), (.shrunk?, nil), (.lift?, nil): return lead ?? .unclear
    default: return .unclear
    }
  }

  /// What words speak of; `nil` where they name no statistic.
  private static func subject(of text: String) -> Subject? {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    if let habit = FormHabit.named(in: words.drop { $0 == "base" }) {
      return words.first == "base" ? .baseHabit(habit) : .habit(habit)
    }
    if let first = words.first, let stance = stance(first) { return .stance(stance) }
    var found: Subject?
    for (index, word) in words.enumerated() {
      guard var subject = statistic(word) else { continue }
      if subject == .base, index + 1 < words.count, let stance = stance(words[index + 1]) {
        subject = .baseStance(stance)
      }
      if let found, found != subject { return .unclear }
      found = subject
    }
    return found
  }

  private static func stance(_ word: String) -> Stance? {
    Stance.allCases.first { $0.word == word }
  }

  private static func statistic(_ word: String) -> Subject? {
    switch word {
    case "base": .base
    case "shrunk": .shrunk
    case "lift": .lift
    case "influence": .influence
    case "coverage", "support", "seen", "n": .support
    case "positive": .polarity(.positive)
    case "neutral": .polarity(.neutral)
    case "negative": .polarity(.negative)
    default: nil
    }
  }
}
