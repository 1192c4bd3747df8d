package import Storage
internal import Workbench

/// What forgetting removed, as `forget` prints it.
package struct ForgetDocument: Codable, Hashable {
  package struct File: Codable, Hashable {
    package var path: String
    /// Missing when the whole file was deleted.
    package var removedLines: Int?
  }

  package var user: String
  package var task: String
  package var interactions: Int
  package var tests: Int
  package var models: Int
  package var asks: Int
  package var replies: Int
  package var files: [File]
  /// What could not be removed yet.
  package var leftovers: [String]

  package init(_ report: ForgetReport) {
    user = report.name
    task = report.task
    interactions = report.interactions
    tests = report.tests
    models = report.models
    asks = report.runs
    replies = report.replies
    files = report.files.map { File(path: $0.path, removedLines: $0.removedLines) }
    leftovers = report.leftovers
  }

  /// The same for a person.
  package var text: [String] {
    let removed = [
      Count.of(interactions, "interaction"), Count.of(tests, "test item"),
      Count.of(models, "model"), Count.of(asks, "ask"),
      replies == 1 ? "1 cached reply" : "\(replies) cached replies",
    ]
    let files = files.map { file in
      file.removedLines.map { "\(Count.of($0, "line")) of \(file.path)" } ?? file.path
    }
    return ["forgot \(user) (\(task)): \((removed + files).joined(separator: ", "))"]
  }
}
