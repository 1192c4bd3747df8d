internal import Testing

@testable internal import Intake

@Suite struct TableScannerTests {
  /// Rows of cells, and what is wrong with others.
  private func rows(
    _ text: String, delimiter: String = ",", backslash: Bool = false
  ) throws -> [[String]] {
    var scanner = TableScanner(
      TextBuffer(Array(text.utf8), name: "t"),
      form: TableForm(
        delimiter: Array(delimiter.utf8), hasHeader: false, escapesWithBackslash: backslash,
        columns: []))
    var rows: [[String]] = []
    while let row = try scanner.next() {
      switch row {
      case .blank: break
      case .cells: rows.append((0..<scanner.count).map { scanner.text($0) })
      case .mistake(let mistake): rows.append(["\(scanner.line): \(mistake.reason)"])
      }
    }
    return rows
  }

  @Test(arguments: [
    ("a,b", [["a", "b"]]), ("\"a,b\",c\r\n", [["a,b", "c"]]),
    ("\"a\"\"b\"\"\",\"\"", [["a\"b\"", ""]]), ("\"x\ny\",", [["x\ny", ""]]),
    ("é,“ü”", [["é", "“ü”"]]), ("a, \"b,c\" ,d", [["a", "b,c", "d"]]),
    ("5\" disk,x\ny,z", [["5\" disk", "x"], ["y", "z"]]),
    ("a,b\n\n\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("\"\"\"\"", [["\""]]), (",", [["", ""]]), ("a\r\n\"b\"\r\n", [["a"], ["b"]]),
    ("\"a\"\r\n\"b\",\"c\"", [["a"], ["b", "c"]]),
  ])
  func cellsAreRead(text: String, cells: [[String]]) throws {
    #expect(try rows(text) == cells)
  }

  @Test func delimitersOfTwoBytes() throws {
    #expect(
      try rows("1::a:b::3\n2::c::4", delimiter: "::") == [["1", "a:b", "3"], ["2", "c", "4"]])
  }

  @Test func quotesBehindABackslash() throws {
    #expect(
      try rows(#""a \"b\", c",d"# + "\n" + #""e\\",f"#, backslash: true)
        == [["a \"b\", c", "d"], ["e\\", "f"]])
  }

  @Test func openQuotesAreNamedByTheirLine() throws {
    let found = try rows("a,b\nc,\"d\ne,f\ng,h\n")
    #expect(found.count == 2)
    #expect(found[1][0].hasPrefix("2: the quote that opens on line 2, in cell 2, is never closed"))
    #expect(
      try rows("a,\"b\"c,d\ne,f\n") == [
        [
          "1: cell 2 goes on behind its closing quote; a quote within quotes is written twice"
        ], ["e", "f"],
      ])
  }

  @Test(arguments: ["a,b\nc,\"d\"", "a,b\nc,d", "a,b\nc,", "a,b\n\"c\",\"d\"\"\""])
  func theLastRowOfAFileNeedsNoLineEnd(text: String) throws {
    let scratch = try IntakeScratch()
    let source = try ByteSource(try scratch.write(text, "w.csv"))
    var scanner = TableScanner(
      try TextBuffer(source, halt: Halt(), isStrict: true),
      form: TableForm(delimiter: [44], hasHeader: false, columns: []))
    var found: [[String]] = []
    while let row = try scanner.next() {
      if case .cells = row { found.append((0..<scanner.count).map { scanner.text($0) }) }
    }
    #expect(try found == rows(text))
  }

  /// What is written as RFC 4180 says comes back, wherever the reading of the file is cut.
  @Test func whatIsWrittenComesBack() throws {
    let scratch = try IntakeScratch()
    var state: UInt64 = 7
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let parts = [
      "a", "\"", ",", "\n", "é", "word ", "\r\n", ";", "\\", String(repeating: "x", count: 900),
    ]
    var written: [[String]] = []
    var text = ""
    for _ in 0..<6000 {
      let row = (0..<3).map { _ in (0..<next(5)).map { _ in parts[next(parts.count)] }.joined() }
      written.append(row)
      text += row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
    }
    let source = try ByteSource(try scratch.write(text, "w.csv"))
    var scanner = TableScanner(
      try TextBuffer(source, halt: Halt(), isStrict: true),
      form: TableForm(delimiter: [44], hasHeader: false, columns: []))
    var index = 0
    while let row = try scanner.next() {
      guard case .cells = row, scanner.count == 3 else {
        Issue.record("row \(index)")
        break
      }
      let cells = (0..<3).map { scanner.text($0) }
      if cells.map({ Array($0.utf8) }) != written[index].map({ Array($0.utf8) }) {
        Issue.record("row \(index): \(cells)")
        break
      }
      index += 1
    }
    #expect(index == written.count && source.size > 3 << 20)
  }
}
