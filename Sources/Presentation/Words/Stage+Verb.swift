package import RPM

extension Stage {
  /// What it does, in a word.
  package var verb: String {
    switch self {
    case .generate: "answer"
    default: rawValue
    }
  }
}
