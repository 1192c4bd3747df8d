internal import Embeddings
internal import RPM

/// How much each word of a text means what a label means: the nearness of the word to the nearest
/// word of the label's gloss.
struct LabelCues: Sendable {
  private let vectors: VectorMatrix
  /// The label that each row of `vectors` speaks for.
  private let labels: [Int]
  private let count: Int

  /// Below this cosine two words have nothing to do with each other.
  private static let threshold: Float = 0.5

  /// Reads the glosses of labels.
  init(labels: [String], knowledge: any WordKnowledge) {
    var rows: [[Float]] = []
    var owners: [Int] = []
    for (index, label) in labels.enumerated() {
      for cue in LabelGlosses.cues(for: label) {
        rows.append(knowledge.vector(of: cue))
        owners.append(index)
      }
    }
    vectors = VectorMatrix(rows, dimensions: knowledge.dimensions)
    self.labels = owners
    count = labels.count
  }

  /// From 0 to 1 for each label, by the vector of a word.
  func nearness(of word: [Float]) -> [Double] {
    var nearness = [Float](repeating: 0, count: count)
    let cosines = vectors.dots(with: word)
    for (row, label) in labels.enumerated() {
      let share = (cosines[row] - Self.threshold) / (1 - Self.threshold)
      nearness[label] = min(1, max(nearness[label], share))
    }
    return nearness.map(Double.init)
  }
}
