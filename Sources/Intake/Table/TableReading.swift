/// Reads a table to its end and keeps nothing: for Benchmarks, which is a package of its own.
public enum TableReading {
  /// How many cells a file of comma-separated values has.
  /// - Throws: that it cannot be read, or is no text.
  public static func cells(of path: String) throws -> Int {
    let source = try ByteSource(path)
    let form = TableForm(delimiter: [UInt8(ascii: ",")], hasHeader: true, columns: [])
    var scanner = TableScanner(
      try TextBuffer(source, halt: Halt(), isStrict: true), form: form)
    var cells = 0
    while let row = try scanner.next() {
      if case .cells = row { cells += scanner.count }
    }
    return cells
  }
}
