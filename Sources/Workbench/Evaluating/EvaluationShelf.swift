package import Evaluation
internal import Foundation
package import RPM
package import Storage

/// What came of each method with each person, kept as it comes, so that the same command goes on
/// where it was stopped. One JSON object a line, in a file of its own for each configuration.
///
/// A line names the person, so that forgetting them takes it out. Queries are in none of them.
package struct EvaluationShelf: Sendable {
  private struct Line: Codable {
    var key: String
    var user: String
    /// `nil` in lines from before it was noted.
    var task: String?
    var run: MethodRun
  }

  private let lines: StateLines
  private let configuration: EvaluationConfiguration
  private let edition: String
  /// Where to look whether a person was forgotten meanwhile; `nil` where nobody can be.
  private let library: Library?
  /// The people who were in it, by task and name.
  private let known: Set<[String]>

  /// Files that nothing was added to for so many seconds are taken away: two months.
  private static let age = 60 * 86_400.0

  /// Creates a shelf.
  ///
  /// - Parameters:
  ///   - folder: the state folder.
  ///   - configuration: what the answers depend on.
  ///   - edition: what else they depend on, such as the build of the program.
  ///   - people: who is evaluated.
  ///   - library: where they may be forgotten meanwhile.
  package init(
    in folder: String, for configuration: EvaluationConfiguration, edition: String,
    people: [User] = [], of library: Library? = nil
  ) throws {
    self.library = library
    known = Set(
      try people.filter { try library?.holds(name: $0.name, task: $0.task.name) ?? false }.map {
        [$0.task.name, $0.name]
      })
    self.configuration = configuration
    self.edition = edition
    let name = try configuration.key(
      method: "", user: Self.nobody, edition: edition)
    lines = StateLines(path: "\(folder)/evaluations/\(name).jsonl")
    Self.sweep(folder + "/evaluations")
  }

  /// What was kept of these jobs; of several the latest.
  package func kept(
    _ jobs: [Evaluator.Job], of users: [User]
  ) throws -> [Evaluator.Job: MethodRun] {
    let decoder = JSONDecoder()
    var known: [String: MethodRun] = [:]
    for data in lines.all() {
      guard let line = try? decoder.decode(Line.self, from: data) else { continue }
      known[line.key] = line.run
    }
    var kept: [Evaluator.Job: MethodRun] = [:]
    guard !known.isEmpty else { return kept }
    for job in jobs {
      guard let run = known[try key(of: job, users)],
        run.items.count == users[job.user].test.count
      else { continue }
      kept[job] = run
    }
    return kept
  }

  /// Keeps what came of a job.
  ///
  /// - Throws: `LibraryError.unwritable`.
  package func keep(_ run: MethodRun, of job: Evaluator.Job, in users: [User]) throws {
    let (name, task) = (users[job.user].name, users[job.user].task.name)
    let line = Line(key: try key(of: job, users), user: name, task: task, run: run)
    try lines.append(Data(JSONText.encode(line, isLine: true).utf8)) {
      guard let library, known.contains([task, name]) else { return false }
      return try !library.holds(name: name, task: task)
    }
  }

  private func key(of job: Evaluator.Job, _ users: [User]) throws -> String {
    var user = users[job.user]
    // What such a method answers depends on the others too, whose histories stand in for a part of
    // the person's own here: the key is a digest.
    if EvaluationMethods.method(named: job.method)?.looksAtOthers == true {
      user.history += Company.histories(around: job.user, in: users).flatMap(\.self)
    }
    return try configuration.key(method: job.method, user: user, edition: edition)
  }

  private static let nobody = User(
    name: "", task: TaskDefinition(name: "", instruction: "", answers: .open), history: [])

  private static func sweep(_ folder: String) {
    let manager = FileManager.default
    for name in (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasSuffix(".jsonl") {
      let path = "\(folder)/\(name)"
      let changed = (try? manager.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      if let changed, changed.timeIntervalSinceNow < -age { try? manager.removeItem(atPath: path) }
    }
  }
}
