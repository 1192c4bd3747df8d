internal import Foundation
internal import RPM

@testable internal import Intake

/// A folder of a test's own, gone with it.
final class IntakeScratch: Sendable {
  let folder = NSTemporaryDirectory() + "intake-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ data: Data, _ name: String) throws -> String {
    let path = folder + "/" + name
    try data.write(to: URL(fileURLWithPath: path))
    return path
  }

  func write(_ text: String, _ name: String) throws -> String {
    try write(Data(text.utf8), name)
  }

  /// What comes of one file.
  struct Outcome {
    var plan: IntakePlan?
    var people: [UserLine] = []
    /// Without the folder.
    var problems: [String] = []
  }

  func outcome(
    _ text: String, _ name: String = "file.csv", _ options: IntakeOptions = IntakeOptions()
  ) throws -> Outcome {
    try outcome(Data(text.utf8), name, options)
  }

  func outcome(
    _ data: Data, _ name: String, _ options: IntakeOptions = IntakeOptions()
  ) throws -> Outcome {
    let plans = try IntakePlanner(options).plans(for: [try write(data, name)])
    var outcome = Outcome(plan: plans.plans.first)
    var problems = plans.problems
    if let plan = outcome.plan {
      if let failure = plan.failure { problems.append(failure) }
      try plan.read { event in
        switch event {
        case .person(let line, _): outcome.people.append(line)
        case .problem(let problem): problems.append(problem)
        }
      }
    }
    outcome.problems = problems.map { $0.description.replacing(folder + "/", with: "") }
    return outcome
  }
}

extension IntakeOptions {
  init(
    user: String? = nil, query: [String] = [], response: String? = nil, date: String? = nil,
    labels: [String]? = nil, ranges: Int? = nil
  ) {
    self.init()
    roles = ColumnRoles(user: user, query: query, response: response, date: date, labels: labels)
    self.ranges = ranges
  }
}
