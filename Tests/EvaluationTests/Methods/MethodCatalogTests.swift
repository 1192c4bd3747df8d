internal import Foundation
internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct MethodCatalogTests {
  private let bench = PersonBench(
    Subject(
      task: TaskDefinition(
        name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false)),
      history: [
        Interaction(query: "aa bb", response: "x"), Interaction(query: "cc dd", response: "y"),
        Interaction(query: "cc ee", response: "y"),
      ]), blackBox: ParrotModel(), embedder: LetterEmbedder(), k: 1)

  private func answer(_ name: String, to query: String) async throws -> MethodAnswer {
    let method = try #require(MethodCatalog.method(named: name))
    return try await method.prepare(bench).answer(query)
  }

  @Test func methodsAreFoundByTheirNames() {
    #expect(Set(MethodCatalog.names).count == MethodCatalog.names.count)
    for name in MethodCatalog.names {
      #expect(MethodCatalog.method(named: name)?.name == name)
    }
    #expect(MethodCatalog.method(named: "none") == nil)
  }

  @Test func eachAnswersInItsOwnWay() async throws {
    #expect(try await answer("prior", to: "aa").response == "y")
    let nearest = try await answer("rag-embedding", to: "aa b")
    #expect(nearest.response == "x")
    #expect(nearest.examples.map(\.interaction) == [0])
    let answered = try await answer("rpm", to: "aa")
    #expect(answered.response == "x")
    #expect(answered.answer?.features.map(\.name) == ["aa"])
    #expect(answered.confidence == 0.5)
  }

  @Test func withoutThePersonNoExampleIsFound() async throws {
    let answer = try await answer("zero-shot", to: "aa")
    #expect(answer.response == "")
    #expect(answer.examples.isEmpty)
  }

  @Test func theQueryAskedIsNoExampleOfItself() async throws {
    #expect(try await answer("rag-embedding", to: "aa bb").examples.map(\.interaction) != [0])
  }

  @Test func usageIsCountedAlsoWhereWorkFails() async {
    let (result, count) = await UsageMeter.measure { () async throws -> Int in
      _ = try await UsageMeter.listening {
        CallReporter.report(
          .exchange(
            Exchange(
              stage: .generate, prompt: .init(role: "r", version: "1", hash: ""),
              model: ModelIdentity(name: "m", version: "1"), messages: [], reply: "",
              usage: Usage(calls: 1, inputTokens: 7))))
      }
      throw RoleFailure("no")
    }
    #expect(throws: RoleFailure.self) { try result.get() }
    #expect(count.usage == Usage(calls: 1, inputTokens: 7))
  }

  @Test func aFitCountsForEverybodyWhoTakesItOver() async throws {
    let (first, one) = await UsageMeter.measure { [bench] in
      try await bench.fitted().model.fitted
    }
    let (second, two) = await UsageMeter.measure { [bench] in
      try await bench.fitted().model.fitted
    }
    #expect(try first.get() == second.get())
    #expect(one.borrowedSeconds == 0)
    #expect(two.borrowedSeconds > 0)
  }
}
