internal import Evaluation

/// What somebody types at the question which of two rationales is better.
enum RatingReply: Hashable {
  /// A choice, what stands left as the first, and why.
  case choice(Preference, why: String)
  /// The last one again.
  case back
  /// Later.
  case skip
  /// Enough for now.
  case quit
  /// What the keys mean, also where nothing else is meant.
  case help

  /// What the keys mean.
  static let keys = [
    "l left, r right, e equal, b both bad; words behind it say why: l names what they mind",
    "u back to the one before, s skip it for now, q stop: what is rated is kept",
  ]

  /// Reads a line.
  init(_ line: String) {
    let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let why = parts.count > 1 ? parts[1].trimmingWhitespace() : ""
    switch parts.first?.lowercased() {
    case "l", "left": self = .choice(.first, why: why)
    case "r", "right": self = .choice(.second, why: why)
    case "e", "equal": self = .choice(.equal, why: why)
    case "b", "bad", "both": self = .choice(.bad, why: why)
    case "u", "back": self = .back
    case "s", "skip": self = .skip
    case "q", "quit": self = .quit
    default: self = .help
    }
  }
}
