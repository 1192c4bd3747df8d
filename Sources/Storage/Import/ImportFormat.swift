internal import GRDB

/// The formats that can be imported, each known by how a file begins.
enum ImportFormat: Hashable {
  /// One JSON object a line, a user each.
  case interactionLines
  /// LaMP's questions: an array of objects with a profile each.
  case lampQuestions
  /// LaMP's answers: an object that holds `golds`.
  case lampOutputs
  /// GlobalOpinionQA: a table with the columns question, selections and options.
  case opinionTable

  /// So many bytes are looked at.
  static let lookahead = 4096

  /// The format of a file that begins so. What is none of the others is read as lines, which says
  /// what is wrong with it.
  init(beginning bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if start.first == "[", start.dropFirst().first(where: { !$0.isWhitespace }) == "{" {
      self = .lampQuestions
    } else if start.first == "{", Self.opensGolds(start) {
      self = .lampOutputs
    } else if OpinionTableImporter.isHeader(start.prefix { !$0.isNewline }) {
      self = .opinionTable
    } else {
      self = .interactionLines
    }
  }

  /// Whether the first list of an object is that of its `golds`.
  private static func opensGolds(_ start: Substring) -> Bool {
    let head = start.prefix { $0 != "[" }.filter { !$0.isWhitespace }
    return head.count < start.count && head.hasSuffix("\"golds\":") && !head.contains("\"user\":")
  }

  /// Reads files of any of the formats. Of LaMP the first file of questions goes with the first of
  /// outputs, and so on.
  /// - Throws: `ImportProblem` when a file cannot be read to its end, `CancellationError`.
  static func read(
    _ paths: [String], with writer: inout UserWriter, into db: Database
  ) throws {
    var questions: [String] = []
    var outputs: [String] = []
    for path in paths {
      var reader = try LineReader(path: path)
      switch ImportFormat(beginning: try reader.peek(lookahead)) {
      case .interactionLines:
        try InteractionLinesImporter.read(&reader, with: &writer, into: db)
      case .opinionTable:
        try OpinionTableImporter.read(&reader, with: &writer, into: db)
      case .lampQuestions where path == "-", .lampOutputs where path == "-":
        throw ImportProblem(
          file: reader.name, line: nil,
          reason: "LaMP's questions and outputs are two files; name them both")
      case .lampQuestions: questions.append(path)
      case .lampOutputs: outputs.append(path)
      }
    }
    guard outputs.isEmpty || outputs.count == questions.count else {
      throw ImportProblem(
        file: outputs.last ?? "", line: nil,
        reason: "LaMP's files come in pairs; here are \(questions.count) of questions and "
          + "\(outputs.count) of outputs")
    }
    for (index, path) in questions.enumerated() {
      try LaMPImporter.read(
        questions: path, outputs: outputs.isEmpty ? nil : outputs[index], with: &writer, into: db)
    }
  }
}
