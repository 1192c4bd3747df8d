package import RPM

/// What the answers of a task are, and how each is written as one of its labels.
package struct AnswerForm: Sendable, Hashable {
  /// The kinds of answers.
  package enum Kind: Sendable, Hashable {
    case labels([String], isOrdered: Bool)
    /// Numbers of which each falls into a range, whose name is the label.
    case ranges([NumberRange])
    case options
    case open
  }

  /// What they are.
  package let kind: Kind
  private let byKey: [String: String]

  /// Creates a form.
  package init(_ kind: Kind) {
    self.kind = kind
    var byKey: [String: String] = [:]
    if case .labels(let labels, _) = kind {
      for label in labels where byKey[Self.key(label)] == nil { byKey[Self.key(label)] = label }
    }
    self.byKey = byKey
  }

  /// What spellings of one answer have in common.
  static func key(_ text: String) -> String {
    if let number = AnswerNumber(text) { return number.label }
    let words = text.lowercased().split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ")
  }

  /// The labels, lowest first where they are ordered; `nil` where there are none.
  package var labels: [String]? {
    switch kind {
    case .labels(let labels, _): labels
    case .ranges(let ranges): ranges.map(\.label)
    case .options, .open: nil
    }
  }

  /// Whether the labels are a scale.
  package var isOrdered: Bool {
    switch kind {
    case .labels(_, let isOrdered): isOrdered
    case .ranges: true
    case .options, .open: false
    }
  }

  /// The label of an answer, `nil` where it is none of them.
  package func label(of response: String) -> String? {
    labels == nil ? nil : try? settled(response)
  }

  /// An answer as it is kept.
  /// - Throws: that it is none of the labels.
  func settled(_ response: String) throws(RecordMistake) -> String {
    switch kind {
    case .open, .options: return response
    case .labels(let labels, _):
      if let exact = byKey[Self.key(response)] {
        return labels.contains(response) ? response : exact
      }
    case .ranges(let ranges):
      if let number = AnswerNumber(response),
        let range = ranges.first(where: { $0.contains(number.value) })
      {
        return range.label
      }
    }
    throw RecordMistake("\"\(response.prefix(40))\" is none of the answers \(words)")
  }

  /// In words: `1 to 5`, `yes, no`, `free text`.
  package var words: String {
    switch kind {
    case .open: return "free text"
    case .options: return "options of each question"
    case .ranges(let ranges):
      return "\(ranges.count) ranges (\(ranges.map(\.label).joined(separator: ", ")))"
    case .labels(let labels, let isOrdered):
      let numbers = labels.compactMap { AnswerNumber($0)?.value }
      if isOrdered, numbers.count == labels.count, labels.count > 2,
        let first = labels.first, let last = labels.last
      {
        let step = numbers[1] - numbers[0]
        let isEven = zip(numbers, numbers.dropFirst()).allSatisfy {
          abs($1 - $0 - step) < 1e-9
        }
        if isEven, step == 1 { return "\(first) to \(last)" }
        if isEven, step == 0.5 { return "\(first) to \(last) in halves" }
      }
      let named = labels.prefix(8).joined(separator: ", ")
      return labels.count > 8 ? "\(labels.count) labels (\(named), …)" : named
    }
  }

  /// An instruction for those who have none.
  package var instruction: String { DefaultInstruction.text(for: space) }

  /// The answers as the method has them.
  package var space: AnswerSpace {
    switch kind {
    case .open: .open
    case .options: .options
    case .labels, .ranges: .labels(labels ?? [], ordered: isOrdered)
    }
  }
}

/// A range of numbers as a label.
package struct NumberRange: Sendable, Hashable {
  /// Above this, or from it on in the first range.
  var low: Double
  /// Up to this.
  var high: Double
  var isFirst: Bool
  /// Such as `21 to 40`.
  package var label: String

  func contains(_ value: Double) -> Bool {
    (isFirst ? value >= low : value > low) && value <= high
  }
}

/// What a person is asked where nobody says it.
package enum DefaultInstruction {
  /// An instruction that suits the answers.
  package static func text(for answers: AnswerSpace) -> String {
    switch answers {
    case .open: "What does this person write? Answer with the text only."
    case .options:
      "Which option does this person choose? Answer with the letter of one option."
    case .labels(let labels, ordered: true) where labels.allSatisfy({ AnswerNumber($0) != nil }):
      "Which number from \(labels.first ?? "") to \(labels.last ?? "") does this person give? "
        + "Answer with the number only."
    case .labels(let labels, _):
      "Which of these does this person answer: \(labels.prefix(30).joined(separator: ", "))? "
        + "Answer with one of them only."
    }
  }
}
