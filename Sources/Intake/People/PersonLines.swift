/// Answers put together by person and task, in the order of first mention.
struct PersonLines {
  private struct Key: Hashable {
    var person: String
    var task: String
  }

  private let tasks: [String: TaskPlan]
  private var places: [Key: Int] = [:]
  private var lines: [UserLine] = []
  /// About how many bytes are held.
  private(set) var bytes = 0

  init(tasks: [String: TaskPlan]) { self.tasks = tasks }

  mutating func add(_ answer: SettledAnswer) {
    let key = Key(person: answer.person, task: answer.task)
    let index: Int
    if let known = places[key] {
      index = known
    } else {
      index = lines.count
      places[key] = index
      lines.append(line(answer.person, answer.task))
      bytes += 512
    }
    bytes +=
      256 + answer.query.utf8.count + answer.response.utf8.count
      + (answer.extra?.utf8.count ?? 0)
    if answer.isTest {
      lines[index].test.append(answer.item)
    } else {
      lines[index].history.append(answer.item)
    }
  }

  private func line(_ person: String, _ task: String) -> UserLine {
    let plan = tasks[task]
    var line = UserLine(
      name: person, task: task, instruction: plan?.instruction,
      labels: plan?.form.labels.map { .closed($0) } ?? .none, history: [])
    if plan?.form.labels != nil { line.ordered = plan?.form.isOrdered }
    return line
  }

  /// Hands on what there is.
  mutating func flush(_ body: (UserLine) throws -> Void) throws {
    let handed = lines
    places.removeAll(keepingCapacity: true)
    lines.removeAll()
    bytes = 0
    for line in handed { try body(line) }
  }
}
