internal import Testing

@testable import TerminalKit

@Suite struct ScalarWidthTableTests {
  @Test func namesItsUnicode() {
    let parts = ScalarWidthTable.unicodeVersion.split(separator: ".").compactMap { Int($0) }
    #expect(parts.count == 3)
    #expect((parts.first ?? 0) >= 17)
  }

  @Test func listsAreSortedAndDisjoint() {
    for ranges in [
      ScalarWidthTable.zero, ScalarWidthTable.wide, ScalarWidthTable.unassigned,
      ScalarWidthTable.disputed,
    ] {
      #expect(!ranges.isEmpty)
      for one in ranges { #expect(one.first <= one.last) }
      for (one, next) in zip(ranges, ranges.dropFirst()) { #expect(one.last + 1 < next.first) }
    }
  }

  @Test func noScalarIsInTwoLists() {
    let all = (ScalarWidthTable.zero + ScalarWidthTable.wide + ScalarWidthTable.unassigned)
      .sorted { $0.first < $1.first }
    for (one, next) in zip(all, all.dropFirst()) {
      #expect(one.last < next.first, "U+\(String(next.first, radix: 16))")
    }
  }

  @Test func shortCutsAgreeWithTheLists() {
    func isIn(_ ranges: [(first: UInt32, last: UInt32)], _ value: UInt32) -> Bool {
      ranges.contains { $0.first <= value && value <= $0.last }
    }
    for range in [0x80..<0x300, 0x2500..<0x25A0, 0x4E00..<0xA000, 0xAC00..<0xD7A4]
      as [Range<UInt32>]
    {
      for value in range {
        guard let scalar = Unicode.Scalar(value) else { continue }
        #expect(GraphemeWidth.isAssigned(scalar) == !isIn(ScalarWidthTable.unassigned, value))
        #expect(
          GraphemeWidth.isDisputed(Character(scalar)) == isIn(ScalarWidthTable.disputed, value))
      }
    }
  }
}
