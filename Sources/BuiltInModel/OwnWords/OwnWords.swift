internal import Foundation
internal import RPM

/// What was learned of a person's own words and of whom to trust; kept with a fit.
struct OwnWords: Sendable, Hashable, Codable {
  /// What the kinds of evidence are multiplied with.
  var trust: EvidenceTrust
  /// The past answers that it was learned from, as positions in the history.
  var rows: [Int]
  /// What each of them adds to the labels of a text, by how alike the two are: one row each.
  var weights: FloatRows
  /// What own words say of each of them without its answer.
  var leftOut: FloatRows
}

/// Rows of numbers, stored as their bytes.
struct FloatRows: Sendable, Hashable, Codable {
  private(set) var columns: Int
  private(set) var storage: [Float]

  init(_ rows: [[Double]]) {
    columns = rows.first?.count ?? 0
    storage = rows.flatMap { $0.map(Float.init) }
  }

  /// A copy of one row.
  subscript(row: Int) -> [Float] { Array(storage[row * columns..<(row + 1) * columns]) }

  /// Makes a row say nothing.
  mutating func clear(_ row: Int) {
    for place in row * columns..<(row + 1) * columns { storage[place] = 0 }
  }

  var count: Int { columns == 0 ? 0 : storage.count / columns }

  private enum CodingKeys: String, CodingKey { case columns, bytes }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    columns = try container.decode(Int.self, forKey: .columns)
    let data = try container.decode(Data.self, forKey: .bytes)
    storage = data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map {
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)))
      }
    }
    guard columns >= 0, columns == 0 ? storage.isEmpty : storage.count.isMultiple(of: columns)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .bytes, in: container, debugDescription: "\(storage.count) numbers in rows")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var data = Data(capacity: storage.count * 4)
    for number in storage {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(columns, forKey: .columns)
    try container.encode(data, forKey: .bytes)
  }
}
