internal import Foundation
internal import RPM
internal import Synchronization
internal import Testing

@testable import Evaluation

@Suite struct MeasurementTests {
  private let measurement = Measurement(blackBox: ParrotModel(), embedder: LetterEmbedder())

  private func user(
    _ name: String, answers: AnswerSpace = .labels(["x", "y"], ordered: false),
    history: [(String, String)], test: [(String, String)]
  ) -> User {
    User(
      name: name, task: TaskDefinition(name: "t", instruction: "", answers: answers),
      history: history.map { Interaction(query: $0, response: $1) },
      test: test.map { Interaction(query: $0, response: $1) })
  }

  private var pair: [User] {
    [
      user(
        "one", history: [("aa bb", "x"), ("cc dd", "y")],
        test: [("aa", "x"), ("cc", "y"), ("dd", "x")]),
      user("two", history: [("aa", "y"), ("bb", "x")], test: [("aa ee", "y")]),
    ]
  }

  @Test func microScoresCountItemsAndUserMeansCountUsers() async throws {
    let report = try await measurement.run(pair)
    #expect(report.tasks.count == 1)
    let task = report.tasks[0]
    #expect(task.items == 4)
    #expect(task.invalid == 0)
    #expect(task.micro[0] == .init(metric: .accuracy, value: 0.75))
    #expect(task.micro.map(\.metric) == [.accuracy, .macroF1])
    #expect(task.userMean.map(\.metric) == [.accuracy])
    let mean = try #require(task.userMean.first)
    #expect(abs(mean.value - (2.0 / 3 + 1) / 2) < 1e-12)
    #expect(task.users.map(\.factors) == [4, 2])
    #expect(report.runs.flatMap(\.items).allSatisfy { $0.auditFindings == 0 })
  }

  @Test func reportsAreTheSameWhateverTheWidth() async throws {
    var narrow = measurement
    narrow.width = 1
    var wide = measurement
    wide.width = 4
    let one = try await narrow.run(pair + pair).text(perUser: true, times: false)
    let other = try await wide.run(pair + pair).text(perUser: true, times: false)
    #expect(one == other)
  }

  @Test func theQueryAskedIsNoExampleOfItself() async throws {
    let users = [user("one", history: [("aa", "x"), ("ab", "y")], test: [("aa", "x")])]
    let report = try await measurement.run(users)
    #expect(report.runs[0].items[0].response == "y")
  }

  @Test func tiesGoToTheEarlierInteraction() async throws {
    let users = [user("one", history: [("ab", "x"), ("ba", "y")], test: [("ab ba", "x")])]
    let report = try await measurement.run(users)
    #expect(report.runs[0].items[0].response == "x")
  }

  @Test func failuresAreInvalidAnswersWithAReason() async throws {
    let users = [
      user("sick", history: [("poison", "x")], test: [("aa", "x"), ("bb", "y")]),
      user("shy", history: [("aa", "x")], test: [("mute", "x")]),
    ]
    let report = try await measurement.run(users)
    #expect(report.tasks[0].invalid == 3)
    #expect(report.tasks[0].users[0].failure == "cannot fit")
    #expect(report.runs[1].items[0].failure == "no answer")
    let text = report.text()
    #expect(text.contains("sick: not fitted, cannot fit"))
    #expect(text.contains("1 items not answered, the first: no answer"))
  }

  @Test func cancellationEndsIt() async throws {
    let users = [User](repeating: pair[0], count: 2000)
    let measurement = measurement
    let task = Task { try await measurement.run(users) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func progressReachesTheTotal() async throws {
    let seen = Mutex<[Int]>([])
    _ = try await measurement.run(pair) { done, total in
      seen.withLock { $0.append(done * 10 + total) }
    }
    #expect(seen.withLock(\.self) == [12, 22])
  }

  @Test func ratingsAreScoredOnTheirScale() async throws {
    let scale = AnswerSpace.labels(["1", "2", "3", "4", "5"], ordered: true)
    let users = [
      user(
        "one", answers: scale, history: [("aa", "5"), ("bb", "1")],
        test: [("aa cc", "3"), ("mute", "4")])
    ]
    let scores = try await measurement.run(users).tasks[0].micro
    #expect(scores.map(\.metric) == [.mae, .rmse, .accuracy])
    #expect(scores[0].value == 2.5)
  }

  @Test func jsonHoldsScoresAndNoQuery() async throws {
    let data = try await measurement.run(pair).json()
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("\"value\" : 0.75"))
    #expect(!text.contains("aa bb"))
  }

  @Test func noUsersGiveAnEmptyReport() async throws {
    let report = try await measurement.run([])
    #expect(report.tasks.isEmpty)
  }
}
