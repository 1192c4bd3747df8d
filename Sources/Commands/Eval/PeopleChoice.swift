internal import Evaluation
internal import Presentation
internal import RPM
internal import Storage
internal import Workbench

/// The people whom an evaluation is about: those of files or of the library, split.
struct PeopleChoice {
  /// Files with people; none for the library.
  var files: [String]
  var options: PeopleOptions
  /// Only every second person.
  var half: EvalCommand.Half?

  /// What is said where nobody can be asked anything.
  static let nobodyToAsk = CommandFailure.badData(
    "nobody has test items, or a history of 10 interactions or more to hold some out")

  /// Reads them.
  ///
  /// - Throws: `CommandFailure`, where there is nobody too.
  func read(in session: Session?, _ context: CommandContext) async throws -> [User] {
    let (names, task, split) = (options.user, options.task, options.split)
    var users: [User] = []
    if files.isEmpty, let library = session?.library {
      var summaries: [UserSummary] = []
      if names.isEmpty {
        summaries = try await library.summaries().filter { task == nil || $0.task == task }
      }
      for name in names { summaries.append(try await library.theUser(named: name, task: task)) }
      for summary in summaries { users.append(try await library.user(summary.id)) }
    } else {
      users = try await FilePeople.read(files, context).filter {
        task == nil || $0.task.name == task
      }
      for name in names where !users.contains(where: { $0.name == name }) {
        throw CommandFailure.usage("nobody in the files is called '\(name)'")
      }
      if !names.isEmpty { users = users.filter { names.contains($0.name) } }
    }
    if let half {
      users = users.enumerated().filter { (half == .odd) == ($0.offset % 2 == 0) }.map(\.element)
    }
    if let most = options.limitUsers {
      var counts: [String: Int] = [:]
      users = users.filter {
        counts[$0.task.name, default: 0] += 1
        return counts[$0.task.name, default: 0] <= most
      }
    }
    guard !users.isEmpty else { throw CommandFailure.badData("there is nobody to evaluate") }
    let unordered = users.filter(split.isUnordered)
    if let first = unordered.first {
      context.note(
        "what is held out is the end of the file, not the newest, for \(unordered.count) of "
          + "\(users.count): \(first.name), \(HistoryOrder(first.history).words)")
    }
    return users.map(split.applied)
  }
}
