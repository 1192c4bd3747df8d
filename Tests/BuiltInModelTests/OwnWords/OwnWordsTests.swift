internal import Embeddings
internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

/// People whose logic runs against the general tone, and one who answers by no text at all.
@Suite struct OwnWordsTests {
  private static let praise = [
    "A superb and moving film, brilliant from start to end.", "Wonderful, warm and gripping.",
    "An excellent cast in an excellent story.", "Beautiful, funny and original work.",
  ]
  private static let blame = [
    "Dull, lifeless and boring.", "An awful mess, tedious and stupid.",
    "Terrible acting and a dreadful plot.", "Bland, slow and forgettable stuff.",
  ]

  /// Praise and blame in turn, each with a number of its own.
  private static func person(_ answer: (_ isPraise: Bool, _ index: Int) -> String) -> User {
    User(
      name: "Una",
      task: TaskDefinition(
        name: "reviews", instruction: "Give the stars.",
        answers: .labels(["1", "2", "3", "4", "5"], ordered: true)),
      history: (0..<24).map { index in
        let isPraise = index % 2 == 0
        let text = (isPraise ? praise : blame)[index / 2 % 4]
        return Interaction(
          query: "\(text) Seen in row \(index).", response: answer(isPraise, index))
      })
  }

  private func answer(
    _ query: String, of user: User, _ variant: BuiltInModel.Variant = .factors
  ) async throws -> (answer: Answer, model: UserModel) {
    let engine = Engine(
      blackBox: BuiltInModel(variant: variant), embedder: StaticTable.shared,
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
    let model = try await engine.fit(user).value
    return (try await engine.ask(query, of: model, history: user.history).value, model)
  }

  private let glowing = "A brilliant and wonderful film, warm and excellent."

  @Test func whoeverContradictsTheToneIsBelieved() async throws {
    let contrary = Self.person { isPraise, _ in isPraise ? "1" : "5" }
    let (found, model) = try await answer(glowing, of: contrary)
    #expect(found.response == "1")
    let trust = try #require(model.statistics.trust)
    #expect(trust.words < 0.5 && trust.usual < 0.5)
    // Every text took sides, and nearly every one the wrong way.
    #expect(trust.mistaken.total >= 20 && trust.mistaken.count >= trust.mistaken.total - 2)
  }

  @Test func whoeverFollowsTheToneIsReadAsEverybody() async throws {
    let usual = Self.person { isPraise, index in
      isPraise ? ["4", "5"][index / 2 % 2] : ["1", "2"][index / 2 % 2]
    }
    let (found, model) = try await answer(glowing, of: usual)
    #expect(["4", "5"].contains(found.response))
    #expect(try #require(model.statistics.trust).words > 0)
  }

  @Test func whereNoTextTellsAnythingTheUsualAnswerIsGiven() async throws {
    // As many of each, in an order that no text has a part in.
    let order = [2, 4, 0, 3, 1, 2, 0, 4, 2, 1, 3, 2, 0, 2, 4, 1, 2, 3, 2, 0, 4, 2, 1, 2]
    let indifferent = Self.person { _, index in "\(order[index] + 1)" }
    let (found, _) = try await answer(glowing, of: indifferent)
    let (tone, _) = try await answer(glowing, of: indifferent, .withoutOwnWords)
    // Nearer to their habit, 3, than tone would have it.
    let distance = { (response: String) in abs((Int(response) ?? 9) - 3) }
    #expect(distance(found.response) <= distance(tone.response))
  }

  @Test func aPastAnswerIsNotKnownToItsOwnTest() async throws {
    let contrary = Self.person { isPraise, _ in isPraise ? "1" : "5" }
    let engine = Engine(
      blackBox: BuiltInModel(), embedder: StaticTable.shared,
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
    let model = try await engine.fit(contrary).value
    let notes = try #require(Notes(model.notes)?.answers)
    let kept = try JSONDecoder().decode(OwnWords.self, from: notes)
    let query = contrary.history[kept.rows[3]].query
    let without = model.leavingOut(kept.rows[3], of: contrary.history)
    let answer = try await engine.ask(query, of: without, history: contrary.history).value
    let evidence = try #require(answer.evidence)
    let term = try #require(evidence.terms.first { $0.name == "own words" })
    for (value, wanted) in zip(term.values, kept.leftOut[3]) {
      #expect(abs(value - Double(wanted)) < 1e-5)
    }
  }

  @Test func ownWordsAreTheSameAfterTheyWereKept() async throws {
    let contrary = Self.person { isPraise, _ in isPraise ? "1" : "5" }
    let (found, model) = try await answer(glowing, of: contrary)
    let fresh = Engine(
      blackBox: BuiltInModel(), embedder: StaticTable.shared,
      clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))
    let again = try await fresh.ask(glowing, of: model, history: contrary.history).value
    #expect(again.evidence == found.evidence)
  }

  @Test func whatIsExcludedSaysNothing() async throws {
    let contrary = Self.person { isPraise, _ in isPraise ? "1" : "5" }
    let (_, model) = try await answer(glowing, of: contrary)
    // What a person excluded comes without its answer.
    let excluded = contrary.history.map { Interaction(query: $0.query, response: "") }
    let session = try await BuiltInModel().open(
      Subject(task: contrary.task, history: excluded, notes: model.notes))
    let features = try await session.extract(
      ExtractionRequest(query: glowing, interaction: nil))
    let generation = try await session.generate(
      GenerationRequest(
        query: glowing, features: features, model: model, ranking: [], k: 0, history: excluded)
    ) { _ in }
    let evidence = try #require(generation.evidence)
    let term = try #require(evidence.terms.first { $0.name == "own words" })
    #expect(term.values.allSatisfy { abs($0) < 1e-9 })
  }

  @Test func aFitOfManyLabelsStaysOne() {
    #expect(ClosedAnswers.mostRows(labels: 5) == 400)
    #expect(ClosedAnswers.mostRows(labels: 15) == 400)
    #expect(ClosedAnswers.mostRows(labels: 1000) == 63)
  }

  @Test(arguments: ["reviews", "films"])
  func noFactorOfTheSamplePeopleHoldsOpposites(file: String) async throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../SampleUsers/\(file).jsonl").standardized
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      struct Person: Decodable {
        struct Item: Decodable { var query, response: String }
        var user, task, instruction: String
        var labels: [String]
        var history: [Item]
      }
      let person = try JSONDecoder().decode(Person.self, from: Data(line.utf8))
      let user = User(
        name: person.user,
        task: TaskDefinition(
          name: person.task, instruction: person.instruction,
          answers: .labels(person.labels, ordered: file == "reviews")),
        history: person.history.map { Interaction(query: $0.query, response: $0.response) })
      let (_, model) = try await answer("A slow and quiet night.", of: user)
      for factor in model.factors {
        let points = factor.members.map {
          FeatureSpace.Point(Feature(name: $0.name, context: ""), hasValence: false)
        }
        for (index, point) in points.enumerated() {
          for other in points.dropFirst(index + 1) {
            #expect(
              !point.opposites.contains { other.opposites.contains(-$0) },
              "\(person.user), \(factor.name): \(point.key), \(other.key)")
          }
        }
      }
    }
  }
}
