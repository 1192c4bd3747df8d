/// What a call of a language model waits for.
public enum CallPhase: Sendable, Hashable {
  /// Its turn in this program's own line.
  case queued
  /// The server has it and sends nothing yet: it stands in line there, or its prompt is read.
  case sent
  /// Text comes: about so many tokens by now. Told about once a second.
  case writing(tokens: Int)
  /// Nothing: it ended, well or not.
  case over
}
