internal import Embeddings

/// How fast texts become vectors, on one core.
struct EmbeddingWorker {
  /// How many words a text has.
  let words: Int

  /// The time of a text.
  func figures() async -> [Figure] {
    var generator = SeededGenerator(seed: InventedPerson.seed)
    // Enough texts for a run of some milliseconds, however short they are.
    let texts = (0..<max(4, 40_000 / words)).map { _ in
      InventedWords.text(words: words, about: [], using: &generator)
    }
    let table = StaticTable.shared
    PeakMemory.forget()
    let seconds = await Stopwatch().samples {
      for text in texts {
        precondition(table.vector(of: text).count == table.dimensions, "EmbeddingWorker: no vector")
      }
    }
    let each = seconds.scaled(by: 1 / Double(texts.count))
    return [
      Figure(
        part: .embedding, what: "a text of so many words", size: words, unit: .microseconds,
        value: Spread(each.scaled(by: 1e6)), peak: PeakMemory.mebibytes),
      Figure(
        part: .embedding, what: "words", size: words, unit: .millionsPerSecond,
        value: Spread(each.map { Double(words) / $0 / 1e6 })),
    ]
  }
}
