internal import RPM

/// `prior`: the person's usual answer, whatever is asked.
///
/// The commonest label or option letter, of equals the first; on a scale the median, which costs
/// least there. In free text, as many first words of the query as the person's answers have in the
/// median: it knows how much this person writes, and nothing else.
struct PriorMethod: EvaluationMethod {
  let name = "prior"
  let kind = MethodKind.simple

  func summary(completes: Bool) -> String {
    "the person's usual answer: the commonest, on a scale the median"
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    Prepared(prior: Prior(bench.history, answers: bench.answers))
  }

  private struct Prepared: PreparedMethod {
    let prior: Prior

    func answer(_ query: String) async throws -> MethodAnswer { try prior.answer(to: query) }
  }
}

/// A person's usual answers.
struct Prior: Sendable {
  private let history: [Interaction]
  private let answers: AnswerSpace
  /// How often each label was given.
  private let counts: [Int]

  init(_ history: [Interaction], answers: AnswerSpace) {
    self.history = history
    self.answers = answers
    counts = answers.labels.map { label in history.count { $0.response == label } }
  }

  /// The usual answer to a query.
  ///
  /// - Throws: `RoleFailure` without any answer to go by.
  func answer(to query: String) throws -> MethodAnswer {
    switch answers {
    case .labels(let labels, let ordered):
      guard let usual = UsualAnswer(among: labels, counts: counts, ordered: ordered),
        usual.share.total > 0
      else { throw Self.nothing }
      return MethodAnswer(response: usual.response, confidence: usual.share.value)
    case .options:
      guard let usual = UsualAnswer(to: query, in: history) else { throw Self.nothing }
      return MethodAnswer(response: usual.response, confidence: usual.share.value)
    case .open:
      let lengths = history.map { Self.words($0.response).count }.filter { $0 > 0 }.sorted()
      let words = Self.words(query)
      guard !lengths.isEmpty, !words.isEmpty else { throw Self.nothing }
      return MethodAnswer(
        response: words.prefix(lengths[(lengths.count - 1) / 2]).joined(separator: " "))
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.split(whereSeparator: \.isWhitespace)
  }

  private static let nothing = RoleFailure("There is no past answer to go by.")
}
