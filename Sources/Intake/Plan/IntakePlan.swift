package import RPM

/// What would become of a file: told before it happens, then done.
package struct IntakePlan: Sendable {
  /// The file.
  package let file: IntakeFile
  /// How its records are understood.
  package let interpretation: Interpretation
  /// The columns over all rows; of rows only.
  package let columns: ColumnSurvey
  /// What is answered, in the order of first mention.
  package let tasks: [TaskPlan]
  /// How many people there are; one of two tasks counts once.
  package let people: Int
  /// Answers of histories, and test items.
  package let answers: Int
  package let tests: Int
  /// Records, good and bad.
  package let records: Int
  /// The dates of all answers.
  package let dates: DateColumn
  /// Records that cannot be read, the first hundred, and how many there are.
  package let problems: [ImportProblem]
  package let problemCount: Int
  /// What is done with the file that somebody may want to know, in sentences without full stop.
  package let remarks: [String]
  /// What is not sure.
  package let doubts: [IntakeDoubt]
  /// Labels that were given for all tasks, and into how many ranges numbers fall.
  package let options: IntakeOptions

  /// Whether nobody has to be asked.
  package var isSure: Bool { doubts.isEmpty && failure == nil }

  /// Whether each record that cannot be read stops all: of people, whose lines somebody wrote for
  /// this program; rows of other programs are as they are, and are named and left out.
  package var stopsAtProblems: Bool { if case .people = interpretation { true } else { false } }

  /// The roles of the columns; `nil` where it is not rows.
  package var roles: ColumnRoles? {
    if case .columns(let roles) = interpretation { roles } else { nil }
  }

  /// Why nothing would come of the file; `nil` where something would.
  package var failure: ImportProblem? {
    if answers + tests > 0 || people > 0, problemCount < records || records == 0 { return nil }
    if stopsAtProblems, problemCount > 0 { return nil }
    func problem(_ reason: String, line: Int? = nil) -> ImportProblem {
      ImportProblem(file: file.source.name, line: line, reason: reason)
    }
    if records == 0 {
      if case .table(let form) = file.container, form.hasHeader {
        return problem("the table has a header and no rows")
      }
      return problem("there is nothing in it to import")
    }
    // Without a role no row can be read, and the reason is the same for all.
    if let doubt = doubts.first(where: { $0.text.hasPrefix("no column holds") }) {
      return problem(doubt.description)
    }
    if let first = problems.first {
      return problem(
        "none of its \(Count.of(records, "record")) can be read; the first: \(first.reason)",
        line: first.line)
    }
    return problem("no answer came of its \(Count.of(records, "record"))")
  }
}

extension IntakePlan {
  /// In one line: `412 people, 18,301 answers, 1 to 5; user = reviewer, query = title + text, …`.
  package var words: String { countWords + "; " + rolesWords }

  /// What would come of it: `412 people, 18,301 answers, 1 to 5`.
  package var countWords: String {
    var parts = [
      Count.of(people, "person", "people"), Count.of(answers, "answer"),
    ]
    if tests > 0 { parts.append(Count.of(tests, "test item")) }
    if tasks.count > 1 { parts.append(Count.of(tasks.count, "task")) }
    let forms = Set(tasks.map(\.form.words))
    if let form = forms.first, forms.count == 1, stopsAtProblems == false { parts.append(form) }
    return parts.joined(separator: ", ")
  }

  /// `user = reviewer, query = title + text, response = stars, date = day (day.month.year)`.
  private var rolesWords: String {
    guard let roles else {
      var words = ["format = \(interpretation.name)"]
      if dates.seen > 0 { words.append("dates = \(dates.words)") }
      return words.joined(separator: ", ")
    }
    func setting(_ setting: ColumnRoles.Setting) -> String {
      switch setting {
      case .column(let column): column
      case .text(let text): "\"\(text)\""
      }
    }
    var words = [
      "user = \(roles.user ?? "everybody is \"\(file.plainName)\"")",
      "query = \(roles.query.isEmpty ? "none" : roles.query.joined(separator: " + "))",
      "response = \(roles.response ?? "none")",
    ]
    if let date = roles.date {
      words.append("date = \(date)" + (dates.seen > 0 ? " (\(dates.words))" : ""))
    }
    if !roles.options.isEmpty {
      words.append("options = \(roles.options.joined(separator: " + "))")
    }
    if let task = roles.task { words.append("task = \(setting(task))") }
    if let instruction = roles.instruction {
      words.append("instruction = \(setting(instruction))")
    }
    if let labels = roles.labels { words.append("labels = \(labels.joined(separator: ", "))") }
    if let labels = roles.labelsColumn { words.append("labels = \(labels)") }
    return words.joined(separator: ", ")
  }
}
