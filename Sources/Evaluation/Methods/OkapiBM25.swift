internal import Foundation

/// How well documents match a query by the words they share (Robertson and others, 1994), with the
/// floor for common words that the LaMP baselines use (method, section 13).
struct OkapiBM25: Sendable {
  /// How soon a word that is repeated stops counting.
  static let k1 = 1.5
  /// How much long documents are held back.
  static let b = 0.75
  /// A word in more than half of the documents counts so much of the mean instead of below zero.
  static let epsilon = 0.25

  private let frequencies: [[String: Int]]
  private let lengths: [Double]
  private let meanLength: Double
  private let weights: [String: Double]

  /// Counts documents, each a list of words.
  init(_ documents: [[String]]) {
    frequencies = documents.map { words in
      words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    lengths = documents.map { Double($0.count) }
    meanLength = lengths.isEmpty ? 0 : lengths.reduce(0, +) / Double(lengths.count)
    var holders: [String: Int] = [:]
    for words in frequencies {
      for word in words.keys { holders[word, default: 0] += 1 }
    }
    let raw = holders.mapValues { count in
      log(Double(documents.count) - Double(count) + 0.5) - log(Double(count) + 0.5)
    }
    // In order of the words, since a sum of fractions depends on the order.
    let sum = raw.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    let floor = raw.isEmpty ? 0 : Self.epsilon * sum / Double(raw.count)
    weights = raw.mapValues { $0 < 0 ? floor : $0 }
  }

  /// One score a document; a word that stands twice in the query counts twice.
  func scores(_ query: [String]) -> [Double] {
    frequencies.indices.map { index in
      query.reduce(0) { sum, word in
        let count = Double(frequencies[index][word] ?? 0)
        guard count > 0 else { return sum }
        let length = 1 - Self.b + Self.b * lengths[index] / meanLength
        return sum + (weights[word] ?? 0) * count * (Self.k1 + 1) / (count + Self.k1 * length)
      }
    }
  }

  /// Words as the LaMP baselines part them: at white space, case kept.
  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
