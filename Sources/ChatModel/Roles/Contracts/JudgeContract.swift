internal import RPM

/// The reply of judging. For free text `{f1: taken | turned | left, …}`; for questions with options
/// `{sides: {A: for | against | neither, …}, moved: [f1, …]}`.
struct JudgeContract: Sendable {
  /// How many features there are.
  var count: Int
  /// The question with its options; `nil` where the answer is free text.
  var question: SurveyQuestion?
  /// The answer that was given.
  var response: String

  /// - Parameter answers: what may be answered.
  init(_ request: JudgementRequest, answers: AnswerSpace) {
    count = request.features.count
    question = answers == .options ? SurveyQuestion(query: request.item.query) : nil
    response = request.item.response
  }

  private static let sides: [(word: String, stance: Stance)] = [
    ("for", .favour), ("against", .against), ("neither", .middle),
  ]
  private static let fates = ["taken", "turned", "left"]

  var schema: JSONSchema {
    let ids = (1...max(1, count)).map { "f\($0)" }
    guard let question else {
      return .object(ids.map { .init($0, .string(oneOf: Self.fates)) })
    }
    return .object([
      .init(
        "sides",
        .object(
          question.options.map { .init($0.letter, .string(oneOf: Self.sides.map(\.word))) })),
      .init(
        "moved", .array(of: .string(oneOf: ids), min: 1, max: ids.count),
        description: "id of a feature"),
    ])
  }

  /// Reads what was judged, in the order of the features.
  func judgement(in reply: String) throws(ReplyProblem) -> ItemJudgement {
    let fields = try ReplyField(reply: reply, list: "moved")
    guard let question else { return ItemJudgement(features: try fates(fields)) }
    guard let chosen = question.index(of: response) else { return ItemJudgement() }
    let option = question.options[chosen]
    let letter = try fields.field("sides").field(option.letter)
    let word = try letter.text().lowercased()
    guard let side = Self.sides.first(where: { $0.word == word })?.stance else {
      throw letter.problem("\"\(word.prefix(40))\" is not for, against or neither")
    }
    // No side is judged into "don't know": it is an answer of its own, told by its words.
    let stance = SurveyQuestion.isNoAnswer(option.text) ? .unanswered : side
    var moved: Set<Int> = []
    for id in try fields.field("moved").list() {
      if let position = ReplyField.position(try id.text(), letter: "f", count: count) {
        moved.insert(position)
      }
    }
    // A feature that moves somebody moves them to the side they take.
    let polarity: Judgement.Polarity =
      switch stance {
      case .favour: .positive
      case .against: .negative
      case .middle, .unanswered: .neutral
      }
    return ItemJudgement(
      features: (0..<count).map {
        Judgement(feature: $0, isInfluential: moved.contains($0), polarity: polarity)
      }, stance: stance)
  }

  private func fates(_ fields: ReplyField) throws(ReplyProblem) -> [Judgement] {
    var judgements: [Judgement] = []
    for feature in 0..<count {
      let field = try fields.field("f\(feature + 1)")
      switch try field.text().lowercased() {
      case "taken":
        judgements.append(Judgement(feature: feature, isInfluential: true, polarity: .positive))
      case "turned":
        judgements.append(Judgement(feature: feature, isInfluential: true, polarity: .negative))
      case "left", "left out":
        judgements.append(Judgement(feature: feature, isInfluential: false, polarity: .neutral))
      case let word:
        throw field.problem("\"\(word.prefix(40))\" is not taken, turned or left")
      }
    }
    return judgements
  }
}
