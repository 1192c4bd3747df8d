internal import Foundation
internal import RPM

/// `naive-bayes`: which words the person's texts of each label have.
///
/// Multinomial naive Bayes with each word counted once a text, and the labels' own frequency. Of the
/// usual variants the stronger one is taken for each kind of answer: on a scale every word counts and
/// every count has one added, and the answer is the median of what it believes; for other labels
/// only words that tell texts apart, without the s of a plural, and one half added. It needs no
/// language model and is the same with one.
struct NaiveBayesMethod: EvaluationMethod {
  let name = "naive-bayes"
  let kind = MethodKind.simple

  func summary(completes: Bool) -> String {
    "the words that the person's texts of each label have, as a bag of words"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    switch answers {
    case .labels: nil
    case .options: "options differ from question to question, so that no label has words"
    case .open: "free text has no labels to tell apart"
    }
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    Prepared(bayes: try NaiveBayes(bench.history, answers: bench.answers))
  }

  private struct Prepared: PreparedMethod {
    let bayes: NaiveBayes

    func answer(_ query: String) async throws -> MethodAnswer { bayes.answer(to: query) }
  }
}

/// Counts of words by label.
struct NaiveBayes: Sendable {
  private let labels: [String]
  private let ordered: Bool
  private let priors: [Double]
  private let counts: [[String: Int]]
  private let totals: [Int]
  private let vocabulary: Set<String>

  /// A word that more texts have than this share of them tells none apart.
  static let common = 0.3

  /// What is added to every count.
  private var added: Double { ordered ? 1 : 0.5 }

  /// Counts a history.
  ///
  /// - Throws: `RoleFailure` without a labelled text.
  init(_ history: [Interaction], answers: AnswerSpace) throws {
    labels = answers.labels
    ordered = answers.isOrdered
    let items = history.compactMap { item in
      answers.index(of: item.response).map { label in
        (label: label, words: Self.words(item.query, ordered: answers.isOrdered))
      }
    }
    guard !items.isEmpty else { throw RoleFailure("No past answer is one of the labels.") }
    var holders: [String: Int] = [:]
    for item in items {
      for word in item.words { holders[word, default: 0] += 1 }
    }
    let most = answers.isOrdered ? items.count : max(1, Int(Self.common * Double(items.count)))
    vocabulary = Set(holders.filter { $0.value <= most }.keys)
    var counts = [[String: Int]](repeating: [:], count: labels.count)
    for item in items {
      for word in item.words.intersection(vocabulary) { counts[item.label][word, default: 0] += 1 }
    }
    priors = labels.indices.map { label in
      Double(items.count { $0.label == label }) / Double(items.count)
    }
    totals = counts.map { $0.values.reduce(0, +) }
    self.counts = counts
  }

  /// The words of a text, each once.
  private static func words(_ text: String, ordered: Bool) -> Set<String> {
    let words = Rouge.words(text)
    return ordered ? Set(words) : Set(words.filter { $0.utf8.count >= 3 }.map(stem))
  }

  /// A word without the s of a plural.
  private static func stem(_ word: String) -> String {
    if word.utf8.count > 4, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    let isPlural =
      word.utf8.count > 3 && word.hasSuffix("s")
      && !["ss", "us", "is"].contains(where: word.hasSuffix)
    return isPlural ? String(word.dropLast()) : word
  }

  /// The label it believes in most, on a scale the median, with its probability.
  func answer(to query: String) -> MethodAnswer {
    let probabilities = probabilities(of: query)
    let chosen = LabelChoice.index(probabilities, ordered: ordered)
    return MethodAnswer(response: labels[chosen], confidence: probabilities[chosen])
  }

  /// One probability a label; a label that was never given has none. Words that no text had say
  /// nothing.
  func probabilities(of query: String) -> [Double] {
    // In order, since a sum of fractions depends on it.
    let words = Self.words(query, ordered: ordered).intersection(vocabulary).sorted()
    let logits = labels.indices.map { label in
      guard priors[label] > 0 else { return -Double.infinity }
      let total = Double(totals[label]) + added * Double(vocabulary.count)
      return words.reduce(log(priors[label])) { sum, word in
        sum + log((Double(counts[label][word, default: 0]) + added) / total)
      }
    }
    return softmax(logits)
  }
}
