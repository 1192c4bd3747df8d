internal import Intake
internal import RPM

/// Writes a user as rows of a table, one a past answer or test item, which import again.
enum AnswerRowsExporter {
  static func rows(_ user: User) -> String {
    let labels = list(user.task.answers.labels)
    var text = ""
    for (part, items) in [("history", user.history), (OwnRows.test, user.test)] {
      for item in items {
        text += OwnRows.row([
          user.name, user.task.name, user.task.instruction, kind(user.task.answers),
          user.task.answers.labels.isEmpty ? "" : labels, part, item.date ?? "", item.query,
          item.response, item.options.map(list) ?? "", item.extra ?? "",
        ])
      }
    }
    return text
  }

  private static func kind(_ answers: AnswerSpace) -> String {
    switch answers {
    case .labels(_, let ordered): ordered ? "scale" : "labels"
    case .options: "options"
    case .open: "open"
    }
  }

  private static func list(_ texts: [String]) -> String {
    JSONValue.array(texts.map { .string($0) }).text
  }
}
