/// LaMP's file of outputs: `{"task": "LaMP_3", "golds": [{"id": "31", "output": "4"}, …]}`.
struct LaMPOutputs {
  /// What the companion is called.
  static let role = "outputs"

  /// The task that the file names.
  private(set) var task: LaMPTask?
  private var answers: [String: [String]] = [:]

  /// Reads the outputs where they were named.
  /// - Throws: `ImportProblem` where the file cannot be read.
  init?(_ companions: CompanionFiles) throws {
    guard let file = companions[Self.role] else { return nil }
    let named = JSONValue.object(file.around).member("task")?.asText
    task = named.flatMap { LaMPTask(named: $0) }
    try file.read { record in
      if task == nil { task = record.text("task").flatMap { LaMPTask(named: $0) } }
      if case .array(let golds)? = record["golds"] {
        for case .object(let members) in golds {
          add(Record(place: record.place, members: members))
        }
      } else {
        add(record)
      }
    }
  }

  private mutating func add(_ gold: Record) {
    guard let id = gold.text("id"), let output = gold.text("output") else { return }
    if answers[id]?.contains(output) != true { answers[id, default: []].append(output) }
  }

  /// What the file says to a question; `nil` where it says nothing.
  /// - Throws: that it says several things, of which none can be told to be the question's.
  func answer(to id: String) throws(RecordMistake) -> String? {
    guard let found = answers[id] else { return nil }
    guard found.count == 1 else {
      throw RecordMistake("the outputs have \(found.count) different answers for this id")
    }
    return found[0]
  }

  /// How well records look like outputs: pairs of id and output, without a profile.
  static func fit(_ sample: [Record], _ container: Container) -> Double {
    guard !sample.isEmpty else { return 0 }
    let hits = sample.count { record in
      record["golds"] != nil
        || record["id"] != nil && record["output"] != nil && record["profile"] == nil
          && record["input"] == nil
    }
    return Double(hits) / Double(sample.count)
  }
}
