internal import RPM

extension StringProtocol {
  /// The text on one line: what stands on several, with a space between.
  var onOneLine: String {
    split(whereSeparator: \.isNewline).map { $0.trimmingWhitespace() }
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The first place of some words, in capitals or small letters (ASCII only, so that places in the
  /// folded text are places in this one).
  func place(of words: String) -> Range<Index>? {
    func folded(_ byte: UInt8) -> UInt8 {
      UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }
    let wanted = words.utf8.map(folded)
    guard let first = wanted.first else { return startIndex..<startIndex }
    var start = utf8.startIndex
    while let found = utf8[start...].firstIndex(where: { folded($0) == first }) {
      var here = found
      var matched = 0
      while matched < wanted.count, here < utf8.endIndex, folded(utf8[here]) == wanted[matched] {
        here = utf8.index(after: here)
        matched += 1
      }
      if matched == wanted.count { return found..<here }
      start = utf8.index(after: found)
    }
    return nil
  }
}
