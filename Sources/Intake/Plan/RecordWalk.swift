/// Goes through all records of a file and makes answers or people of them.
struct RecordWalk {
  /// What a record is.
  enum Yield {
    case person(UserLine)
    case answers([SourceAnswer], Record)
  }

  let file: IntakeFile
  let interpretation: Interpretation
  let halt: Halt

  /// Hands every record to `body`, and what is wrong with others to `wrong`.
  ///
  /// - Returns: what a shape noted.
  /// - Throws: `ImportProblem` when the file cannot be read to its end, `CancellationError`, what
  ///   the functions throw. A `RecordMistake` that `body` throws is the record's.
  func run(
    progress: (_ bytes: Int, _ records: Int) -> Void,
    wrong: (ImportProblem) throws -> Void,
    record seen: (Record) -> Void = { _ in },
    body: (Yield, RecordPlace) throws -> Void
  ) throws -> ShapeNotes {
    var notes = ShapeNotes()
    var shape: (any SourceShape)?
    if case .shape(let type, let companions) = interpretation {
      shape = try type.init(companions: companions)
    }
    var columns: Set<String> = []
    if case .columns(let roles) = interpretation { columns = roles.columns }
    var reader = try RecordReader(file.source, file.container, halt: halt)
    var records = 0
    while let item = try reader.next() {
      records += 1
      if records % 64 == 0 {
        try halt.check()
        progress(reader.bytesRead, records)
      }
      switch item {
      case .mistake(let mistake, let place): try wrong(problem(mistake, at: place))
      case .record(let record):
        seen(record)
        do {
          try body(try yield(record, shape, columns, &notes), record.place)
        } catch let mistake as RecordMistake {
          try wrong(problem(mistake, at: record.place))
        }
        for mistake in notes.mistakes { try wrong(problem(mistake, at: record.place)) }
        notes.mistakes.removeAll()
      }
    }
    progress(reader.bytesRead, records)
    return notes
  }

  private func yield(
    _ record: Record, _ shape: (any SourceShape)?, _ columns: Set<String>,
    _ notes: inout ShapeNotes
  ) throws(RecordMistake) -> Yield {
    switch interpretation {
    case .people: .person(try UserLine(record.members, task: file.plainName))
    case .columns(let roles) where roles.isOwn:
      .answers([try OwnRows.answer(in: record)], record)
    case .columns(let roles):
      .answers(
        [try roles.answer(in: record, onePerson: file.plainName, columns: columns)], record)
    case .shape: .answers(try shape?.answers(in: record, notes: &notes) ?? [], record)
    }
  }

  /// A mistake with the number of its row or element, which lines alone do not tell.
  func problem(_ mistake: RecordMistake, at place: RecordPlace) -> ImportProblem {
    var problem = ImportProblem(mistake, at: place)
    switch file.container {
    case .lines: break
    case .table: problem.reason = "row \(place.number): \(problem.reason)"
    case .list, .objects: problem.reason = "element \(place.number): \(problem.reason)"
    }
    return problem
  }
}
