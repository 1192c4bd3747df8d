internal import Foundation

/// What the built-in model keeps of a fit beside the factors and the memory, so that a question is
/// answered without reading the history again.
struct Notes: Sendable, Hashable, Codable {
  /// How the queries are read.
  var style: ReadingStyle
  /// The phrases that at least two queries have.
  var repeated: RepeatedPhrases
  /// The words that the history uses as names.
  var properNames: HashSet
  /// The mean tone of the history, or its mean reputation where a scale judges what is described;
  /// 0 otherwise.
  var meanTone: Double
  /// What the model keeps for answers without a closed label set.
  var answers: Data?

  /// Reads notes.
  init(
    style: ReadingStyle, repeated: RepeatedPhrases, properNames: HashSet, meanTone: Double,
    answers: Data? = nil
  ) {
    self.style = style
    self.repeated = repeated
    self.properNames = properNames
    self.meanTone = meanTone
    self.answers = answers
  }

  /// Reads stored notes; `nil` when they are not notes of this make.
  init?(_ data: Data) {
    guard let notes = try? JSONDecoder().decode(Notes.self, from: data) else { return nil }
    self = notes
  }

  /// The notes as they are stored.
  func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(self)
  }
}

/// A fixed set of hashes in little memory, stored as the bytes of its sorted elements.
struct HashSet: Sendable, Hashable, Codable {
  private let sorted: [UInt64]

  init(_ hashes: some Sequence<UInt64>) {
    sorted = hashes.sorted()
  }

  init(from decoder: any Decoder) throws {
    let data = try decoder.singleValueContainer().decode(Data.self)
    let stride = MemoryLayout<UInt64>.size
    sorted = data.withUnsafeBytes { bytes in
      (0..<bytes.count / stride).map {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * stride, as: UInt64.self))
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var data = Data(capacity: sorted.count * MemoryLayout<UInt64>.size)
    for hash in sorted {
      withUnsafeBytes(of: hash.littleEndian) { data.append(contentsOf: $0) }
    }
    var container = encoder.singleValueContainer()
    try container.encode(data)
  }

  /// Whether a hash is in the set.
  func contains(_ hash: UInt64) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == hash
  }
}
