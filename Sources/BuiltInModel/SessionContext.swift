internal import Foundation
internal import RPM

/// What all calls of a session share: the user's task and history, and how to read a text of this
/// user. A value; nothing in it changes while the session lasts.
struct SessionContext: Sendable {
  /// The task.
  let task: TaskDefinition
  /// The history: during a fit the one that is fitted, later the one that was.
  let history: [Interaction]
  /// What words mean.
  let knowledge: any WordKnowledge
  /// What is kept of the fit.
  let notes: Notes
  /// The history's texts taken apart; `nil` when asking, where nobody needs them.
  let historyTexts: TextBatch?
  /// What values words; `nil` where tone is not read.
  let valence: Valence?
  /// What factors do in the sum.
  let variant: BuiltInModel.Variant

  /// Reads a history, or takes what was noted of it.
  init(
    _ subject: Subject, knowledge: any WordKnowledge, direction: ValenceDirection,
    variant: BuiltInModel.Variant = .factors, checkCancellation: () throws -> Void = {}
  ) throws {
    task = subject.task
    history = subject.history
    self.knowledge = knowledge
    self.variant = variant
    let allValence = Valence(knowledge: knowledge, direction: direction)
    if let data = subject.notes, let notes = Notes(data) {
      self.notes = notes
      historyTexts = nil
      valence = notes.style == .reviews ? allValence : nil
      return
    }
    let answers = subject.task.answers
    var vocabulary = Vocabulary()
    let texts = try subject.history.map { item in
      try checkCancellation()
      return ParsedText(Self.readable(item.query, answers: answers), vocabulary: &vocabulary)
    }
    let style = Self.style(of: answers, texts: texts, vocabulary: vocabulary)
    valence = style == .reviews ? allValence : nil
    let batch = TextBatch(
      texts: texts, words: WordMeasures(vocabulary, knowledge: knowledge, valence: valence))
    try checkCancellation()
    let tones = batch.texts.map { text -> Double in
      switch style {
      case .reviews: return Tone(of: text, words: batch.words).value
      case .descriptions where answers.isOrdered:
        return Reputation(of: text, words: batch.words).value
      default: return 0
      }
    }
    historyTexts = batch
    notes = Notes(
      style: style, repeated: RepeatedPhrases(in: texts, vocabulary: vocabulary),
      properNames: HashSet(vocabulary.words.filter { $0.isMostlyName }.map(\.key)),
      meanTone: tones.isEmpty ? 0 : tones.reduce(0, +) / Double(tones.count))
  }

  /// The reader of this user's texts.
  var reader: FeatureReader {
    FeatureReader(style: notes.style, repeated: notes.repeated, properNames: notes.properNames)
  }

  /// Where this user's features lie.
  var space: FeatureSpace {
    FeatureSpace(knowledge: knowledge, hasValence: notes.style == .reviews)
  }

  /// A query taken apart, by itself.
  func read(_ query: String) -> TextBatch {
    TextBatch(
      [Self.readable(query, answers: task.answers)], knowledge: knowledge, valence: valence)
  }

  /// A query taken apart: as it was when the session was opened, or now.
  func parsed(_ query: String, interaction: Int?) -> (ParsedText, WordMeasures) {
    if let interaction, let batch = historyTexts, batch.texts.indices.contains(interaction),
      history[interaction].query == query
    {
      return (batch.texts[interaction], batch.words)
    }
    let batch = read(query)
    return (batch.texts[0], batch.words)
  }

  /// The part of a query that is read: a survey question without its options.
  static func readable(_ query: String, answers: AnswerSpace) -> String {
    if case .options = answers { SurveyQuestion(query: query).stem } else { query }
  }

  private static func style(
    of answers: AnswerSpace, texts: [ParsedText], vocabulary: Vocabulary
  ) -> ReadingStyle {
    switch answers {
    case .options: return .questions
    case .open: return .passages
    case .labels(_, let ordered):
      let share = ReadingStyle.evaluativeShare(of: texts, vocabulary: vocabulary)
      return ordered && share >= ReadingStyle.reviewShare ? .reviews : .descriptions
    }
  }
}
