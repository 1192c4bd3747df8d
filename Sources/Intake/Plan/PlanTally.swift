internal import RPM

/// Counts what a file would make.
struct PlanTally {
  /// So many problems are kept in full.
  static let limit = 100
  /// More tasks than this are no tasks.
  private static let mostTasks = 1000

  struct Task {
    var people: Set<UInt64> = []
    var answers = 0
    var tests = 0
    var responses = AnswerTally()
    var instruction: String?
    /// What the answers are, of a table of this program's own.
    var kind: String?
    var labels: [String] = []
    /// Whether a person of it says nothing of labels.
    var lacksLabels = false
    /// Labels that people name themselves.
    var named: [String] = []
    /// Answers of people who say that they have no labels.
    var free = AnswerTally()
  }

  private(set) var tasks: [String: Task] = [:]
  /// In the order of first mention.
  private(set) var names: [String] = []
  private(set) var people: Set<UInt64> = []
  private(set) var answers = 0
  private(set) var tests = 0
  var records = 0
  var dates: DateColumn
  private(set) var problems: [ImportProblem] = []
  private(set) var problemCount = 0
  var nameBook = NameBook()
  var notes = ShapeNotes()
  var columns: ColumnSurvey

  init(dateForm: DateForm?, columns: ColumnSurvey) {
    dates = DateColumn(form: dateForm)
    self.columns = columns
  }

  mutating func add(_ problem: ImportProblem) {
    problemCount += 1
    if problems.count < Self.limit { problems.append(problem) }
  }

  mutating func add(
    _ answer: SourceAnswer, task: String, place: RecordPlace
  ) throws(RecordMistake) {
    let hash = TextHash.value(of: answer.person)
    try with(task) { entry in
      entry.people.insert(hash)
      entry.responses.add(answer)
      if answer.isTest { entry.tests += 1 } else { entry.answers += 1 }
    }
    people.insert(hash)
    if answer.isTest { tests += 1 } else { answers += 1 }
    look(at: answer.date, place)
  }

  mutating func add(_ line: UserLine, place: RecordPlace) throws(RecordMistake) {
    let hash = TextHash.value(of: line.name)
    try with(line.task) { entry in
      entry.people.insert(hash)
      entry.answers += line.history.count
      entry.tests += line.test.count
      switch line.labels {
      case .absent:
        entry.lacksLabels = true
        for item in line.history + line.test {
          entry.responses.add(
            SourceAnswer(
              person: "", query: item.query, response: item.response, options: item.options))
        }
      case .closed(let labels):
        for label in labels where !entry.named.contains(label) && entry.named.count < 1000 {
          entry.named.append(label)
        }
      case .none:
        for item in line.history + line.test {
          entry.free.add(
            SourceAnswer(
              person: "", query: item.query, response: item.response, options: item.options))
        }
      }
    }
    people.insert(hash)
    answers += line.history.count
    tests += line.test.count
    for item in line.history + line.test { look(at: item.date, place) }
  }

  private mutating func look(at date: String?, _ place: RecordPlace) {
    dates.look(at: date, place: "\(place.file):\(place.line)")
  }

  /// What a row says of its task beside the answer.
  mutating func note(_ record: Record, _ roles: ColumnRoles, task: String) throws(RecordMistake) {
    try with(task) { entry in
      if entry.instruction == nil, case .column(let column)? = roles.instruction {
        entry.instruction =
          roles.isOwn ? OwnRows.text(column, of: record) : record.text(column)?.trimmed
      }
      if roles.isOwn, entry.kind == nil { entry.kind = OwnRows.text("kind", of: record) }
      if let column = roles.labelsColumn, let value = record[column], entry.labels.count < 200 {
        var texts: [String] = []
        if case .array(let items) = value {
          texts = items.compactMap(\.asText)
        } else if let text = record.text(column) {
          texts = OptionList.texts(in: text)
        }
        for text in texts where !entry.labels.contains(text) { entry.labels.append(text) }
      }
    }
  }

  private mutating func with(
    _ task: String, _ body: (inout Task) -> Void
  ) throws(RecordMistake) {
    if tasks[task] == nil {
      guard names.count < Self.mostTasks else {
        throw RecordMistake(
          "the file has more than \(Self.mostTasks) tasks; is --task a column of something else?")
      }
      names.append(task)
      tasks[task] = Task()
    }
    body(&tasks[task, default: Task()])
  }
}
