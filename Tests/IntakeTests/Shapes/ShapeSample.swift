internal import Testing

@testable internal import Intake

/// Records of small invented files, and what shapes make of them.
enum ShapeSample {
  /// One JSON object a line.
  static func lines(_ text: String, file: String = "x.jsonl") throws -> [Record] {
    try text.split(separator: "\n").enumerated().map { index, line in
      let value = try JSONReader.value(of: String(line))
      guard case .object(let members) = value else {
        throw RecordMistake("line \(index + 1) of the sample is no object")
      }
      return Record(
        place: RecordPlace(file: file, line: index + 1, number: index + 1), members: members)
    }
  }

  /// Rows of a table, cells between bars; the first row names the columns.
  static func table(_ text: String, file: String = "x.csv") -> [Record] {
    let rows = text.split(separator: "\n").map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    }
    return rows.dropFirst().enumerated().map { index, cells in
      Record(
        place: RecordPlace(file: file, line: index + 2, number: index + 1),
        members: zip(rows[0], cells).map { JSONValue.Member(key: $0, value: .string($1)) })
    }
  }

  /// Rows between `::`, which name no columns.
  static func dat(_ text: String) -> [Record] {
    text.split(separator: "\n").enumerated().map { index, row in
      let members = row.split(separator: "::", omittingEmptySubsequences: false).enumerated().map {
        JSONValue.Member(key: "column \($0 + 1)", value: .string(String($1)))
      }
      return Record(
        place: RecordPlace(file: "x.dat", line: index + 1, number: index + 1), members: members)
    }
  }

  /// A table of so many columns between `::` without a header.
  static func datForm(_ columns: Int) -> Container {
    .table(
      TableForm(
        delimiter: Array("::".utf8), hasHeader: false,
        columns: (1...columns).map { "column \($0)" }))
  }

  /// A companion that was named.
  static func companion(
    _ role: String, _ records: [Record], around: [JSONValue.Member] = []
  ) -> CompanionFiles {
    CompanionFiles([
      role: CompanionFiles.File(around: around) { body in for record in records { try body(record) }
      }
    ])
  }

  /// What a shape makes of records: answers, and what it says beside them.
  static func read<Shape: SourceShape>(
    _ shape: Shape.Type, _ records: [Record], _ companions: CompanionFiles = CompanionFiles()
  ) throws -> (answers: [SourceAnswer], notes: ShapeNotes) {
    let shape = try Shape(companions: companions)
    var notes = ShapeNotes()
    var answers: [SourceAnswer] = []
    for record in records { answers += try shape.answers(in: record, notes: &notes) }
    return (answers, notes)
  }

  /// The mistake of one record; an issue where there is none.
  static func mistake<Shape: SourceShape>(
    _ shape: Shape.Type, _ line: String, _ companions: CompanionFiles = CompanionFiles()
  ) throws -> RecordMistake? {
    do {
      let (answers, _) = try read(shape, try lines(line), companions)
      Issue.record("\(line) gives \(answers)")
      return nil
    } catch let mistake as RecordMistake {
      return mistake
    }
  }
}
