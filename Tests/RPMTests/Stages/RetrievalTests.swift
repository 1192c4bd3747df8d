internal import Testing

@testable import RPM

@Suite struct RetrievalTests {
  private static let history = ["a", "b", "c", "d"].map { Interaction(query: $0, response: $0) }

  private func memory(_ keys: [[Float]], excluded: Int? = nil) -> ReasoningMemory {
    ReasoningMemory(
      entries: keys.enumerated().map { index, key in
        MemoryEntry(
          interaction: index, features: [], path: nil, key: key,
          exclusion: index == excluded ? .auditFailed : nil)
      })
  }

  @Test func tiesGoToTheLowerIndex() {
    let ranked = Retrieval.rank(
      key: [1, 0], memory: memory([[0, 1], [1, 0], [1, 0], [0.6, 0.8]]), history: Self.history,
      query: "new", limit: 3)
    #expect(ranked.map(\.interaction) == [1, 2, 3])
    #expect(ranked.map(\.answer) == ["b", "c", "d"])
  }

  @Test func theSameQueryAndExcludedEntriesStayOut() {
    let ranked = Retrieval.rank(
      key: [1, 0], memory: memory([[1, 0], [1, 0], [], [1, 0]], excluded: 3),
      history: Self.history, query: "a", limit: 10)
    #expect(ranked.map(\.interaction) == [1])
  }

  @Test func nothingIsSimilarToNothing() {
    let ranked = Retrieval.rank(
      key: [0, 0], memory: memory([[1, 0]]), history: Self.history, query: "new", limit: 3)
    #expect(ranked.isEmpty)
  }
}
