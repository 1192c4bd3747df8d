/// Tells how records stand in a file, by its beginning.
enum ContainerFinder {
  /// So many bytes are looked at.
  static let lookahead = 1 << 20

  /// Keys of lists that hold what a person did, rather than people or rows.
  private static let innerLists: Set<String> = [
    "messages", "history", "turns", "profile", "conversation", "test", "labels", "options",
    "choices", "images", "tags", "categories", "conversation_history",
  ]

  /// The container of text that begins so.
  ///
  /// - Parameters:
  ///   - text: the first bytes, at most `lookahead`.
  ///   - isWhole: whether these are all.
  /// - Throws: why there is none.
  static func container(
    beginning text: ArraySlice<UInt8>, isWhole: Bool, file: String
  ) throws(RecordMistake) -> Container {
    let start = text.firstIndex { $0 > 0x20 } ?? text.endIndex
    let body = text[start...]
    guard let first = body.first else {
      throw RecordMistake(text.isEmpty ? "the file is empty" : "there is nothing but space in it")
    }
    if first == UInt8(ascii: "["), let container = try list(body) { return container }
    if first == UInt8(ascii: "{") { return object(body, isWhole: isWhole) }
    if hasJSONLine(body) { return .lines }
    return .table(try TableSniffer.form(of: body, isWhole: isWhole, file: file))
  }

  /// A list that is all of the file; `nil` where the bracket is a character of a table.
  private static func list(_ body: ArraySlice<UInt8>) throws(RecordMistake) -> Container? {
    let next = body.dropFirst().first { $0 > 0x20 }
    switch next {
    case nil: throw RecordMistake("the file ends within its list")
    case UInt8(ascii: "{"): return .list(path: [])
    case UInt8(ascii: "]"): throw RecordMistake("the list is empty")
    case UInt8(ascii: "["):
      throw RecordMistake(
        "this is a list of lists; write each row as an object, {\"column\": value}, or as CSV")
    case .some(let byte) where byte == UInt8(ascii: "\"") || AnswerNumber.begins(with: byte):
      throw RecordMistake("this is a list of texts or numbers, not of objects")
    default: return nil
    }
  }

  private static func object(_ body: ArraySlice<UInt8>, isWhole: Bool) -> Container {
    var outline = JSONOutline()
    var lists: [[String]] = []
    var closing: Int?
    for index in body.indices {
      switch outline.step(body[index]) {
      case .listOfObjects(let path): lists.append(path)
      case .closed: closing = index
      case nil: break
      }
      if closing != nil { break }
    }
    let firstLine = body.firstIndex(of: 0x0A) ?? body.endIndex
    guard let closing else {
      // A second line that begins an object says that the first one is broken.
      let next = body[firstLine...].drop { $0 <= 0x20 }
      let isLines =
        next.first == UInt8(ascii: "{") && next.startIndex > 0
        && body[next.startIndex - 1] == 0x0A
      if !isLines, let path = holder(among: lists) { return .list(path: path) }
      return isLines || firstLine == body.endIndex ? .lines : .objects
    }
    let rest = body[(closing + 1)...].drop { $0 <= 0x20 }
    if rest.isEmpty, isWhole, let path = holder(among: lists) { return .list(path: path) }
    return closing < firstLine ? .lines : .objects
  }

  /// The list that holds the records: the outermost one that is not of what a person did.
  private static func holder(among lists: [[String]]) -> [String]? {
    lists.filter { path in
      path.count <= 3 && !path.contains { innerLists.contains($0.lowercased()) }
    }.min { $0.count < $1.count }
  }

  /// Whether one of the first lines is an object, so that the others are broken ones.
  private static func hasJSONLine(_ body: ArraySlice<UInt8>) -> Bool {
    body.split(separator: 0x0A, maxSplits: 20).prefix(20).contains { line in
      guard line.first == UInt8(ascii: "{") else { return false }
      return line.withUnsafeBufferPointer { (try? JSONReader.value(of: $0)) != nil }
    }
  }
}
