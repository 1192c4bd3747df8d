/// Reads the records of a source one after the other in constant memory.
package struct RecordReader: ~Copyable {
  /// What is next in a file.
  package enum Item: Sendable {
    case record(Record)
    /// What cannot be read as a record.
    case mistake(RecordMistake, at: RecordPlace)
  }

  private enum Kind {
    case lines, elements, table
  }

  private let name: String
  private let columns: [String]
  private var skipsHeader = false
  private var number = 0
  // One of the three is there.
  private let kind: Kind
  private var lines: TextBuffer?
  private var elements: JSONElements?
  private var table: TableScanner?

  /// - Throws: `ImportProblem` when the source cannot be read.
  package init(_ source: ByteSource, _ container: Container, halt: Halt) throws {
    name = source.name
    columns = container.columns ?? []
    switch container {
    case .lines:
      kind = .lines
      lines = try TextBuffer(source, halt: halt, isStrict: false)
    case .list(let path):
      kind = .elements
      elements = JSONElements(
        try TextBuffer(source, halt: halt, isStrict: true), .list(path: path))
    case .objects:
      kind = .elements
      elements = JSONElements(try TextBuffer(source, halt: halt, isStrict: true), .sequence)
    case .table(let form):
      kind = .table
      table = TableScanner(try TextBuffer(source, halt: halt, isStrict: true), form: form)
      skipsHeader = form.hasHeader
    }
  }

  /// How many bytes of the file were read, packed as it is.
  package private(set) var bytesRead = 0

  /// The next record or mistake; `nil` at the end. Blank lines are passed over.
  /// - Throws: `ImportProblem` when the file cannot be read on, `CancellationError`.
  package mutating func next() throws -> Item? {
    switch kind {
    case .lines:
      defer { bytesRead = lines?.bytesRead ?? 0 }
      return try nextLine()
    case .elements:
      defer { bytesRead = elements?.bytesRead ?? 0 }
      return try nextElement()
    case .table:
      defer { bytesRead = table?.bytesRead ?? 0 }
      return try nextRow()
    }
  }

  private mutating func nextLine() throws -> Item? {
    while let (bytes, line) = try lines?.nextLine() {
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      number += 1
      let place = RecordPlace(file: name, line: line, number: number)
      if let offset = UTF8Check.firstInvalidByte(of: bytes) {
        return .mistake(
          RecordMistake("byte \(offset + 1) of the line is not UTF-8; \(UTF8Check.wayOut)"),
          at: place)
      }
      return item(
        Result { () throws(JSONReader.Mistake) in try JSONReader.value(of: bytes) },
        what: "the line", at: place)
    }
    return nil
  }

  private mutating func nextElement() throws -> Item? {
    guard let value = try elements?.next() else { return nil }
    number += 1
    let place = RecordPlace(file: name, line: elements?.line ?? 0, number: number)
    return item(value, what: "it", at: place)
  }

  private func item(
    _ value: Result<JSONValue, JSONReader.Mistake>, what: String, at place: RecordPlace
  ) -> Item {
    switch value {
    case .success(.object(let members)): .record(Record(place: place, members: members))
    case .success(let other):
      .mistake(RecordMistake("\(what) is \(other.kind), not an object"), at: place)
    case .failure(let mistake):
      .mistake(
        RecordMistake("not JSON at byte \(mistake.offset + 1): \(mistake.reason)"), at: place)
    }
  }

  private mutating func nextRow() throws -> Item? {
    while let row = try table?.next() {
      if case .blank = row { continue }
      if skipsHeader {
        skipsHeader = false
        if case .cells = row { continue }
      }
      number += 1
      let place = RecordPlace(file: name, line: table?.line ?? 0, number: number)
      switch row {
      case .blank: continue
      case .mistake(let mistake): return .mistake(mistake, at: place)
      case .cells:
        if let mistake = wrongCount() { return .mistake(mistake, at: place) }
        var members: [JSONValue.Member] = []
        members.reserveCapacity(columns.count)
        for (index, column) in columns.enumerated() {
          members.append(
            JSONValue.Member(key: column, value: .string(table?.text(index) ?? "")))
        }
        return .record(Record(place: place, members: members))
      }
    }
    return nil
  }

  /// What is wrong with the number of cells of the last row.
  private mutating func wrongCount() -> RecordMistake? {
    let count = table?.count ?? 0
    if count == columns.count { return nil }
    if count < columns.count {
      let missing = columns[count...].prefix(5).joined(separator: ", ")
      return RecordMistake(
        "\(count) cells of \(columns.count): none for \(missing)"
          + (columns.count - count > 5 ? ", …" : ""))
    }
    let more = (columns.count..<count).map { table?.text($0) ?? "" }
    if more.allSatisfy(\.isEmpty) { return nil }
    let example = more.first { !$0.isEmpty } ?? ""
    return RecordMistake(
      "\(count) cells for \(columns.count) columns: behind \(columns.last ?? "") stands "
        + "\"\(example.prefix(30))\"; a text that holds a delimiter needs quotes")
  }
}

extension TableScanner {
  /// How many bytes of the file were read, packed as it is.
  var bytesRead: Int { buffer.bytesRead }
}
