internal import Foundation

/// The embedder the binary carries: one vector a word piece, a text is their sum.
///
/// The rows come from all-MiniLM-L6-v2, run once on each word piece by itself, reduced by principal
/// components and weighted by rarity (`Scripts/make_static_table.py`). The table speaks English, and
/// what else is written in Latin letters a little. Words in other scripts, emoji and words it
/// cannot cut into pieces come from `HashedNGrams`, in the same space and of the weight of a rare
/// word.
public struct StaticTable: TextEmbedder {
  /// The table of the binary. It is read where it lies, from the first use on.
  public static let shared = StaticTable()

  /// The length of each vector.
  public let dimensions: Int

  /// What distinguishes this table from others: its dimensions, the head of its SHA-256, and the
  /// fallback.
  public let identity: String

  /// The splitter whose ids are the table's rows. Its index is built at first use: that takes
  /// milliseconds which a program that only names its table need not wait for.
  public var wordPiece: WordPiece { Self.pieces }

  private static let pieces: WordPiece = {
    let (pieces, rows) = (WordPiece.bundled, BundledRows(BundledData.table))
    precondition(
      rows.count == pieces.count,
      "The static table has \(rows.count) rows for \(pieces.count) word pieces: make it again.")
    return pieces
  }()

  private let fallback: HashedNGrams
  private let rows: BundledRows

  private init() {
    rows = BundledRows(BundledData.table)
    dimensions = rows.dimensions
    fallback = HashedNGrams(dimensions: rows.dimensions)
    identity = "static-table/\(BundledData.digest.prefix(12))/" + fallback.identity
  }

  /// Embeds texts: one unit vector each, in order; a text with nothing in it, a zero vector.
  public func embed(_ texts: [String]) async throws -> [[Float]] {
    try texts.map { text in
      try Task.checkCancellation()
      return vector(of: text)
    }
  }

  /// The unit vector of a text: the sum of its pieces' rows, scaled to length one.
  ///
  /// Zero if the text has no letter, digit or sign in it.
  public func vector(of text: String) -> [Float] {
    normalised(sum(of: text))
  }

  /// The sum of the rows of a text's pieces, not scaled: additive over the pieces, so that each
  /// word's share of a cosine can be told.
  public func sum(of text: String) -> [Float] {
    var sum = [Float](repeating: 0, count: dimensions)
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      add(latin: text, to: &sum)
    } else {
      for run in WritingSystem.runs(of: text) {
        if run.system == .latin {
          add(latin: run.text, to: &sum)
        } else {
          fallback.add(run, times: Self.rareWord, to: &sum)
        }
      }
    }
    return sum
  }

  /// How rare a word is in English at large: from 0.16 for "!" to 1.
  ///
  /// `ln(1 + max(id - 995, 1)) / 10.3` for a word the vocabulary holds whole, for it is sorted by
  /// frequency; 1 for a word of several pieces. A word in another script is judged by its
  /// length.
  public func backgroundIDF(ofWord word: String) -> Double {
    if !word.utf8.allSatisfy({ $0 < 0x80 }),
      let run = WritingSystem.runs(of: word).first(where: { $0.system != .latin })
    {
      return run.system == .spaced ? Double(HashedNGrams.weight(ofWord: run.text)) : 1
    }
    let ids = wordPiece.ids(of: word)
    guard ids.count == 1, let id = ids.first, id != wordPiece.unknown else { return 1 }
    return log(1 + Double(max(id - 995, 1))) / 10.3
  }

  // The length of a hashed word of the highest weight: about that of the row of a word of middling
  // rarity (ids 6,000 to 10,000: 2.7; 10,000 to 20,000: 3.9).
  static let rareWord: Float = 3.5

  private func add(latin text: String, to sum: inout [Float]) {
    let wordPiece = wordPiece
    var ids: [Int] = []
    wordPiece.forEachWord(in: text) { word in
      ids.removeAll(keepingCapacity: true)
      wordPiece.append(idsOf: word, to: &ids)
      if ids == [wordPiece.unknown] {
        fallback.add(word: String(decoding: word, as: UTF8.self), times: Self.rareWord, to: &sum)
      } else {
        for id in ids { rows.add(id, to: &sum) }
      }
    }
  }
}
