internal import Embeddings
internal import RPM

/// `dpl` and `drp`: what sets the person apart from representative other people of the task, and the
/// K most similar past answers.
///
/// `dpl` compares in respects that are given (Qiu and others, 2025, arXiv:2503.02450), `drp` in ones
/// that the model finds first (Chen and others, 2025, arXiv:2511.15389). Here all representatives
/// stand in one call.
struct DifferenceMethod: PromptingMethod {
  /// In which respects people are compared.
  enum Respects: Sendable {
    /// In those that are given.
    case given
    /// In those that the model finds.
    case found
  }

  let respects: Respects

  init(_ respects: Respects) {
    self.respects = respects
  }

  /// How many people the person is compared with.
  static let representatives = 3
  /// So many of a person's last answers say where the person stands among the others.
  static let placed = 5

  var name: String { respects == .given ? "dpl" : "drp" }
  var kind: MethodKind { .elaborate }
  var looksAtOthers: Bool { true }

  func summary(completes: Bool) -> String {
    "what sets the person apart from three others, in respects that "
      + (respects == .given ? "are given" : "the model finds")
      + ", and the K most similar past answers"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    completes ? nil : "the built-in model cannot say in words what sets people apart"
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    var calls = MethodCalls.questions(user, k: k) {
      $0.profile = String(repeating: "likes it plain ", count: 40)
    }
    // People of one task write alike: the person stands in for the others.
    calls.portraits = [
      request(
        user.history, others: (0..<Self.representatives).map { _ in user.history },
        answers: user.task.answers)
    ]
    return calls
  }

  func asking(_ bench: PersonBench, _ completer: any Completing) async throws -> PromptedPerson {
    guard !bench.others.isEmpty else { throw RoleFailure(Company.nobody) }
    let search = try await QuerySearch.embedding(bench)
    let others = try await Self.chosen(bench)
    let differences = try await completer.portrait(
      request(bench.history, others: others, answers: bench.answers))
    return PromptedPerson(completer: completer) { query in
      bench.question(
        query, showing: try await search.ranking(for: query).prefix(bench.k)
      ) { $0.profile = differences }
    }
  }

  private func request(
    _ history: [Interaction], others: [[Interaction]], answers: AnswerSpace
  ) -> PortraitRequest {
    .differences(
      of: history, others: others, respects: respects == .given ? Self.given(answers) : [])
  }

  /// The respects of `dpl`.
  static func given(_ answers: AnswerSpace) -> [String] {
    [
      "what in a text counts for the person, and what does not",
      "how strong or how mild the answers are",
      answers == .open
        ? "how the answers are worded and formed"
        : "which answers come more often than with others, and which more seldom",
    ]
  }

  /// The histories of the others that stand for all of them.
  private static func chosen(_ bench: PersonBench) async throws -> [[Interaction]] {
    guard bench.others.count > representatives else { return bench.others }
    let texts = bench.others.map { history in
      history.suffix(placed).map { "\($0.query)\n\($0.response)" }
    }
    let vectors = try await bench.embedder.embed(texts.flatMap(\.self))
    var rest = vectors[...]
    let people = texts.map { texts in
      defer { rest = rest.dropFirst(texts.count) }
      return rest.prefix(texts.count).reduce(
        into: [Float](repeating: 0, count: bench.embedder.dimensions)
      ) {
        for index in $0.indices where $1.indices.contains(index) { $0[index] += $1[index] }
      }
    }
    return Representatives.chosen(representatives, among: people).map { bench.others[$0] }
  }
}
