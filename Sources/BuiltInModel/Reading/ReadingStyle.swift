/// How the queries of a user want to be read.
enum ReadingStyle: String, Sendable, Hashable, Codable {
  /// Texts that describe: topics alone.
  case descriptions
  /// Texts that judge, answered on a scale: evaluations first, and their tone counts.
  case reviews
  /// Survey questions: topics of the question, without its options.
  case questions
  /// Abstracts and the like, answered in free text.
  case passages

  /// Above this share of listed evaluative words a text judges. On the tuning users, reviews lie
  /// at .053 and above and descriptions at .031 and below.
  static let reviewShare = 0.045

  /// The most topics a query gives.
  var topicLimit: Int {
    switch self {
    case .descriptions: 20
    case .reviews: 4
    case .questions: 10
    case .passages: 14
    }
  }

  /// The share of a history's words that the lexicon lists: what tells reviews from descriptions.
  static func evaluativeShare(of texts: [ParsedText], vocabulary: Vocabulary) -> Double {
    let isEvaluative = vocabulary.words.map {
      !$0.isStop && Lexicon.value(ofStem: $0.stem) != nil
    }
    let tokens = texts.reduce(0) { $0 + $1.tokens.count }
    let evaluative = texts.reduce(0) { sum, text in
      sum + text.tokens.count { isEvaluative[$0.word] }
    }
    return tokens > 0 ? Double(evaluative) / Double(tokens) : 0
  }
}
