internal import Embeddings
internal import RPM

/// Retrieval as an ask does it: over the entries of a reasoning memory, with pins, exclusions and
/// the target query left out.
struct RankWorker {
  /// How many entries the memory has.
  let entries: Int

  /// The time of a retrieval.
  func figures() async -> [Figure] {
    let dimensions = StaticTable.shared.dimensions
    var generator = SeededGenerator(seed: InventedPerson.seed)
    // A thousand different texts will do: their length counts, and nobody looks at the rest.
    let texts = InventedPerson(kind: .ratings, number: 0).user(items: min(entries, 1_000)).history
    let history = (0..<entries).map { texts[$0 % texts.count] }
    let memory = ReasoningMemory(
      entries: (0..<entries).map { index in
        Self.entry(index, key: generator.unitVector(dimensions))
      })
    let key = generator.unitVector(dimensions)
    return await SearchFigures(
      what: "retrieval from a memory", entries: entries, dimensions: dimensions
    ).measure {
      let found = Retrieval.rank(
        key: key, memory: memory, history: history, query: "Not in there.", limit: 3)
      precondition(found.count == min(3, entries), "RankWorker: too few entries")
    }
  }

  private static func entry(_ index: Int, key: [Float]) -> MemoryEntry {
    MemoryEntry(
      interaction: index,
      features: (0..<3).map { Feature(name: InventedWords.noun($0), context: "", factor: $0) },
      path: ReasoningPath(
        steps: [ReasoningPath.Step(features: [0], factor: 0, evidence: "3 of 5", effect: "")],
        conclusion: "3"),
      key: key)
  }
}
