/// An answer as it goes into a history, and whose it is.
struct SettledAnswer {
  var person: String
  var task: String
  var isTest: Bool
  /// The line where it stands.
  var line: Int
  var query: String
  var response: String
  var date: String?
  var options: [String]?
  var extra: String?

  init(_ answer: SourceAnswer, task: String, line: Int) {
    person = answer.person
    self.task = task
    isTest = answer.isTest
    self.line = line
    query = answer.query
    response = answer.response
    date = answer.date
    options = answer.options
    extra = answer.extra.isEmpty ? nil : JSONValue.object(answer.extra).text
  }

  var item: UserLine.Item {
    UserLine.Item(
      place: "line \(line): ", query: query, response: response, date: date, options: options,
      extra: extra)
  }
}

/// The bytes of an answer in a temporary file, for this process only.
extension SettledAnswer {
  private enum Mark: UInt8 {
    case test = 1
    case date = 2
    case options = 4
    case extra = 8
  }

  func append(to bytes: inout [UInt8]) {
    var marks: UInt8 = 0
    if isTest { marks |= Mark.test.rawValue }
    if date != nil { marks |= Mark.date.rawValue }
    if options != nil { marks |= Mark.options.rawValue }
    if extra != nil { marks |= Mark.extra.rawValue }
    bytes.append(marks)
    Self.append(line, to: &bytes)
    for text in [person, task, query, response] { Self.append(text, to: &bytes) }
    if let date { Self.append(date, to: &bytes) }
    if let options {
      Self.append(options.count, to: &bytes)
      for option in options { Self.append(option, to: &bytes) }
    }
    if let extra { Self.append(extra, to: &bytes) }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  /// Reads one that `append` wrote, and moves the place behind it.
  init(_ bytes: UnsafeRawBufferPointer, at place: inout Int) {
    func number() -> Int {
      defer { place += MemoryLayout<Int>.size }
      return bytes.loadUnaligned(fromByteOffset: place, as: Int.self)
    }
    func text() -> String {
      let count = number()
      defer { place += count }
      return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }
    let marks = bytes[place]
    place += 1
    isTest = marks & Mark.test.rawValue != 0
    line = number()
    person = text()
    task = text()
    query = text()
    response = text()
    date = marks & Mark.date.rawValue != 0 ? text() : nil
    options = marks & Mark.options.rawValue != 0 ? (0..<number()).map { _ in text() } : nil
    extra = marks & Mark.extra.rawValue != 0 ? text() : nil
  }
}
