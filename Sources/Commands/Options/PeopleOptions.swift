internal import ArgumentParser
internal import Evaluation

/// Who is asked by methods that are compared.
struct PeopleOptions: ParsableArguments {
  @Option(help: "Only this person, by name; may be given several times.")
  var user: [String] = []

  @Option(help: "Only people of this task.")
  var task: String?

  @Option(help: ArgumentHelp("At most so many people of each task, the first.", valueName: "n"))
  var limitUsers: Int?

  @Flag(help: "Hold out the last 20 % also where test items are given, which are left aside.")
  var holdout = false

  func validate() throws {
    if let limitUsers, limitUsers < 1 { throw ValidationError("--limit-users is 1 or more") }
  }

  /// How people are split.
  var split: Split { Split(holdsOut: holdout) }
}
