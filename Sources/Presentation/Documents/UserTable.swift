package import Storage

/// The list of users as `users` prints it.
package enum UserTable {
  package static func of(_ users: [UserSummary]) -> AlignedTable {
    AlignedTable(
      columns: [
        AlignedTable.Column(title: "name", shrinks: true),
        AlignedTable.Column(title: "task", shrinks: true),
        AlignedTable.Column(title: "answers"),
        AlignedTable.Column(title: "n", isNumber: true),
        AlignedTable.Column(title: "tests", isNumber: true),
        AlignedTable.Column(title: "model"),
      ],
      rows: users.map { user in
        [
          user.name, user.task, user.answers.rawValue, "\(user.interactions)", "\(user.tests)",
          model(user.model),
        ]
      })
  }

  private static func model(_ model: UserSummary.Model?) -> String {
    guard let model else { return "-" }
    return "version \(model.version)" + (model.isStale ? ", stale" : "")
  }
}
