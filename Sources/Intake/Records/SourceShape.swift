/// A form that files are known to have, such as the reviews of a shop.
package protocol SourceShape: Sendable {
  /// What `--format` takes and `--list-formats` lists, such as `amazon-2023`.
  static var name: String { get }
  /// One line: what it is and what becomes of it.
  static var summary: String { get }
  /// The fields that give it away.
  static var knownBy: String { get }
  /// How well the first records (at most 50) fit, 0 not at all … 1.
  static func fit(_ sample: [Record], of container: Container) -> Double
  /// The task of answers that name none, and of those whose name `template(of:)` does not know.
  static var task: TaskTemplate { get }

  /// Other files that belong to it. None unless said.
  static var companions: [Companion] { get }
  /// Whether each record is a person of its own, so that two records of one name are two people.
  /// Not so unless said.
  static var isPersonPerRecord: Bool { get }

  /// Creates a reader of records, with the companions that were named.
  /// - Throws: `ImportProblem` where a companion cannot be read, `CancellationError`.
  init(companions: CompanionFiles) throws

  /// What a task's answers look like, where the records name several tasks.
  func template(of task: String) -> TaskTemplate?
  /// The answers that a record holds; what cannot be read of it, and what is left out by the shape's
  /// rules, goes into the notes.
  /// - Throws: what is wrong with all of the record.
  func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer]
  /// The answers that a record holds, of shapes that never take part of a record.
  func answers(in record: Record) throws(RecordMistake) -> [SourceAnswer]
}

// A shape writes one of the two, and either gives the other.
extension SourceShape {
  package static var companions: [Companion] { [] }
  package static var isPersonPerRecord: Bool { false }

  package func template(of task: String) -> TaskTemplate? { nil }

  package func answers(
    in record: Record, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    try answers(in: record)
  }

  package func answers(in record: Record) throws(RecordMistake) -> [SourceAnswer] {
    var notes = ShapeNotes()
    return try answers(in: record, notes: &notes)
  }
}

/// What a shape says of records beside their answers.
package struct ShapeNotes: Sendable {
  /// What cannot be read of a record whose rest is taken.
  package var mistakes: [RecordMistake] = []
  /// What is left out by a rule, in the order of first mention: `answers of countries: the shares
  /// are …`, and how often.
  package private(set) var omissions: [(reason: String, count: Int)] = []

  /// Creates empty notes.
  package init() {}

  /// Counts what a rule leaves out.
  package mutating func leaveOut(_ reason: String, count: Int = 1) {
    if let index = omissions.firstIndex(where: { $0.reason == reason }) {
      omissions[index].count += count
    } else {
      omissions.append((reason, count))
    }
  }
}
