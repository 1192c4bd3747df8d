/// One line of the import format as it was read, before it is known whom it meets in the library.
package struct UserLine: Sendable, Hashable {
  /// What is wrong with a line.
  package typealias Mistake = RecordMistake

  /// What `labels` says.
  package enum Labels: Sendable, Hashable {
    case absent
    case none
    case closed([String])
  }

  /// One element of `history` or `test`.
  package struct Item: Sendable, Hashable {
    /// `history[3]`, for messages.
    package var place: String
    package var query: String
    package var response: String
    package var date: String?
    package var options: [String]?
    package var extra: String?

    /// Creates an item.
    package init(
      place: String, query: String, response: String, date: String?, options: [String]?,
      extra: String?
    ) {
      self.place = place
      self.query = query
      self.response = response
      self.date = date
      self.options = options
      self.extra = extra
    }
  }

  package var name: String
  package var task: String
  package var instruction: String?
  package var labels: Labels
  /// What the answers of the file show, for a person of whom nothing else is known.
  package var shown: AnswerForm?
  package var ordered: Bool?
  package var history: [Item]
  package var test: [Item]
  package var extra: String?
  /// Whether it is a piece of what a file says of a person, who is too long for one line: the pieces
  /// together are one list.
  package var isPart = false

  /// Creates a line of what another format says.
  package init(
    name: String, task: String, instruction: String?, labels: Labels, history: [Item],
    test: [Item] = []
  ) {
    self.name = name
    self.task = task
    self.instruction = instruction
    self.labels = labels
    self.history = history
    self.test = test
  }

  private static let keys: Set<String> = [
    "user", "task", "labels", "ordered", "instruction", "history", "test",
  ]
  private static let itemKeys: Set<String> = ["query", "response", "date", "options"]

  /// Reads a person.
  /// - Parameter task: the task's name where the person has none.
  package init(_ members: [JSONValue.Member], task other: String) throws(Mistake) {
    let fields = Fields(members, place: "")
    name = try fields.filledText("user")
    let task = try fields.text("task")
    self.task = task.flatMap { $0.trimmed.isEmpty ? nil : $0 } ?? other
    instruction = try fields.text("instruction")
    labels = try Self.labels(fields)
    ordered =
      switch fields["ordered"] {
      case nil, .null: nil
      case .bool(let value): value
      case .some(let other): throw Mistake("ordered is \(other.kind), not true or false")
      }
    guard let history = try Self.items(fields, "history") else {
      throw Mistake("history is missing")
    }
    self.history = history
    test = try Self.items(fields, "test") ?? []
    extra = fields.rest(without: Self.keys)
  }

  private static func labels(_ fields: Fields) throws(Mistake) -> Labels {
    switch fields["labels"] {
    case nil: return .absent
    case .null: return .none
    case .array(let values):
      var labels: [String] = []
      for (index, value) in values.enumerated() {
        let label = try Fields.text(value, "labels[\(index)]")
        guard !label.isEmpty else { throw Mistake("labels[\(index)] is empty") }
        guard !labels.contains(label) else {
          throw Mistake("the label \"\(label)\" is there twice")
        }
        labels.append(label)
      }
      guard !labels.isEmpty else {
        throw Mistake("labels is empty; name the labels, or write null for free text")
      }
      return .closed(labels)
    case .some(let other): throw Mistake("labels is \(other.kind), not a list or null")
    }
  }

  private static func items(_ fields: Fields, _ key: String) throws(Mistake) -> [Item]? {
    switch fields[key] {
    case nil, .null: return nil
    case .array(let values):
      var items: [Item] = []
      items.reserveCapacity(values.count)
      for (index, value) in values.enumerated() {
        items.append(try item(value, place: "\(key)[\(index)]"))
      }
      return items
    case .some(let other): throw Mistake("\(key) is \(other.kind), not a list")
    }
  }

  private static func item(_ value: JSONValue, place: String) throws(Mistake) -> Item {
    guard case .object(let members) = value else {
      throw Mistake("\(place) is \(value.kind), not an object")
    }
    let fields = Fields(members, place: place + ".")
    let query = try fields.filledText("query")
    let response = try fields.filledText("response")
    // An empty date is none.
    let date = try fields.text("date").flatMap { $0.trimmed.isEmpty ? nil : $0 }
    var options: [String]?
    switch fields["options"] {
    case nil, .null: break
    case .array(let values):
      var texts: [String] = []
      for (index, value) in values.enumerated() {
        texts.append(try Fields.text(value, "\(place).options[\(index)]"))
      }
      options = texts
    case .some(let other): throw Mistake("\(place).options is \(other.kind), not a list")
    }
    return Item(
      place: place, query: query, response: response, date: date, options: options,
      extra: fields.rest(without: itemKeys))
  }
}
