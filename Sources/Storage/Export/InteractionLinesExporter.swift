internal import Intake
internal import RPM

/// Writes a user as a line of the import format.
///
/// Keys come in a fixed order and unknown ones where they were put back last, so that an export of
/// an imported export is the same to the byte.
enum InteractionLinesExporter {
  static func line(_ user: User, extra: String?) throws -> String {
    var members: [JSONValue.Member] = [
      JSONValue.Member(key: "user", value: .string(user.name)),
      JSONValue.Member(key: "task", value: .string(user.task.name)),
    ]
    switch user.task.answers {
    case .labels(let labels, let ordered):
      members.append(JSONValue.Member(key: "labels", value: .array(labels.map { .string($0) })))
      if ordered != labels.allSatisfy({ Int($0) != nil }) {
        members.append(JSONValue.Member(key: "ordered", value: .bool(ordered)))
      }
    case .options, .open:
      members.append(JSONValue.Member(key: "labels", value: .null))
    }
    members.append(JSONValue.Member(key: "instruction", value: .string(user.task.instruction)))
    members.append(JSONValue.Member(key: "history", value: try items(user.history)))
    if !user.test.isEmpty {
      members.append(JSONValue.Member(key: "test", value: try items(user.test)))
    }
    return JSONValue.object(members + (try unknown(extra))).text + "\n"
  }

  private static func items(_ items: [Interaction]) throws -> JSONValue {
    .array(
      try items.map { item in
        var members: [JSONValue.Member] = [
          JSONValue.Member(key: "query", value: .string(item.query)),
          JSONValue.Member(key: "response", value: .string(item.response)),
        ]
        if let date = item.date {
          members.append(JSONValue.Member(key: "date", value: .string(date)))
        }
        if let options = item.options {
          let texts = options.map { JSONValue.string($0) }
          members.append(JSONValue.Member(key: "options", value: .array(texts)))
        }
        return .object(members + (try unknown(item.extra)))
      })
  }

  private static func unknown(_ extra: String?) throws -> [JSONValue.Member] {
    guard let extra, case .object(let members) = try JSONReader.value(of: extra) else { return [] }
    return members
  }
}
