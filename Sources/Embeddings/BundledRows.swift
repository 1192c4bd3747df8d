/// The rows of the table, read where they lie in the binary.
///
/// `@unchecked` because of the pointers: they point to constant data that lives as long as the
/// process and that nobody writes.
struct BundledRows: @unchecked Sendable {
  let count: Int
  let dimensions: Int
  private let scales: UnsafeRawPointer
  private let numbers: UnsafeRawPointer

  /// The table in the format of `Scripts/make_static_table.py`.
  init(_ table: UnsafeRawBufferPointer) {
    func field(_ offset: Int) -> Int {
      Int(UInt32(littleEndian: table.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    precondition(
      table.count >= Self.header && table.prefix(8).elementsEqual("RATTABLE".utf8) && field(8) == 1,
      "The static table is not one of version 1: make it again.")
    count = field(12)
    dimensions = field(16)
    guard table.count == Self.header + count * (4 + dimensions), let base = table.baseAddress
    else { preconditionFailure("The static table is cut short: make it again.") }
    scales = base + Self.header
    numbers = scales + 4 * count
  }

  /// Adds a row to a sum as long as the row.
  func add(_ row: Int, to sum: inout [Float]) {
    let bits = scales.loadUnaligned(fromByteOffset: 4 &* row, as: UInt32.self)
    let scale = Float(bitPattern: UInt32(littleEndian: bits))
    guard scale != 0 else { return }
    let from = (numbers + row &* dimensions).assumingMemoryBound(to: Int8.self)
    let dimensions = dimensions
    sum.withUnsafeMutableBufferPointer { sum in
      guard let to = sum.baseAddress else { return }
      for index in 0..<dimensions { to[index] += scale * Float(from[index]) }
    }
  }

  private static let header = 32
}
