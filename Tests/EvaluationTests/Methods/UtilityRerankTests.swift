internal import Embeddings
internal import RPM
internal import Testing

@testable import Evaluation

@Suite struct UtilityRerankTests {
  /// Says that one example helps and another harms.
  private struct Judge: UsefulnessJudge {
    func score(of interaction: Int, with example: RetrievedExample?) async throws -> Double {
      switch example?.interaction {
      case nil: 0.5
      case 1: 1
      default: 0
      }
    }
  }

  private let bench = PersonBench(
    Subject(
      task: TaskDefinition(
        name: "t", instruction: "", answers: .labels(["x", "y"], ordered: false)),
      history: ["aab", "abb", "abc"].map { Interaction(query: $0, response: "x") }),
    blackBox: ParrotModel(), embedder: LetterEmbedder(), k: 2)

  @Test func whatHelpedOthersMovesForward() async throws {
    let search = try await QuerySearch.embedding(bench)
    let utilities = try await Utilities(bench, search: search, judge: Judge())
    // Two others were asked with each: twice +.5, and one more is counted as no help.
    #expect(abs(utilities.value(of: 1) - 1.0 / 3) < 1e-12)
    #expect(abs(utilities.value(of: 0) + 1.0 / 3) < 1e-12)
    let ranking = [(0, 0.9), (2, 0.8), (1, 0.7)].map {
      RetrievedExample(interaction: $0.0, similarity: $0.1, answer: "x")
    }
    #expect(utilities.reordered(ranking, k: 2).map(\.interaction) == [1, 0, 2])
    // Beyond 3K nothing moves.
    let long = (0..<4).map { RetrievedExample(interaction: 9 - $0, similarity: 0, answer: "x") }
    let last = long + [RetrievedExample(interaction: 1, similarity: 0, answer: "x")]
    #expect(utilities.reordered(last, k: 1).map(\.interaction) == [9, 8, 7, 6, 1])
  }

  @Test func onlyTheLastAreAskedAbout() async throws {
    let search = try await QuerySearch.embedding(bench)
    let utilities = try await Utilities(bench, search: search, judge: Judge(), limit: 1)
    #expect(abs(utilities.value(of: 1) - 0.25) < 1e-12)
    #expect(utilities.value(of: 2) == 0)
  }
}
