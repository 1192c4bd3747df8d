internal import RPM

/// One line of the import format as it was read, before it is known whom it meets in the library.
struct UserLine {
  /// What is wrong with a line, without file and number.
  struct Mistake: Error, Hashable {
    var reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }

  /// What `labels` says.
  enum Labels: Hashable {
    case absent
    case none
    case closed([String])
  }

  /// One element of `history` or `test`.
  struct Item: Hashable {
    /// `history[3]`, for messages.
    var place: String
    var query: String
    var response: String
    var date: String?
    var options: [String]?
    var extra: String?
  }

  var name: String
  var task: String
  var instruction: String?
  var labels: Labels
  var ordered: Bool?
  var history: [Item]
  var test: [Item]
  var extra: String?

  /// Creates a line of what another format says.
  init(
    name: String, task: String, instruction: String, labels: Labels, history: [Item],
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

  /// Reads a line.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Mistake) {
    if let offset = UTF8Check.firstInvalidByte(of: bytes) {
      throw Mistake("byte \(offset + 1) of the line is not UTF-8; save the file as UTF-8")
    }
    let value: JSONValue
    do throws(JSONReader.Mistake) {
      value = try JSONReader.value(of: bytes)
    } catch {
      throw Mistake("not JSON at byte \(error.offset + 1): \(error.reason)")
    }
    guard case .object(let members) = value else {
      throw Mistake("the line is \(value.kind), not an object")
    }
    let fields = Fields(members, place: "")
    name = try fields.filledText("user")
    task = try fields.filledText("task")
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
    let date = try fields.text("date")
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

/// The members of an object, by key; the last of a repeated key counts.
struct Fields {
  let members: [JSONValue.Member]
  let place: String

  init(_ members: [JSONValue.Member], place: String) {
    self.members = members
    self.place = place
  }

  subscript(key: String) -> JSONValue? {
    members.last { $0.key == key }?.value
  }

  func filledText(_ key: String) throws(UserLine.Mistake) -> String {
    guard let text = try text(key) else { throw UserLine.Mistake("\(place)\(key) is missing") }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw UserLine.Mistake("\(place)\(key) is empty")
    }
    return text
  }

  func text(_ key: String) throws(UserLine.Mistake) -> String? {
    switch self[key] {
    case nil, .null: nil
    case .some(let value): try Self.text(value, place + key)
    }
  }

  /// A text, or a number as it would be written as a label: `5.0` is `5`.
  static func text(_ value: JSONValue, _ place: String) throws(UserLine.Mistake) -> String {
    switch value {
    case .string(let text):
      guard !text.utf8.contains(0) else {
        throw UserLine.Mistake("\(place) holds the character U+0000, which cannot be stored")
      }
      return text
    case .number(let text):
      guard Int(text) == nil, let number = Double(text), abs(number) < 1e15,
        let integer = Int(exactly: number)
      else { return text }
      return String(integer)
    default:
      throw UserLine.Mistake("\(place) is \(value.kind), not a text or a number")
    }
  }

  /// The members the format does not know, as the text of one object; `nil` when there are none.
  func rest(without keys: Set<String>) -> String? {
    let unknown = members.filter { !keys.contains($0.key) }
    return unknown.isEmpty ? nil : JSONValue.object(unknown).text
  }
}

/// Tells where bytes stop being UTF-8.
enum UTF8Check {
  static func firstInvalidByte(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
