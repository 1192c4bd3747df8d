internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct BootstrapTests {
  @Test func drawsDependOnTheSeedAlone() {
    let bootstrap = Bootstrap(seed: 7, draws: 50)
    let weights = bootstrap.weights(of: 5)
    #expect(weights == bootstrap.weights(of: 5))
    #expect(weights != Bootstrap(seed: 8, draws: 50).weights(of: 5))
    #expect(weights.count == 50)
    #expect(weights.allSatisfy { $0.reduce(0, +) == 5 })
    #expect(Set(weights).count > 20)
  }

  @Test func theFirstDrawsAreTheSameOnEveryMachine() {
    #expect(Bootstrap(seed: 1, draws: 3).weights(of: 4) == Self.known)
  }

  private static let known: [[UInt16]] = [[0, 1, 1, 2], [1, 1, 0, 2], [2, 2, 0, 0]]

  @Test func valuesAreThoseOfTheDrawnUsers() {
    // Two users: all right, all wrong, one item and three.
    let sums = [(1.0, 1.0), (0.0, 3.0)].map { hits, items -> MetricSum in
      let user = User(
        name: "", task: TaskDefinition(name: "", instruction: "", answers: .options), history: [],
        test: (0..<Int(items)).map { _ in Interaction(query: "?\nA. a\nB. b", response: "A") })
      let made = user.test.map { _ in
        var item = MethodItem()
        item.response = hits > 0 ? "A" : "B"
        return item
      }
      return MetricSum(.accuracy, of: ScoredItems(made, of: user), labels: [])
    }
    #expect(Bootstrap.values(of: sums, weights: [[2, 0], [1, 1], [0, 2]]) == [1, 0.25, 0])
    #expect(Bootstrap.values(of: [], weights: [[]]) == [])
  }

  @Test func anIntervalLeavesOutFivePercent() {
    let interval = Bootstrap.interval((1...1000).map(Double.init).reversed())
    #expect(interval == Bootstrap.Interval(low: 26, high: 975))
    #expect(Bootstrap.interval([]) == nil)
  }
}
