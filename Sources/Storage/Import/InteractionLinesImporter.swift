internal import GRDB
internal import RPM

/// Reads files of one JSON object a line, a user each.
enum InteractionLinesImporter {
  /// Imports one file inside a transaction that the caller holds.
  /// - Throws: `ImportProblem` when the file cannot be read to its end, `CancellationError`.
  static func read(
    _ reader: inout LineReader, with writer: inout UserWriter, into db: Database
  ) throws {
    while true {
      try Task.checkCancellation()
      let parsed = try reader.next { bytes -> Result<UserLine, UserLine.Mistake>? in
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
        return Result { () throws(UserLine.Mistake) in try UserLine(bytes) }
      }
      guard let parsed else { break }
      guard let parsed else { continue }
      writer.report.lines += 1
      do {
        try writer.store(parsed.get(), in: db)
      } catch let mistake as UserLine.Mistake {
        writer.report.add(
          ImportProblem(file: reader.name, line: reader.line, reason: mistake.reason))
      }
      if writer.report.lines % 64 == 0 { writer.tell(reader) }
    }
    writer.tell(reader)
  }
}
