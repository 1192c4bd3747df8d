internal import RPM

/// One question of a LaMP file: who is asked, what, and the profile.
struct LaMPQuestion {
  let id: String
  let task: LaMPTask
  private let number: Int
  private let user: String?
  private let profile: [Record]
  /// The text that is asked about; `nil` where the input does not have it.
  private let query: String?

  /// Reads a question.
  /// - Parameter named: the task that the outputs name.
  init(_ record: Record, named: LaMPTask?, notes: inout ShapeNotes) throws(RecordMistake) {
    number = record.place.number
    id = try record.filledText("id").trimmed
    user = try record.optionalText("user_id")?.trimmed
    let input = try record.filledText("input")
    var entries: [Record] = []
    for (index, value) in try record.list("profile").enumerated() {
      do throws(RecordMistake) {
        entries.append(try record.part(value, "profile[\(index)]"))
      } catch {
        notes.mistakes.append(RecordMistake("id \(id): \(error.description)"))
        // Kept as an empty one, so that the others keep their numbers.
        entries.append(Record(place: record.place, members: []))
      }
    }
    profile = entries
    task = try Self.task(of: entries, input: input, named: named, id: id)
    query = Self.query(in: input, of: task)
  }

  /// The task: what the outputs say, or else the wording of the input, of those whose fields the
  /// profile has. Fields alone tell it only where no other task has them.
  private static func task(
    of profile: [Record], input: String, named: LaMPTask?, id: String
  ) throws(RecordMistake) -> LaMPTask {
    let keys = profile.map { Set($0.members.map(\.key)) }
    let possible = LaMPTask.allCases.filter { task in
      profile.isEmpty || keys.contains { task.has(keys: $0) }
    }
    if let named, possible.contains(named) { return named }
    let worded = possible.compactMap { task in task.wording(in: input).map { (task, $0) } }
    if let first = worded.min(by: { $0.1 < $1.1 }) { return first.0 }
    if let told = possible.first(where: \.isToldByProfile), !profile.isEmpty { return told }
    let wanted = named.map { [$0] } ?? LaMPTask.allCases.filter { $0.wording(in: input) != nil }
    guard !possible.isEmpty, wanted.isEmpty else {
      let known = (wanted.isEmpty ? LaMPTask.allCases : wanted).map { task in
        let fields = task.fields
        let names =
          fields.query == fields.response ? fields.query : "\(fields.response), \(fields.query)"
        return "\(task.title) (\(names))"
      }
      throw RecordMistake("id \(id): the profile is none of \(known.joined(separator: ", "))")
    }
    throw RecordMistake(
      "id \(id): neither the outputs nor the wording of input tell which task it is, "
        + possible.map(\.title).joined(separator: " or "))
  }

  /// The query within the input: what follows the marker; of LaMP-1 the three titles.
  private static func query(in input: String, of task: LaMPTask) -> String? {
    guard let marker = input.place(of: task.marker) else { return nil }
    let rest = String(input[marker.upperBound...]).trimmed
    guard task == .citations else { return rest.isEmpty ? nil : rest }
    guard let first = rest.place(of: "[1]:"),
      let second = rest[first.upperBound...].place(of: "[2]:"),
      let end = rest.place(of: "which reference"),
      end.lowerBound < first.lowerBound
    else { return nil }
    func title(_ text: Substring) -> String {
      text.trimming { $0.isWhitespace || $0 == "\"" || $0 == "," }
    }
    let titles = [
      title(rest[..<end.lowerBound]), title(rest[first.upperBound..<second.lowerBound]),
      title(rest[second.upperBound...]),
    ]
    guard !titles.contains("") else { return nil }
    return "\(titles[0])\n[1] \(titles[1])\n[2] \(titles[2])"
  }

  /// What the person is called: by the file, or by the question where the file names nobody.
  private var person: String { user ?? id }

  /// What the person is called where another question has the name: a later question of one user
  /// may have the answer of the earlier one in its profile, and two questions of one id are two.
  private var personIfTaken: String {
    user == nil ? "\(id), question \(number)" : "\(person), question \(id)"
  }

  /// The history and the test item.
  ///
  /// - Parameters:
  ///   - answer: what the outputs say, `nil` where they say nothing.
  ///   - hasAnswers: whether there are outputs.
  func answers(
    answer: String?, hasAnswers: Bool, notes: inout ShapeNotes
  ) throws(RecordMistake) -> [SourceAnswer] {
    func note(_ reason: String) {
      notes.mistakes.append(RecordMistake("id \(id): \(reason)"))
    }
    var test: [SourceAnswer] = []
    if let query, let answer {
      do throws(RecordMistake) {
        test = [item(query: query, response: try task.response(answer), isTest: true)]
      } catch {
        note("output: \(error.description); only its profile is taken")
      }
    } else if hasAnswers {
      let lacking =
        query == nil
        ? "the input has no \"\(task.marker)\" with a text behind it" : "there is no output"
      note("\(lacking); only its profile is taken")
    }
    var history: [SourceAnswer] = []
    for (index, entry) in profile.enumerated() where !entry.members.isEmpty {
      do throws(RecordMistake) {
        let item = try past(entry, place: "profile[\(index)]")
        // The answer that is asked for is no part of what is known.
        if item.query != query { history.append(item) }
      } catch {
        note(error.description)
      }
    }
    guard !history.isEmpty || !test.isEmpty else {
      throw RecordMistake("id \(id): nothing in it can be read")
    }
    return history + test
  }

  private func past(_ entry: Record, place: String) throws(RecordMistake) -> SourceAnswer {
    let fields = task.fields
    do throws(RecordMistake) {
      let query = try entry.filledText(fields.query).trimmed
      let written = try entry.filledText(fields.response)
      // The tweets and titles of LaMP-7 and LaMP-1 are answers as they are.
      let response = task == .citations ? written.trimmed : try task.response(written)
      return item(
        query: query, response: response, date: try entry.optionalText("date"),
        extra: entry.rest(without: [fields.query, fields.response, "date"]))
    } catch {
      throw error.column == nil
        ? RecordMistake("\(place): \(error.reason)") : error.within("\(place).")
    }
  }

  private func item(
    query: String, response: String, date: String? = nil, isTest: Bool = false,
    extra: [JSONValue.Member] = []
  ) -> SourceAnswer {
    SourceAnswer(
      person: person, task: task.rawValue, query: query, response: response, date: date,
      isTest: isTest, extra: extra, personIfTaken: personIfTaken)
  }
}
