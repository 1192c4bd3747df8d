internal import Foundation
internal import Intake

/// What a file is and how it begins: small, whatever the file is.
struct ImportPreview: Hashable, Sendable {
  /// A column, with some of what is in it.
  struct Column: Hashable, Sendable {
    var name: String
    var examples: [String]
  }

  /// What the file is: `a table of 6 columns between commas, gzip, 1.2 MB`.
  let words: String
  private(set) var columns: [Column]
  /// The first records, a text for each column.
  private(set) var rows: [[String]]

  private static let rowLimit = 8
  private static let columnLimit = 100
  /// Longer cells are cut; nobody reads more of one in a table.
  private static let cellLimit = 160

  /// - Throws: `ImportProblem`, `CancellationError`.
  init(path: String, encoding: TextEncoding?, halt: Halt) throws {
    try Self.check(path)
    self.init(try IntakeFile(path, encoding: encoding, halt: halt))
  }

  private init(_ file: IntakeFile) {
    var words = [file.container.words]
    if file.source.packing != .none { words.append(file.source.packing.rawValue) }
    if file.source.encoding != .utf8 { words.append(file.source.encoding.rawValue) }
    words.append(Self.size(file.source.size))
    self.words = words.joined(separator: ", ")
    let names = file.columns.columns.prefix(Self.columnLimit).map(\.name)
    rows = file.sample.prefix(Self.rowLimit).map { record in
      names.map { Self.cell(record[$0]) }
    }
    columns = names.map { name in
      var examples: [String] = []
      for record in file.sample where examples.count < 3 {
        let text = Self.cell(record[name])
        if !text.isEmpty, !examples.contains(text) { examples.append(text) }
      }
      return Column(name: name, examples: examples)
    }
  }

  /// The same without what people wrote.
  var veiled: ImportPreview {
    var preview = self
    preview.rows = []
    for index in columns.indices { preview.columns[index].examples = [] }
    return preview
  }

  /// What stands in a cell, cut; lists and objects by how much is in them.
  private static func cell(_ value: JSONValue?) -> String {
    switch value {
    case .array(let items): "[\(items.count)]"
    case .object(let members): "{\(members.count)}"
    case .some(let value):
      String(
        String.UnicodeScalarView(
          (value.asText ?? "").unicodeScalars.prefix(cellLimit)))
    case nil: ""
    }
  }

  private static func size(_ bytes: Int) -> String {
    func tenths(_ unit: Int, _ name: String) -> String {
      let number = (bytes * 10 + unit / 2) / unit
      return "\(number / 10).\(number % 10) \(name)"
    }
    switch bytes {
    case ..<1000: return bytes == 1 ? "1 byte" : "\(bytes) bytes"
    case ..<1_000_000: return tenths(1000, "kB")
    case ..<1_000_000_000: return tenths(1_000_000, "MB")
    default: return tenths(1_000_000_000, "GB")
    }
  }

  /// Sees to it that a path names something that can be read twice, and is no terminal that would
  /// lose its keys.
  ///
  /// - Throws: `ImportProblem`.
  static func check(_ path: String) throws {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type =
      try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
    // What is not there, and what is a folder, is told by whoever opens it.
    let isRead = [nil, .typeRegular, .typeDirectory].contains(type)
    guard path != "-", isRead else {
      throw ImportProblem(
        file: path, line: nil,
        reason: "this is no file on a disk; in a shell, rationale import - reads what a program "
          + "writes")
    }
  }
}
