/// What a reply looks like where no schema is to be seen.
enum FormOfRole {
  private static var text: [String: Any] { ["type": "string"] }

  /// The schema of a role's reply.
  ///
  /// - Parameter ids: what there is to say something of, such as `f1` and `f2`.
  static func schema(_ role: OracleRole, ids: [String]) -> [String: Any] {
    switch role {
    case .extract: object([("features", array(object([("quote", text), ("name", text)])))])
    case .cluster: object(ids.map { ($0, array(text)) })
    case .assign, .judge: object(ids.map { ($0, text) })
    case .reason: object([("steps", steps)])
    case .generate: object([("steps", steps), ("answer", text)])
    case .other: object([])
    }
  }

  private static var steps: [String: Any] {
    array(object([("features", array(text)), ("cite", text), ("why", text), ("for", text)]))
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
