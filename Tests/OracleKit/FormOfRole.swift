/// What a reply looks like where no schema is to be seen.
enum FormOfRole {
  private static var text: [String: Any] { ["type": "string"] }

  /// The schema of a role's reply.
  static func schema(_ role: OracleRole) -> [String: Any] {
    switch role {
    case .extract:
      object([("features", array(object([("name", text), ("context", text)])))])
    case .cluster:
      object([
        (
          "factors",
          array(object([("name", text), ("description", text), ("members", array(text))]))
        )
      ])
    case .judge:
      object([
        (
          "judgements",
          array(object([("id", text), ("influential", ["type": "boolean"]), ("polarity", text)]))
        )
      ])
    case .reason: path
    case .generate: object([("reasoning", path), ("answer", text)])
    case .other: object([])
    }
  }

  private static var path: [String: Any] {
    let step = object([
      ("features", array(text)), ("factor", text), ("evidence", text), ("effect", text),
    ])
    return object([("steps", array(step)), ("conclusion", text)])
  }

  private static func object(_ fields: [(String, [String: Any])]) -> [String: Any] {
    [
      "type": "object", "required": fields.map(\.0),
      "properties": Dictionary(fields) { first, _ in first },
    ]
  }

  private static func array(_ items: [String: Any]) -> [String: Any] {
    ["type": "array", "items": items]
  }
}
