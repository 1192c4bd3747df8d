extension JSONSchema {
  /// The JSON text of the schema, always the same bytes: every field required, nothing additional,
  /// fields in their order.
  public var json: String { wire.json }

  /// The same for a server that knows no patterns.
  var withoutPatterns: JSONSchema {
    switch self {
    case .object(let fields):
      .object(fields.map { .init($0.name, $0.schema.withoutPatterns, description: $0.description) })
    case .array(let element, let min, let max):
      .array(of: element.withoutPatterns, min: min, max: max)
    case .words(let max, let beginning): .string(min: 1, max: max + beginning.count)
    case .string, .integer, .boolean: self
    }
  }

  /// The schema as a value.
  var wire: WireValue {
    switch self {
    case .object(let fields):
      return .object([
        .init("type", .string("object")),
        .init("properties", .object(fields.map { .init($0.name, $0.wire) })),
        .init("required", .array(fields.map { .string($0.name) })),
        .init("additionalProperties", .bool(false)),
      ])
    case .array(let element, let min, let max):
      var members: [WireValue.Member] = [
        .init("type", .string("array")), .init("items", element.wire),
      ]
      if let min { members.append(.init("minItems", .integer(min))) }
      if let max { members.append(.init("maxItems", .integer(max))) }
      return .object(members)
    case .string(let values, let min, let max):
      var members: [WireValue.Member] = [.init("type", .string("string"))]
      if let values { members.append(.init("enum", .array(values.map(WireValue.string)))) }
      if let min { members.append(.init("minLength", .integer(min))) }
      if let max { members.append(.init("maxLength", .integer(max))) }
      return .object(members)
    case .words(let max, let beginning):
      // The pattern says the length as well: llama.cpp heeds either the one or the other. It takes
      // the signs as they are, so that one which lets a quotation mark through breaks the JSON.
      return .object([
        .init("type", .string("string")),
        .init("pattern", .string(#"^\#(beginning)[^0-9"\\\x00-\x1f]{1,\#(max)}$"#)),
      ])
    case .integer: return .object([.init("type", .string("integer"))])
    case .boolean: return .object([.init("type", .string("boolean"))])
    }
  }
}

extension JSONSchema.Field {
  fileprivate var wire: WireValue {
    guard !description.isEmpty, case .object(var members) = schema.wire else { return schema.wire }
    members.insert(.init("description", .string(description)), at: 1)
    return .object(members)
  }
}
