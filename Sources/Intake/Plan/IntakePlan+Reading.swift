extension IntakePlan {
  /// What comes out of a file.
  package enum Event: Sendable {
    /// A person, or a piece of one (`UserLine.isPart`), and the line where it stands; of rows `nil`.
    case person(UserLine, line: Int?)
    /// A record that cannot be read.
    case problem(ImportProblem)
  }

  /// Reads the file and hands on what the plan says, in bounded memory.
  ///
  /// - Parameter sink: throws to stop.
  /// - Returns: what was left out by the rules of the file's shape, in sentences with counts.
  /// - Throws: `ImportProblem` when the file cannot be read to its end, `CancellationError`, what
  ///   `sink` throws.
  @discardableResult
  package func read(
    halt: Halt = Halt(), progress: (IntakeProgress) -> Void = { _ in },
    into sink: (Event) throws -> Void
  ) throws -> [String] {
    let byName = Dictionary(
      tasks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let size = file.source.size
    var grouper = PersonGrouper(
      tasks: byName, file: file.source.name,
      size: file.source.packing == .none ? size : size * Self.usualPacking)
    var count = 0
    func tell(_ bytes: Int) {
      progress(
        IntakeProgress(
          file: file.source.name, bytes: bytes, size: size, records: count, isReading: true))
    }
    var book = NameBook()
    let walk = RecordWalk(file: file, interpretation: interpretation, halt: halt)
    let notes = try walk.run(
      progress: { bytes, records in
        count = records
        // What is put aside is still to come, and takes the most time.
        tell(grouper.isSpooling ? bytes / Self.shareOfReading : bytes)
      },
      wrong: { try sink(.problem($0)) },
      body: { yield, place in
        switch yield {
        case .person(let line):
          try sink(.person(settled(line, byName[line.task]), line: place.line))
        case .answers(let answers, _):
          var names: [String: String] = [:]
          for answer in answers {
            let task = answer.task ?? defaultTask
            guard let plan = byName[task] else { continue }
            var settled = answer
            do throws(RecordMistake) {
              try settle(&settled, plan.form)
            } catch {
              try sink(.problem(walk.problem(named(error), at: place)))
              continue
            }
            if isPersonPerRecord {
              let key = answer.person + "\0" + task
              let name =
                names[key]
                ?? book.name(answer.person, orElse: answer.personIfTaken, task: task)
              names[key] = name
              settled.person = name
            }
            try grouper.add(settled, task: task, line: place.line)
          }
        }
      })
    let read = size / Self.shareOfReading
    try grouper.finish(
      halt: halt, told: { share in tell(read + Int(share * Double(size - read))) },
      { try sink(.person($0, line: nil)) })
    tell(size)
    return notes.omissions.map { "\($0.reason): \($0.count) left out" }
  }

  /// Texts are about so many times as long as they are packed.
  private static let usualPacking = 5
  /// Reading a large file is about this part of an import; storing it is the rest.
  private static let shareOfReading = 8

  var isPersonPerRecord: Bool {
    if case .shape(let shape, _) = interpretation { shape.isPersonPerRecord } else { false }
  }

  /// The task of answers that name none.
  var defaultTask: String { Self.defaultTask(interpretation, file) }

  static func defaultTask(_ interpretation: Interpretation, _ file: IntakeFile) -> String {
    switch interpretation {
    case .people: file.plainName
    case .shape(let shape, _): shape.task.name ?? file.plainName
    case .columns(let roles):
      if case .text(let name)? = roles.task { name } else { file.plainName }
    }
  }

  /// An answer as its task has it.
  private func settle(_ answer: inout SourceAnswer, _ form: AnswerForm) throws(RecordMistake) {
    if form.kind == .options {
      if answer.options?.isEmpty != false,
        let lines = OptionLines.settled(query: answer.query, response: answer.response)
      {
        (answer.query, answer.response) = lines
      }
      return
    }
    answer.response = try form.settled(answer.response)
  }

  /// A mistake of the response with the name of its column.
  private func named(_ mistake: RecordMistake) -> RecordMistake {
    RecordMistake(column: roles?.response.map { $0 + ":" }, mistake.reason)
  }

  /// A person of a file with what the file does not say.
  private func settled(_ line: UserLine, _ plan: TaskPlan?) -> UserLine {
    var line = line
    if line.labels == .absent { line.shown = plan?.form }
    return line
  }
}
