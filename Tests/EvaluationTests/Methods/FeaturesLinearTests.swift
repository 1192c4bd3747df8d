internal import Foundation
internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct FeaturesLinearTests {
  private typealias Example = SoftmaxRegression.Example

  /// Two texts with the first feature and one label, two with the second and the other. By symmetry
  /// one number u is sought: with λu = 2/(1 + e^2u), so that λ = 1/ln 3 gives 2u = ln 3 and
  /// probabilities of 3/4.
  @Test func theOptimumIsTheOneWorkedOutByHand() {
    let examples = [0, 1, 0, 1].map { Example(columns: [$0], label: $0) }
    let model = SoftmaxRegression(examples, labels: 2, columns: 2, lambda: 1 / log(3))
    #expect(abs(model.probabilities(of: [0])[0] - 0.75) < 1e-9)
    #expect(abs(model.probabilities(of: [1])[1] - 0.75) < 1e-9)
    // Both or neither say nothing.
    #expect(abs(model.probabilities(of: [0, 1])[0] - 0.5) < 1e-9)
    #expect(abs(model.probabilities(of: [])[0] - 0.5) < 1e-9)
    // A row a label, the intercept last.
    let u = log(3.0) / 2
    for (weight, wanted) in zip(model.weights, [u, -u, 0, -u, u, 0]) {
      #expect(abs(weight - wanted) < 1e-8)
    }
  }

  @Test func withoutColumnsTheSharesAreLearned() {
    let examples = [0, 0, 0, 1].map { Example(columns: [], label: $0) }
    let model = SoftmaxRegression(examples, labels: 2, columns: 0, lambda: 1)
    #expect(abs(model.probabilities(of: [])[0] - 0.75) < 1e-9)
  }

  @Test func atTheOptimumExpectedAndSeenDifferByThePenaltyAlone() {
    // Three labels, three columns, nothing symmetric: Σ (p - y) over texts with a column is -λw.
    let examples = [
      Example(columns: [0, 1], label: 0), Example(columns: [1], label: 0),
      Example(columns: [2], label: 1), Example(columns: [0, 2], label: 2),
      Example(columns: [], label: 2), Example(columns: [0], label: 2),
      Example(columns: [1, 2], label: 1),
    ]
    let model = SoftmaxRegression(examples, labels: 3, columns: 3, lambda: 0.3)
    for label in 0..<3 {
      func excess(_ texts: [Example]) -> Double {
        texts.reduce(0) {
          $0 + model.probabilities(of: $1.columns)[label] - ($1.label == label ? 1 : 0)
        }
      }
      #expect(abs(excess(examples)) < 1e-7)
      for column in 0..<3 {
        let sum = excess(examples.filter { $0.columns.contains(column) })
        #expect(abs(sum + 0.3 * model.weights[label * 4 + column]) < 1e-7)
      }
    }
  }

  private func feature(_ name: String, _ factor: Int? = nil) -> Feature {
    Feature(name: name, context: "", factor: factor)
  }

  private func items(_ responses: [String]) -> [Interaction] {
    responses.enumerated().map { Interaction(query: "q\($0)", response: $1) }
  }

  @Test func whatDecidesIsLearnedAndChanceIsNot() throws {
    let answers = AnswerSpace.labels(["x", "y", "never"], ordered: false)
    let responses = (0..<40).map { $0 / 2 % 2 == 0 ? "x" : "y" }
    let telling = try FeaturesLinear(
      responses.map { [feature($0 == "x" ? "Sun" : "Rain")] }, history: items(responses),
      answers: answers)
    #expect(telling.lambda == FeaturesLinear.lambdas.last)
    let sunny = telling.answer(to: "q", with: [feature("sun"), feature("unknown")])
    #expect(sunny.response == "x" && (sunny.confidence ?? 0) > 0.9)
    let noise = try FeaturesLinear(
      responses.indices.map { [feature($0 % 2 == 0 ? "Sun" : "Rain")] }, history: items(responses),
      answers: answers)
    #expect(noise.lambda == FeaturesLinear.lambdas.first)
    #expect(abs((noise.answer(to: "q", with: [feature("sun")]).confidence ?? 0) - 0.5) < 0.05)
  }

  @Test func factorsTellWhereFeaturesHaveOtherNames() throws {
    let responses = (0..<20).map { $0 % 2 == 0 ? "x" : "y" }
    let model = try FeaturesLinear(
      responses.indices.map { [feature("own \($0)", $0 % 2)] }, history: items(responses),
      answers: .labels(["x", "y"], ordered: false))
    #expect(model.answer(to: "q", with: [feature("new", 1)]).response == "y")
  }

  @Test func aScaleIsAnsweredWithTheMedian() throws {
    // 2 of 5, 1 of 5 and 2 of 5: the middle is nobody's favourite.
    let model = try FeaturesLinear(
      (0..<5).map { _ in [] }, history: items(["1", "1", "2", "5", "5"]),
      answers: .labels(["1", "2", "3", "4", "5"], ordered: true))
    let answer = model.answer(to: "q", with: [])
    #expect(answer.response == "2" && abs((answer.confidence ?? 0) - 0.2) < 1e-6)
  }

  @Test func onlyWhatAQuestionOffersIsAnswered() throws {
    let model = try FeaturesLinear(
      (0..<6).map { _ in [] }, history: items(["A", "A", "A", "B", "B", "C"]), answers: .options)
    let answer = model.answer(to: "Is it?\nA. Yes\nB. No", with: [])
    #expect(answer.response == "A" && abs((answer.confidence ?? 0) - 0.6) < 1e-6)
  }

  @Test func withoutALabelThereIsNothingToLearn() {
    #expect(throws: RoleFailure.self) {
      try FeaturesLinear(
        [[]], history: items(["z"]), answers: .labels(["x"], ordered: false))
    }
    #expect(FeaturesLinearMethod().absence(for: .open, completes: true) != nil)
    #expect(FeaturesLinearMethod().absence(for: .options, completes: false) == nil)
  }

  @Test func itReadsQueriesThroughTheFittedModelAndAsksNothing() async throws {
    let history = (0..<12).map {
      Interaction(query: $0 % 2 == 0 ? "aa w\($0)" : "bb w\($0)", response: $0 % 2 == 0 ? "x" : "y")
    }
    let task = TaskDefinition(
      name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false))
    let model = PuppetModel()
    let bench = PersonBench(
      Subject(task: task, history: history), blackBox: model, embedder: LetterEmbedder())
    let prepared = try await FeaturesLinearMethod().prepare(bench)
    #expect(try await prepared.answer("bb new").response == "y")
    #expect(try await prepared.answer("aa new").response == "x")
    #expect(model.questions.withLock(\.self).isEmpty)
    #expect(model.generations.withLock(\.self).isEmpty)
    var calls = MethodCalls()
    (calls.needsFit, calls.readsQueries) = (true, true)
    #expect(
      FeaturesLinearMethod().calls(for: User(name: "", task: task, history: history), k: 3)
        == calls)
  }
}
