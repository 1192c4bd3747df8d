/// Puts the answers of each person and task of a file together, however far apart they stand.
///
/// A small file is held, and its people come in the order of first mention. What is larger goes into
/// a temporary file in parts by person, and each part is put together by itself: memory is bounded,
/// every answer is written and read once, and a person comes whole. Only one whose answers alone are
/// more than may be held comes in pieces (`UserLine.isPart`), one behind the other.
struct PersonGrouper {
  /// About so many bytes are held.
  private static let limit = 16 << 20
  /// About so many bytes of the file are to be in a part.
  private static let partSize = 6 << 20

  private let file: String
  private let parts: Int
  private let limit: Int
  private var lines: PersonLines
  private var held: [SettledAnswer] = []
  private var bytes = 0
  private var spool: PersonSpool?

  /// - Parameters:
  ///   - file: its name, for messages.
  ///   - size: about how many bytes it has, unpacked.
  ///   - limit: how many bytes are held.
  init(tasks: [String: TaskPlan], file: String, size: Int, limit: Int = Self.limit) {
    self.file = file
    self.limit = limit
    parts = min(1024, max(16, size / Self.partSize))
    lines = PersonLines(tasks: tasks)
  }

  /// Whether there is more than is held.
  var isSpooling: Bool { spool != nil }

  /// Adds an answer that is settled.
  /// - Throws: `ImportProblem` when a temporary file cannot be written.
  mutating func add(_ answer: SourceAnswer, task: String, line: Int) throws {
    let answer = SettledAnswer(answer, task: task, line: line)
    if let spool { return try spool.add(answer) }
    held.append(answer)
    bytes +=
      256 + answer.query.utf8.count + answer.response.utf8.count + (answer.extra?.utf8.count ?? 0)
    guard bytes > limit else { return }
    let spool = try PersonSpool(for: file, parts: parts)
    for answer in held { try spool.add(answer) }
    held = []
    self.spool = spool
  }

  /// Hands on all people, once all answers are there.
  /// - Parameter told: gets the share of what was put aside that is done.
  mutating func finish(
    halt: Halt, told: (Double) -> Void, _ body: (UserLine) throws -> Void
  ) throws {
    guard let spool else {
      for answer in held { lines.add(answer) }
      held = []
      return try lines.flush { line in
        try halt.check()
        try body(line)
      }
    }
    try spool.finish()
    var done = 0
    for part in 0..<spool.parts {
      var isCut = false
      func hand(_ line: UserLine) throws {
        var line = line
        line.isPart = isCut
        try halt.check()
        try body(line)
        told(Double(done) / Double(spool.size))
      }
      try spool.read(part) { answer, size in
        lines.add(answer)
        done += size
        if lines.bytes > limit {
          isCut = true
          try lines.flush(hand)
        }
      }
      try lines.flush(hand)
    }
  }
}
