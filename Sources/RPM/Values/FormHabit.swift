/// A habit of form that a free answer has or has not, told from its text alone (method, section 5).
///
/// Counted over a history it says how somebody writes: "begins with a number 35 of 36". Within a
/// factor it says when: "has a word in capitals 5 of 6". The words for habits of grammar are English;
/// in other languages those habits are counted as absent.
public enum FormHabit: Int, Sendable, Hashable, CaseIterable {
  /// One to five words.
  case upToFiveWords
  /// Six to ten words.
  case upToTenWords
  /// Eleven to twenty words.
  case upToTwentyWords
  /// More than twenty words.
  case overTwentyWords
  /// The first word holds a digit.
  case beginsWithNumber
  /// The first word asks: who, what, how …
  case beginsWithQuestionWord
  /// A colon.
  case hasColon
  /// The last sign is a question mark.
  case endsWithQuestionMark
  /// The last sign is a full stop.
  case endsWithFullStop
  /// The last sign is an exclamation mark.
  case endsWithExclamationMark
  /// A word of two or more letters, all of them capitals.
  case hasCapitals
  /// Something stands between quotation marks.
  case hasQuotationMarks
  /// I, we, my, our …
  case firstPerson
  /// You, your …
  case secondPerson
  /// A, an or the.
  case hasArticle
  /// Was, were, had, did, or a word in -ed.
  case hasPastForm

  /// How it is quoted. Letters only, and no comma: both would be read as part of a number.
  public var words: String {
    switch self {
    case .upToFiveWords: "has up to five words"
    case .upToTenWords: "has six to ten words"
    case .upToTwentyWords: "has eleven to twenty words"
    case .overTwentyWords: "has over twenty words"
    case .beginsWithNumber: "begins with a number"
    case .beginsWithQuestionWord: "begins with a question word"
    case .hasColon: "has a colon"
    case .endsWithQuestionMark: "ends with a question mark"
    case .endsWithFullStop: "ends with a full stop"
    case .endsWithExclamationMark: "ends with an exclamation mark"
    case .hasCapitals: "has a word in capitals"
    case .hasQuotationMarks: "has quotation marks"
    case .firstPerson: "says I or we"
    case .secondPerson: "says you"
    case .hasArticle: "has an article"
    case .hasPastForm: "has a past form"
    }
  }

  /// The habits that an answer has, in the order of the cases; none for one without a word.
  public static func all(of answer: String) -> [FormHabit] {
    let words = answer.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "\u{2019}" }
    guard let first = words.first else { return [] }
    let last = answer.last { !$0.isWhitespace && !closing.contains($0) }
    let lowered = words.map { $0.lowercased() }
    return allCases.filter { habit in
      switch habit {
      case .upToFiveWords: words.count <= 5
      case .upToTenWords: (6...10).contains(words.count)
      case .upToTwentyWords: (11...20).contains(words.count)
      case .overTwentyWords: words.count > 20
      case .beginsWithNumber: first.contains(where: \.isNumber)
      case .beginsWithQuestionWord: questionWords.contains(lowered[0])
      case .hasColon: answer.contains(":")
      case .endsWithQuestionMark: last == "?"
      case .endsWithFullStop: last == "."
      case .endsWithExclamationMark: last == "!"
      case .hasCapitals:
        words.contains { $0.count > 1 && $0.allSatisfy { $0.isUppercase && $0.isLetter } }
      case .hasQuotationMarks:
        answer.contains { "\"\u{201C}\u{201D}\u{AB}\u{BB}\u{201E}".contains($0) }
      case .firstPerson: lowered.contains(where: firstPersonWords.contains)
      case .secondPerson: lowered.contains(where: secondPersonWords.contains)
      case .hasArticle: lowered.contains(where: articles.contains)
      case .hasPastForm:
        lowered.contains { pastForms.contains($0) || $0.count > 4 && $0.hasSuffix("ed") }
      }
    }
  }

  /// The habit whose words these are, or begin with.
  static func named(in words: ArraySlice<String>) -> FormHabit? {
    guard let first = words.first, ["has", "begins", "ends", "says"].contains(first) else {
      return nil
    }
    return allCases.first {
      words.starts(with: $0.words.lowercased().split(separator: " ").map(String.init))
    }
  }

  private static let closing: Set<Character> = ["\"", "'", "\u{201D}", "\u{2019}", "\u{BB}", ")"]
  private static let questionWords: Set<String> = [
    "who", "what", "when", "where", "why", "which", "how", "whose", "whom", "can", "does", "do",
    "is", "are", "should", "will",
  ]
  private static let firstPersonWords: Set<String> = [
    "i", "i'm", "i've", "me", "my", "mine", "we", "we're", "we've", "us", "our", "ours",
  ]
  private static let secondPersonWords: Set<String> = ["you", "your", "yours", "you're", "you'll"]
  private static let articles: Set<String> = ["a", "an", "the"]
  private static let pastForms: Set<String> = ["was", "were", "had", "did"]
}
