/// What is to be written about a person from past answers, for later prompts to show.
public enum PortraitRequest: Sendable, Hashable {
  /// A summary in a few sentences (PAG); of a long history of its last part.
  case summary(of: [Interaction])
  /// At most so many hypotheses on what moves the answers, one a line, from a few past answers
  /// (HyPerAlign).
  case hypotheses(of: [Interaction], count: Int)
  /// What sets the person apart from others, one difference a line (DPL, DRP).
  ///
  /// - `others`: past answers of other people, one list a person.
  /// - `respects`: what is compared; where there is none the model finds it first.
  case differences(of: [Interaction], others: [[Interaction]], respects: [String])
  /// A persona in words; of a long history of its last part (PersonaAgent).
  case persona(of: [Interaction])
  /// A better persona than one that missed some past answers.
  case betterPersona(than: String, misses: [AdviceRequest.Miss])
}
