internal import Foundation
internal import RPM

/// `features-linear`: the features and factors of the fitted model as 0/1 columns of a softmax
/// regression that is learned on the history: what the method finds in texts, without its reasoning.
///
/// It needs no language model beside the one that reads the texts. A scale is answered with the
/// median. Of questions with options the letters are the labels, so that it says something only
/// where letters mean the same from one question to the next. How far weights are held back is
/// chosen by ten parts of the history, each left out in turn.
struct FeaturesLinearMethod: EvaluationMethod {
  let name = "features-linear"
  let kind = MethodKind.simple

  func summary(completes: Bool) -> String {
    "a small linear model over the features and factors that the fit found"
  }

  func absence(for answers: AnswerSpace, completes: Bool) -> String? {
    answers == .open ? "free text has no labels to tell apart" : nil
  }

  func calls(for user: User, k: Int) -> MethodCalls {
    var calls = MethodCalls()
    (calls.needsFit, calls.readsQueries) = (true, true)
    return calls
  }

  func prepare(_ bench: PersonBench) async throws -> any PreparedMethod {
    let asker = try await ModelAsker(bench)
    return Prepared(
      asker: asker,
      model: try FeaturesLinear(
        asker.model.memory.entries.map(\.features), history: bench.history, answers: bench.answers))
  }

  private struct Prepared: PreparedMethod {
    let asker: ModelAsker
    let model: FeaturesLinear

    var factors: Int? { asker.model.factors.count }

    func answer(_ query: String) async throws -> MethodAnswer {
      model.answer(to: query, with: try await asker.features(of: query))
    }
  }
}

/// A softmax regression over features and factors.
struct FeaturesLinear: Sendable {
  /// What a column stands for.
  private enum Column: Hashable {
    case feature(String)
    case factor(Factor.ID)
  }

  /// At most so many of the last answers are learned from.
  static let mostItems = 400
  /// At most so many columns, those that the most texts have.
  static let mostColumns = 300
  /// So many parts are left out in turn.
  static let parts = 10
  /// What is tried, the most cautious first; of equals it stays.
  static let lambdas = [30.0, 10, 3, 1, 0.3, 0.1]

  private let answers: AnswerSpace
  private let labels: [String]
  private let columns: [Column: Int]
  private let model: SoftmaxRegression
  /// How far weights are held back.
  let lambda: Double

  /// Learns from a history.
  ///
  /// - Parameter features: the features of each query of the history, in order.
  /// - Throws: `RoleFailure` without an answer that is a label.
  init(_ features: [[Feature]], history: [Interaction], answers: AnswerSpace) throws {
    self.answers = answers
    let items = zip(features, history).suffix(Self.mostItems)
    let given = Set(items.map(\.1.response))
    let labels =
      answers == .options
      ? given.filter { $0.count == 1 }.sorted() : answers.labels.filter(given.contains)
    self.labels = labels
    guard !labels.isEmpty else { throw RoleFailure("No past answer is one of the labels.") }
    let known = items.compactMap { features, item in
      labels.firstIndex(of: item.response).map { (Self.columns(of: features), $0) }
    }
    let columns = Self.chosen(known.map(\.0))
    self.columns = columns
    let examples = known.map { wanted, label in
      SoftmaxRegression.Example(
        columns: wanted.compactMap { columns[$0] }.sorted(), label: label)
    }
    lambda = Self.lambda(for: examples, labels: labels.count, columns: columns.count)
    model = SoftmaxRegression(
      examples, labels: labels.count, columns: columns.count, lambda: lambda)
  }

  private static func columns(of features: [Feature]) -> Set<Column> {
    Set(features.map { Column.feature($0.name.lowercased()) })
      .union(features.activeFactors.map(Column.factor))
  }

  /// The columns that at least two texts have, the commonest, in an order that is always the same.
  private static func chosen(_ texts: [Set<Column>]) -> [Column: Int] {
    var counts: [Column: Int] = [:]
    for text in texts { for column in text { counts[column, default: 0] += 1 } }
    func rank(_ column: Column) -> (Int, Int, String) {
      switch column {
      case .factor(let id): (-counts[column, default: 0], id, "")
      case .feature(let name): (-counts[column, default: 0], .max, name)
      }
    }
    let shared = counts.keys.filter { counts[$0, default: 0] > 1 }.sorted { rank($0) < rank($1) }
    return Dictionary(
      uniqueKeysWithValues: shared.prefix(mostColumns).enumerated().map { ($1, $0) })
  }

  /// The lambda under which answers that were left out are the likeliest.
  private static func lambda(
    for examples: [SoftmaxRegression.Example], labels: Int, columns: Int
  ) -> Double {
    guard columns > 0, labels > 1, examples.count > 2 else { return lambdas[0] }
    var losses = lambdas.map { _ in 0.0 }
    let parts = min(parts, examples.count)
    for part in 0..<parts {
      let learned = examples.indices.filter { $0 % parts != part }.map { examples[$0] }
      var start: [Double]?
      for (index, lambda) in lambdas.enumerated() {
        let model = SoftmaxRegression(
          learned, labels: labels, columns: columns, lambda: lambda, start: start)
        start = model.weights
        for left in stride(from: part, to: examples.count, by: parts) {
          // A label that only this part has would cost without an end.
          let probability = model.probabilities(of: examples[left].columns)[examples[left].label]
          losses[index] -= log(max(probability, 1e-6))
        }
      }
    }
    var best = 0
    for index in losses.indices where losses[index] < losses[best] - 1e-9 { best = index }
    return lambdas[best]
  }

  /// The likeliest label that may be answered, on a scale the median, with its probability.
  func answer(to query: String, with features: [Feature]) -> MethodAnswer {
    let active = Self.columns(of: features).compactMap { columns[$0] }.sorted()
    var probabilities = model.probabilities(of: active)
    if answers == .options {
      let offered = Set(SurveyQuestion(query: query).options.map(\.letter))
      let kept = labels.indices.map { offered.contains(labels[$0]) ? probabilities[$0] : 0 }
      let sum = kept.reduce(0, +)
      if sum > 0 { probabilities = kept.map { $0 / sum } }
    }
    let chosen = LabelChoice.index(probabilities, ordered: answers.isOrdered)
    return MethodAnswer(response: labels[chosen], confidence: probabilities[chosen])
  }
}
