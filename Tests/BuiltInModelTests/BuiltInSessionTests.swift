internal import Embeddings
internal import Foundation
internal import RPM
internal import Testing

@testable import BuiltInModel

@Suite struct BuiltInSessionTests {
  private let engine = Engine(
    blackBox: BuiltInModel(), embedder: StaticTable.shared,
    clock: EngineClock(now: { Date(timeIntervalSince1970: 0) }, seconds: { 0 }))

  private func user(
    _ items: [(String, String)], labels: [String] = ["sea", "space"], ordered: Bool = false
  ) -> User {
    User(
      name: "u",
      task: TaskDefinition(
        name: "t", instruction: "", answers: .labels(labels, ordered: ordered)),
      history: items.map { Interaction(query: $0.0, response: $0.1) })
  }

  private var sailor: User {
    user([
      ("A sailor crosses the stormy ocean in an old ship.", "sea"),
      ("An astronaut repairs a rocket near the moon.", "space"),
      ("Pirates hunt a whale from their ship.", "sea"),
      ("Robots guard a space station around Mars.", "space"),
      ("A fisherman and his boat against the waves of the ocean.", "sea"),
      ("The crew of a spaceship meets aliens on a distant planet.", "space"),
    ])
  }

  @Test func aFitIsTheSameEveryTime() async throws {
    let first = try await engine.fit(sailor).value
    let second = try await engine.fit(sailor).value
    #expect(first == second)
    #expect(first.memory.entries.allSatisfy { $0.audit.isClean && $0.exclusion == nil })
    let members = first.memory.entries.flatMap(\.features)
    #expect(members.allSatisfy { $0.factor != nil })
    #expect(
      first.factors.reduce(0) { $0 + $1.members.reduce(0) { $0 + $1.count } } == members.count)
  }

  @Test func itAnswersAndExplains() async throws {
    let model = try await engine.fit(sailor).value
    let answer = try await engine.ask(
      "A captain loses his ship in an ocean storm.", of: model, history: sailor.history
    ).value
    #expect(answer.response == "sea")
    #expect(answer.audit.isClean)
    #expect(answer.features.contains { $0.factor != nil })
    let evidence = try #require(answer.evidence)
    #expect(evidence.labels == ["sea", "space"])
    #expect(evidence.logits[0] > evidence.logits[1])
    #expect(answer.confidence == evidence.probabilities[0])
    #expect(answer.retrieved.count == 3)
  }

  @Test func reviewsAreReadForTheirTone() async throws {
    let reviews = user(
      [
        ("A superb and moving film, brilliant from start to end.", "5"),
        ("Dull, lifeless and boring.", "1"), ("Terrible waste of a great cast.", "1"),
        ("I loved it: funny, warm, wonderful.", "5"), ("Mediocre but pleasant enough.", "3"),
        ("An awful mess, tedious and stupid.", "1"), ("Excellent, original, gripping.", "5"),
      ], labels: ["1", "2", "3", "4", "5"], ordered: true)
    let model = try await engine.fit(reviews).value
    let good = try await engine.ask(
      "Brilliant and wonderful, a superb delight.", of: model, history: reviews.history
    ).value
    let bad = try await engine.ask(
      "Boring, awful and dull, a terrible mess.", of: model, history: reviews.history
    ).value
    #expect(good.response == "5" && bad.response == "1")
    #expect(good.features.contains { ($0.valence ?? 0) > 0 })
    #expect(good.evidence?.terms.contains { $0.name == "tone" } == true)
  }

  @Test func foreignAndOddTextsAreAnsweredToo() async throws {
    let odd = user([
      ("一艘船在暴风雨的海洋上航行", "sea"), ("宇航员在月球附近修理火箭", "space"),
      ("корабль в бурном океане", "sea"), ("ракета летит к луне", "space"),
      ("\u{1F680} \u{1F319}", "space"), ("", "sea"), ("船が海を渡る", "sea"),
    ])
    let model = try await engine.fit(odd).value
    #expect(model.memory.entries[5].exclusion == .noFeatures)
    for query in ["海洋上的船", "", "   ", "\u{0}\u{202E}'; DROP", "ракета и луна"] {
      let answer = try await engine.ask(query, of: model, history: odd.history).value
      #expect(["sea", "space"].contains(answer.response))
      #expect(answer.audit.isClean)
    }
  }

  @Test func oneInteractionAndOneLabelAreEnough() async throws {
    let single = user([("A ship on the ocean.", "sea")])
    let model = try await engine.fit(single).value
    let answer = try await engine.ask("A ship.", of: model, history: single.history).value
    #expect(answer.response == "sea")
    let only = user([("A ship on the ocean.", "sea"), ("A boat.", "sea")], labels: ["sea"])
    let onlyModel = try await engine.fit(only).value
    let onlyAnswer = try await engine.ask("A boat.", of: onlyModel, history: only.history).value
    #expect(onlyAnswer.response == "sea" && onlyAnswer.confidence == 1)
    let scale = user([("A ship.", "1")], labels: ["1"], ordered: true)
    let scaleModel = try await engine.fit(scale).value
    #expect(
      try await engine.ask("A ship.", of: scaleModel, history: scale.history).value.response == "1")
  }

  @Test func anAnswerThatIsNoLabelIsMarkedAndSkipped() async throws {
    var strange = sailor
    strange.history.append(Interaction(query: "A ship in space.", response: "neither"))
    let model = try await engine.fit(strange).value
    #expect(model.memory.entries[6].exclusion == .pathFailed)
    let answer = try await engine.ask("A ship.", of: model, history: strange.history).value
    #expect(["sea", "space"].contains(answer.response))
  }

  @Test func notesSpareAskingTheHistory() async throws {
    let fitting = try SessionContext(
      Subject(task: sailor.task, history: sailor.history), knowledge: StaticTable.shared,
      direction: .bundled)
    let asking = try SessionContext(
      Subject(task: sailor.task, history: [], notes: try fitting.notes.encoded()),
      knowledge: StaticTable.shared, direction: .bundled)
    #expect(asking.notes == fitting.notes)
    #expect(asking.historyTexts == nil)
    let damaged = try SessionContext(
      Subject(task: sailor.task, history: sailor.history, notes: Data("no notes".utf8)),
      knowledge: StaticTable.shared, direction: .bundled)
    #expect(damaged.notes == fitting.notes)
  }

  @Test func aCancelledCallEndsWithCancellation() async throws {
    let session = try await BuiltInModel().open(
      Subject(task: sailor.task, history: sailor.history))
    let task = Task {
      try await withUnsafeThrowingContinuation { (go: UnsafeContinuation<Void, any Error>) in
        go.resume()
      }
      while !Task.isCancelled { await Task.yield() }
      return try await session.extract(ExtractionRequest(query: "A ship.", interaction: nil))
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func workInProgressHearsOfCancellation() async throws {
    let task = Task {
      try await HeavyWork.run { flag -> Int in
        while true { try flag.check() }
      }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func retrievalTextHoldsNames() async throws {
    let features = [Feature(name: "ship", context: "old ship"), Feature(name: "sea", context: "c")]
    let session = try await BuiltInModel().open(
      Subject(task: sailor.task, history: sailor.history))
    #expect(session.retrievalText(of: features, in: []) == "ship; sea")
    #expect(session.memoryBreadth == 50)
  }
}
