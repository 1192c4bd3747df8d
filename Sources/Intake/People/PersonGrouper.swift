/// Puts the answers of each person and task together, in the order of first mention, up to a limit of
/// memory: a person whose answers stand far apart comes in several lines.
struct PersonGrouper {
  private struct Key: Hashable {
    var person: String
    var task: String
  }

  /// About so many bytes are held.
  private static let limit = 16 << 20

  private let tasks: [String: TaskPlan]
  private var places: [Key: Int] = [:]
  private var lines: [UserLine] = []
  private var bytes = 0

  init(tasks: [String: TaskPlan]) { self.tasks = tasks }

  /// Whether it is time to hand on what there is.
  var isFull: Bool { bytes > Self.limit }

  /// Adds an answer that is settled.
  mutating func add(_ answer: SourceAnswer, task: String, place: RecordPlace) {
    let key = Key(person: answer.person, task: task)
    let index: Int
    if let known = places[key] {
      index = known
    } else {
      index = lines.count
      places[key] = index
      lines.append(line(answer.person, task))
      bytes += 512
    }
    let item = UserLine.Item(
      place: "line \(place.line): ", query: answer.query, response: answer.response,
      date: answer.date, options: answer.options,
      extra: answer.extra.isEmpty ? nil : JSONValue.object(answer.extra).text)
    bytes +=
      256 + item.query.utf8.count + item.response.utf8.count
      + (item.extra?.utf8.count ?? 0)
    if answer.isTest { lines[index].test.append(item) } else { lines[index].history.append(item) }
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
    defer {
      places.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
      bytes = 0
    }
    for line in lines { try body(line) }
  }
}
