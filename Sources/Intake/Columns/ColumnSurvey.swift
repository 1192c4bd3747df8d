internal import RPM

/// What is known of a column once all rows were looked at.
package struct ColumnFinding: Sendable {
  /// Its name; the path of keys with full stops between where objects are nested.
  package let name: String
  /// Cells that are not empty.
  package fileprivate(set) var filled = 0
  /// Of these, numbers, and those that are lists.
  package fileprivate(set) var numbers = 0
  package fileprivate(set) var lists = 0
  /// Cells of several words.
  package fileprivate(set) var phrases = 0
  fileprivate var length = 0
  fileprivate var differing = DistinctCount()
  /// Texts of up to 60 bytes with their counts; `nil` where there are too many.
  package fileprivate(set) var values: [String: Int]? = [:]
  /// Dates, as long as most cells are some.
  fileprivate var dates: DateColumn? = DateColumn()

  fileprivate init(_ name: String) { self.name = name }

  /// How many different texts there are, about where there are more than a thousand.
  package var distinct: Int { differing.count }
  /// The mean length in bytes of cells that are not empty.
  package var meanLength: Double { filled == 0 ? 0 : Double(length) / Double(filled) }
  /// Whether most cells are dates, and no plain small numbers.
  package var holdsDates: Bool {
    guard let dates, dates.seen > 0 else { return false }
    return dates.form != nil && Double(dates.unread) < 0.2 * Double(dates.seen)
      || { if case .ambiguous = dates.finding { true } else { false } }()
  }
  /// Whether all are numbers.
  var isNumeric: Bool { filled > 0 && numbers == filled }

  fileprivate mutating func add(_ value: JSONValue) {
    if case .array(let items) = value {
      if !items.isEmpty { (filled, lists) = (filled + 1, lists + 1) }
      return
    }
    guard let text = value.asText, text.hasText else { return }
    filled += 1
    length += text.utf8.count
    differing.add(text)
    if text.utf8.count <= 60 {
      if values != nil {
        values?[text.trimmed, default: 0] += 1
        if let count = values?.count, count > 200 { values = nil }
      }
      if let first = text.utf8.first, first < 0x3A || first == 0x49 || first > 0x7F,
        AnswerNumber(text) != nil
      {
        numbers += 1
      }
      if dates != nil {
        dates?.look(at: text)
        if let dates, dates.seen == 50, dates.unread > 15 { self.dates = nil }
      }
    } else {
      values = nil
      dates = nil
    }
    if text.has(0x20) { phrases += 1 }
  }
}

/// Looks at all columns of a file, in one pass.
package struct ColumnSurvey: Sendable {
  /// The columns in the order of the file.
  package private(set) var columns: [ColumnFinding] = []
  /// How many rows there were.
  package private(set) var rows = 0
  private var places: [String: Int] = [:]
  /// Objects are taken apart so deep, and no more columns are looked at.
  private static let maximumDepth = 3
  private static let maximumColumns = 200

  /// - Parameter names: the columns that are known beforehand, so that empty ones are there, too.
  init(names: [String] = []) {
    for name in names { _ = place(of: name) }
  }

  subscript(name: String) -> ColumnFinding? { places[name].map { columns[$0] } }

  mutating func add(_ record: Record) {
    rows += 1
    for (index, member) in record.members.enumerated() {
      // The columns of a table come in their order.
      if index < columns.count, columns[index].name == member.key, !member.value.isObject {
        columns[index].add(member.value)
      } else {
        add(member.value, name: member.key, depth: 1)
      }
    }
  }

  private mutating func add(_ value: JSONValue, name: String, depth: Int) {
    if case .object(let members) = value, depth < Self.maximumDepth {
      for member in members {
        add(member.value, name: "\(name).\(member.key)", depth: depth + 1)
      }
      return
    }
    guard let place = place(of: name) else { return }
    columns[place].add(value)
  }

  private mutating func place(of name: String) -> Int? {
    if let place = places[name] { return place }
    guard columns.count < Self.maximumColumns else { return nil }
    places[name] = columns.count
    columns.append(ColumnFinding(name))
    return columns.count - 1
  }
}

extension JSONValue {
  var isObject: Bool { if case .object = self { true } else { false } }
}
