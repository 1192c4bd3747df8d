internal import Foundation

extension MeasurementReport {
  /// The report for a terminal or a pipe: one table a task, one line a user with `perUser`.
  ///
  /// Without `times` two measurements of the same users read alike, byte for byte.
  public func text(perUser: Bool = false, times: Bool = true) -> String {
    var lines = ["model \(model.name) \(model.version), embedder \(embedder), K \(k)"]
    for task in tasks {
      lines.append("")
      lines.append(
        "\(task.task): \(task.users.count) users, \(task.items) items, \(task.invalid) invalid")
      if !task.micro.isEmpty {
        lines.append("  over all items  " + Self.line(task.micro))
        lines.append("  mean of users   " + Self.line(task.userMean))
      }
      if times {
        lines.append(
          "  fit \(Self.seconds(task.fitSeconds)) a user, query \(Self.seconds(task.querySeconds))"
            + " on average, \(Self.seconds(task.longestQuerySeconds)) at most")
      }
      if perUser { lines += task.users.map { Self.line($0, times: times) } }
      for user in task.users {
        if let failure = user.failure { lines.append("  \(user.user): not fitted, \(failure)") }
      }
      let failures = zip(people, runs)
        .filter { $0.task.name == task.task && $1.failure == nil }
        .flatMap(\.1.items).compactMap(\.failure)
      if let first = failures.first {
        lines.append("  \(failures.count) items not answered, the first: \(first)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ user: UserScores, times: Bool) -> String {
    let scores = user.scores.isEmpty ? "no test items" : line(user.scores)
    let timing =
      times ? "  fit \(seconds(user.fitSeconds)), query \(seconds(user.querySeconds))" : ""
    return "    \(user.user): history \(user.history), items \(user.items),"
      + " factors \(user.factors)  \(scores)\(timing)"
  }

  private static func line(_ scores: [Score]) -> String {
    scores.map { "\($0.metric.name) \(fixed($0.value, 4))" }.joined(separator: "  ")
  }

  private static func seconds(_ value: Double) -> String {
    value < 1 ? "\(fixed(value * 1000, 1)) ms" : "\(fixed(value, 2)) s"
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}
