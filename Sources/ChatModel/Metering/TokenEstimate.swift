public import RPM

/// How many tokens a text has, roughly: before a call, and where a server does not say.
///
/// Words of Latin script have about four bytes a token; in other scripts a character is about one
/// token.
public enum TokenEstimate {
  /// What a message costs beside its text.
  static let messageOverhead = 4

  /// The tokens of a text.
  public static func tokens(in text: String) -> Int {
    var narrow = 0
    var wide = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case ..<0x80: narrow += 1
      // Latin letters with accents, Greek, Cyrillic, Hebrew, Arabic: about two characters a token.
      case ..<0x900: narrow += 2
      default: wide += 1
      }
    }
    return (narrow + 3) / 4 + wide
  }

  /// The tokens of messages.
  public static func tokens(in messages: [Exchange.Message]) -> Int {
    messages.reduce(0) { $0 + tokens(in: $1.text) + messageOverhead }
  }

  /// The tokens that a reply to a stage's call is likely to have: a guess from what the replies must
  /// look like.
  public static func expectedOutput(of stage: Stage) -> Int {
    switch stage {
    case .extract: 120
    case .cluster: 120
    case .count: 50
    case .reason: 160
    case .generate: 180
    case .retrieve, .audit: 0
    }
  }

  /// The tokens that the reply to a request is likely to have: as its stage's usually do, more where
  /// the room that it was given shows that much is wanted, and never more than that room.
  static func expectedOutput(to request: ChatRequest, stage: Stage) -> Int {
    min(request.maxTokens, max(expectedOutput(of: stage), request.maxTokens / 4))
  }
}
