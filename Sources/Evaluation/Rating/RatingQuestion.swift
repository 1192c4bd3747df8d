/// In which respect two rationales are compared.
public enum RatingQuestion: String, Sendable, Hashable, Codable, CaseIterable {
  /// Which is truer to the person: it says what this person's answers show, and not what holds for
  /// anybody.
  case truer
  /// Which is better grounded: what it claims can be found in the text or in the past answers.
  case grounded

  /// As a person is asked.
  public var words: String {
    switch self {
    case .truer: "truer to the person"
    case .grounded: "better grounded"
    }
  }
}

extension RatingQuestion: CodingKeyRepresentable {}
