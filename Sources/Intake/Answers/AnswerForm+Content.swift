/// What the answers of a file show.
struct AnswerChoice: Sendable {
  var form: AnswerForm
  /// What was made one, or added, to be told.
  var remarks: [String] = []
  /// What somebody should decide.
  var doubts: [IntakeDoubt] = []
}

extension AnswerForm {
  /// More steps than this are many for a scale.
  private static let steps = 15
  /// More texts than this are no labels.
  private static let texts = 30

  /// The form of answers that were counted.
  ///
  /// - Parameters:
  ///   - template: what the file's shape says of them.
  ///   - labels: what the user says they are.
  ///   - ranges: how many ranges numbers shall fall into.
  static func chosen(
    by tally: AnswerTally, template: TaskTemplate.Answers, labels: [String]?, ranges: Int?
  ) -> AnswerChoice {
    if let labels {
      let isScale = labels.allSatisfy { AnswerNumber($0) != nil }
      return AnswerChoice(form: AnswerForm(.labels(labels, isOrdered: isScale)))
    }
    switch template {
    case .scale(let labels): return AnswerChoice(form: AnswerForm(.labels(labels, isOrdered: true)))
    case .labels(let labels):
      return AnswerChoice(form: AnswerForm(.labels(labels, isOrdered: false)))
    case .open: return AnswerChoice(form: AnswerForm(.open))
    case .options: return AnswerChoice(form: AnswerForm(.options))
    case .byContent: return byContent(tally, ranges: ranges)
    }
  }

  private static func byContent(_ tally: AnswerTally, ranges: Int?) -> AnswerChoice {
    guard tally.total > 0 else { return AnswerChoice(form: AnswerForm(.open)) }
    if tally.withOptions + tally.printed > 0, tally.withOptions > 0 || tally.printed == tally.total
    {
      return AnswerChoice(form: AnswerForm(.options))
    }
    var choice: AnswerChoice
    let isNumeric = tally.numbers * 10 >= tally.total * 9
    if isNumeric, let scale = scale(tally, ranges: ranges) {
      choice = scale
    } else if let labels = labels(tally) {
      choice = AnswerChoice(form: AnswerForm(.labels(labels, isOrdered: false)))
    } else {
      choice = AnswerChoice(form: AnswerForm(.open))
      if tally.printed * 2 > tally.total {
        choice.remarks.append(
          "\(Count.of(tally.printed, "answer")) of \(tally.total) are letters of options that the "
            + "query prints, the others are not: all are taken as free text")
      }
    }
    if choice.form.labels != nil { choice.remarks += merged(tally) }
    return choice
  }

  /// Texts that come again and again.
  private static func labels(_ tally: AnswerTally) -> [String]? {
    guard !tally.isMany else { return nil }
    let folded = tally.folded
    let isShort = folded.allSatisfy { $0.label.utf8.count <= 60 }
    let known: Set = ["yes", "no", "true", "false", "ja", "nein", "oui", "non", "sí", "maybe"]
    let isKnown = folded.allSatisfy { known.contains(AnswerForm.key($0.label)) }
    guard isShort, folded.count <= texts, isKnown || tally.total >= 2 * folded.count else {
      return nil
    }
    return folded.map(\.label)
  }

  /// What was made one.
  private static func merged(_ tally: AnswerTally) -> [String] {
    let groups = tally.folded.filter { $0.spellings.count > 1 }
    var remarks = groups.prefix(5).map { group in
      let texts = group.spellings.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
      return "\(texts) are one answer: \(group.label)"
    }
    if groups.count > 5 { remarks.append("and \(groups.count - 5) more were made one so") }
    if tally.spaced > 0 {
      remarks.append("space around \(Count.of(tally.spaced, "answer")) was taken away")
    }
    return remarks
  }

  /// Numbers as a scale, or in ranges.
  private static func scale(_ tally: AnswerTally, ranges: Int?) -> AnswerChoice? {
    let values = tally.values.sorted()
    guard let low = values.first, let high = values.last else { return nil }
    if let ranges, ranges > 1 {
      return AnswerChoice(form: AnswerForm(.ranges(NumberRange.split(low, high, into: ranges))))
    }
    func isWhole(_ factor: Double) -> Bool {
      values.allSatisfy { ($0 * factor).rounded() == $0 * factor }
    }
    let step = isWhole(1) ? 1 : isWhole(2) ? 0.5 : 0
    let most = step == 0.5 ? 20.0 : Double(steps)
    if step > 0, (high - low) / step < most {
      // Nobody may have given the lowest; a scale to 5 begins at 1 all the same.
      let usual = step == 1 ? [5, 7, 10] : [5.0, 10]
      let first = usual.contains(high) && low > step ? step : low
      let labels = stride(from: first, through: high, by: step).map {
        AnswerNumber(value: $0).label
      }
      var choice = AnswerChoice(form: AnswerForm(.labels(labels, isOrdered: true)))
      let added = labels.count - values.count
      if added > 0 {
        choice.remarks.append(
          "the scale is \(choice.form.words); \(Count.of(added, "step")) of it nobody gave")
      }
      return choice
    }
    // A few far apart, which come again: each a label.
    if values.count <= steps, tally.total >= 3 * values.count {
      return AnswerChoice(
        form: AnswerForm(
          .labels(values.map { AnswerNumber(value: $0).label }, isOrdered: true)))
    }
    let split = NumberRange.split(low, high, into: 5)
    let form = AnswerForm(.ranges(split))
    return AnswerChoice(
      form: form,
      doubts: [
        IntakeDoubt(
          about: .answers,
          "the answers are \(Count.of(values.count, "number")) from "
            + "\(AnswerNumber(value: low).label) to \(AnswerNumber(value: high).label), too many "
            + "for labels; they fall into \(form.words)",
          wayOut: "--ranges N takes another number of ranges")
      ])
  }
}

extension NumberRange {
  /// About so many ranges of one round width, from below the lowest to above the highest.
  static func split(_ low: Double, _ high: Double, into count: Int) -> [NumberRange] {
    let raw = max((high - low) / Double(count), 1e-9)
    var unit = 1.0
    while unit > raw { unit /= 10 }
    while unit * 10 <= raw { unit *= 10 }
    let width = [1, 2, 2.5, 5, 10].map { $0 * unit }.first { $0 >= raw - 1e-12 } ?? raw
    let isWhole = low.rounded() == low && high.rounded() == high && width.rounded() == width
    let start = (low / width).rounded(.down) * width
    var ranges: [NumberRange] = []
    var from = start
    // Rounded, so that no sum of tenths shows.
    func clean(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
    while from < high - 1e-12 || ranges.isEmpty {
      let to = clean(from + width)
      let isFirst = ranges.isEmpty
      let shown = isWhole && !isFirst ? from + 1 : from
      let word = isWhole || isFirst ? "" : "above "
      ranges.append(
        NumberRange(
          low: from, high: to, isFirst: isFirst,
          label: "\(word)\(AnswerNumber(value: clean(shown)).label) to "
            + AnswerNumber(value: to).label))
      from = to
    }
    return ranges
  }
}

/// How many, in words.
enum Count {
  /// `1 answer`, `18,301 answers`.
  static func of(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `18,301`.
  static func grouped(_ count: Int) -> String {
    var digits = String(abs(count))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (count < 0 ? "-" : "") + groups.joined(separator: ",")
  }
}
