package import RPM

/// The other people of a task, as a method may see them: their histories, never their tests.
package enum Company {
  /// At most so many others are looked at, evenly spread over all.
  static let most = 24

  /// Why a method that looks at others has no result.
  static let nobody = "there is nobody else in the task to be set apart from"

  /// Whether there is somebody else in a task to look at.
  package static func exists(in task: String, among users: [User]) -> Bool {
    users.lazy.filter { $0.task.name == task && !$0.history.isEmpty }.prefix(2).count == 2
  }

  /// What a person's methods see of the others, without the queries that the person is asked.
  package static func histories(around person: Int, in users: [User]) -> [[Interaction]] {
    let user = users[person]
    let others = users.indices.filter {
      $0 != person && users[$0].task.name == user.task.name && !users[$0].history.isEmpty
    }
    let asked = Set(user.test.map { $0.query.trimmingWhitespace() })
    return others.spread(most).map { other in
      users[other].history.filter { !asked.contains($0.query.trimmingWhitespace()) }
    }.filter { !$0.isEmpty }
  }
}
