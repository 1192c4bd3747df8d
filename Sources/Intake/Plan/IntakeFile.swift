/// A file that was opened and whose beginning was looked at.
package struct IntakeFile: Sendable {
  /// So many records are shown to shapes, and so many are looked at to guess roles.
  private static let shown = 50
  private static let looked = 1000

  package let source: ByteSource
  package let container: Container
  /// The first records.
  package let sample: [Record]
  /// What stands beside the list of records.
  package let around: [JSONValue.Member]
  /// The columns, by the first rows.
  package let columns: ColumnSurvey
  /// The name that people and tasks of the file have where nobody says one: `reviews` of
  /// `reviews.csv.gz`.
  package let plainName: String

  /// Opens a file; `-` is standard input.
  /// - Throws: `ImportProblem`: that it cannot be opened, or what it is instead of a file of records.
  package init(
    _ path: String, encoding: TextEncoding? = nil, halt: Halt = Halt(),
    progress: (Int) -> Void = { _ in }
  ) throws {
    source = try ByteSource(path, encoding: encoding, halt: halt, progress: progress)
    plainName = Self.plainName(path)
    var raw = [UInt8](repeating: 0, count: 4096)
    let count = try raw.withUnsafeMutableBytes { [source] in try source.read(into: $0, at: 0) }
    raw.removeLast(raw.count - count)
    let (text, isWhole) = try Self.beginning(of: source)
    if let words = ForeignFile.words(beginning: raw, file: source.name)
      ?? (source.packing == .none
        ? nil : ForeignFile.words(beginning: Array(text.prefix(4096)), file: source.name))
    {
      throw ImportProblem(file: source.name, line: nil, reason: words)
    }
    do throws(RecordMistake) {
      container = try ContainerFinder.container(
        beginning: text[...], isWhole: isWhole, file: source.name)
    } catch {
      throw ImportProblem(file: source.name, line: nil, reason: error.description)
    }
    around = Self.around(container, text)
    var records: [Record] = []
    var survey = ColumnSurvey(names: container.columns ?? [])
    var reader = try RecordReader(source, container, halt: halt)
    var read = 0
    // Records may be long: a sample of people with all their answers is enough.
    while read < Self.looked, reader.bytesRead < 16 << 20 {
      do {
        guard let item = try reader.next() else { break }
        read += 1
        guard case .record(let record) = item else { continue }
        if records.count < Self.shown { records.append(record) }
        survey.add(record)
      } catch let problem as ImportProblem where !records.isEmpty {
        // A file that breaks off is told by whoever reads all of it.
        _ = problem
        break
      }
    }
    sample = records
    columns = survey
  }

  private static func beginning(of source: ByteSource) throws -> (text: [UInt8], isWhole: Bool) {
    let reader = try ByteReader(source)
    var text = [UInt8](repeating: 0, count: ContainerFinder.lookahead)
    var count = 0
    while count < text.count - 8 {
      let step = try text.withUnsafeMutableBytes {
        try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
      }
      if step == 0 { break }
      count += step
    }
    let isWhole = count < text.count - 8
    text.removeLast(text.count - count)
    return (text, isWhole)
  }

  /// The texts, numbers, true and false beside the list of records.
  private static func around(_ container: Container, _ text: [UInt8]) -> [JSONValue.Member] {
    guard case .list(let path) = container, !path.isEmpty else { return [] }
    var members: [JSONValue.Member] = []
    var depth = 0
    var index = 0
    var key: String?
    // Members of the outermost object only.
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        var end = index + 1
        while end < text.count, text[end] != byte {
          end += text[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < text.count else { return members }
        if depth == 1 {
          let value = text[index...end].withUnsafeBufferPointer { try? JSONReader.value(of: $0) }
          if let found = key, let value {
            members.append(JSONValue.Member(key: found, value: value))
            key = nil
          } else if case .string(let name)? = value,
            text[(end + 1)...].first(where: { $0 > 0x20 }) == UInt8(ascii: ":")
          {
            key = name
          }
        }
        index = end
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "t"),
        UInt8(ascii: "f"):
        guard depth == 1, let found = key else { break }
        var end = index
        while end < text.count, text[end] > 0x20, !",}".utf8.contains(text[end]) { end += 1 }
        let value = text[index..<end].withUnsafeBufferPointer { try? JSONReader.value(of: $0) }
        if let value { members.append(JSONValue.Member(key: found, value: value)) }
        key = nil
        index = end - 1
      case UInt8(ascii: ","): if depth == 1 { key = nil }
      default: break
      }
      index += 1
    }
    return members
  }

  private static func plainName(_ path: String) -> String {
    guard path != "-" else { return "answers" }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let stem = last.split(separator: ".").first.map(String.init) ?? last
    return stem.isEmpty ? last : stem
  }

  /// Whether its records are people with their histories.
  var holdsPeople: Bool {
    if case .table = container { return false }
    if sample.isEmpty { return true }
    let keys: Set = ["user", "task", "labels", "ordered", "instruction", "history", "test"]
    return sample.contains { $0["history"] != nil && $0["user"] != nil }
      || sample.allSatisfy { record in record.members.allSatisfy { keys.contains($0.key) } }
  }
}
