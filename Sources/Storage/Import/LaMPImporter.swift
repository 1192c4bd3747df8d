internal import GRDB
internal import RPM

/// Reads LaMP's pair of files, questions and outputs: a question is a user, its profile the history,
/// and the question itself a test item (Salemi et al., LaMP).
///
/// What a row lacks is told and left out: a question without its marker or its answer keeps its
/// history, an entry of a profile that is incomplete goes alone. Where a user has several questions,
/// as in the split by time, each is a user of its own, since the profile of the later one may hold
/// the answer of the earlier.
enum LaMPImporter {
  /// Imports a pair inside a transaction that the caller holds.
  ///
  /// - Parameter outputs: the file of answers; without one there are no test items.
  /// - Throws: `ImportProblem` when a file cannot be read to its end, `CancellationError`.
  static func read(
    questions: String, outputs: String?, with writer: inout UserWriter, into db: Database
  ) throws {
    let answers = try outputs.map { try golds($0, with: &writer) }
    var reader = try LineReader(path: questions)
    var names: Set<String> = []
    try JSONElements.read(&reader) { number, line, element in
      writer.report.lines += 1
      var unread: [String] = []
      do {
        let question = try LaMPQuestion(element.get())
        let name = question.name(besides: names)
        names.insert(name)
        let user = try question.line(
          name: name, answer: answers?[question.id], hasAnswers: answers != nil, unread: &unread)
        try writer.store(user, in: db)
      } catch let mistake as UserLine.Mistake {
        unread = [mistake.reason]
      } catch let mistake as JSONReader.Mistake {
        unread = ["not JSON at byte \(mistake.offset + 1): \(mistake.reason)"]
      }
      for reason in unread {
        writer.report.addUnread(
          ImportProblem(file: questions, line: line, reason: "question \(number): \(reason)"))
      }
    }
    writer.tell(reader)
    if answers == nil {
      writer.report.remarks.append(
        "\(questions): without its outputs the questions are no test items; name both files")
    }
  }

  /// The answers of a file of outputs, by the id of their question.
  private static func golds(
    _ path: String, with writer: inout UserWriter
  ) throws -> [String: String] {
    var reader = try LineReader(path: path)
    var golds: [String: String] = [:]
    try JSONElements.read(&reader) { number, line, element in
      do {
        guard case .object(let members) = try element.get() else {
          throw UserLine.Mistake("this is no object")
        }
        let fields = Fields(members, place: "")
        golds[try fields.filledText("id")] = try fields.filledText("output")
      } catch {
        let reason = (error as? UserLine.Mistake)?.reason ?? "not JSON"
        writer.report.addUnread(
          ImportProblem(file: path, line: line, reason: "output \(number): \(reason)"))
      }
    }
    return golds
  }
}
