/// A node of a JSON Schema (draft 2020-12): the part of it that documents of this program need.
struct SchemaNode: Encodable, Hashable, Sendable {
  /// Whether an object may have members beside its properties.
  enum Additional: Encodable, Hashable, Sendable {
    case none
    indirect case each(SchemaNode)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .none: try container.encode(false)
      case .each(let node): try container.encode(node)
      }
    }
  }

  /// A value and what it means. Those that may be missing are not required.
  struct Property: Hashable, Sendable {
    var name: String
    var node: SchemaNode
    var isOptional: Bool
  }

  var type: String?
  var description: String?
  var format: String?
  var minimum: Int?
  var values: [String]?
  var reference: String?
  var properties: [String: SchemaNode]?
  var required: [String]?
  var additional: Additional?
  /// One element: the node of each item.
  var items: [SchemaNode]?
  var oneOf: [SchemaNode]?

  static let text = SchemaNode(type: "string")
  static let number = SchemaNode(type: "number")
  /// A count, or a position from 0.
  static let count = SchemaNode(type: "integer", minimum: 0)
  static let flag = SchemaNode(type: "boolean")
  static let date = SchemaNode(type: "string", format: "date-time")

  static func oneOf(_ values: [String]) -> SchemaNode {
    SchemaNode(type: "string", values: values)
  }

  static func list(_ node: SchemaNode) -> SchemaNode {
    SchemaNode(type: "array", items: [node])
  }

  /// An object whose keys are free.
  static func map(_ node: SchemaNode) -> SchemaNode {
    SchemaNode(type: "object", additional: .each(node))
  }

  /// A node among the definitions.
  static func ref(_ name: String) -> SchemaNode {
    SchemaNode(reference: "#/$defs/\(name)")
  }

  static func object(_ properties: [Property]) -> SchemaNode { object("", properties) }

  static func object(_ description: String, _ properties: [Property]) -> SchemaNode {
    SchemaNode(
      type: "object", description: description.isEmpty ? nil : description,
      properties: Dictionary(
        properties.map { ($0.name, $0.node) }, uniquingKeysWith: { first, _ in first }),
      required: properties.filter { !$0.isOptional }.map(\.name), additional: Additional.none)
  }

  private enum CodingKeys: String, CodingKey {
    case type, description, format, minimum, properties, required, items, oneOf
    case values = "enum"
    case reference = "$ref"
    case additional = "additionalProperties"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(type, forKey: .type)
    try container.encodeIfPresent(description, forKey: .description)
    try container.encodeIfPresent(format, forKey: .format)
    try container.encodeIfPresent(minimum, forKey: .minimum)
    try container.encodeIfPresent(values, forKey: .values)
    try container.encodeIfPresent(reference, forKey: .reference)
    try container.encodeIfPresent(properties, forKey: .properties)
    try container.encodeIfPresent(required, forKey: .required)
    try container.encodeIfPresent(additional, forKey: .additional)
    try container.encodeIfPresent(items?.first, forKey: .items)
    try container.encodeIfPresent(oneOf, forKey: .oneOf)
  }
}

extension SchemaNode.Property {
  /// A value that is always there.
  static func has(_ name: String, _ node: SchemaNode, _ description: String = "") -> Self {
    Self(name: name, node: node.described(description), isOptional: false)
  }

  /// A value that may be missing.
  static func may(_ name: String, _ node: SchemaNode, _ description: String = "") -> Self {
    Self(name: name, node: node.described(description), isOptional: true)
  }
}

extension SchemaNode {
  fileprivate func described(_ text: String) -> SchemaNode {
    var node = self
    if !text.isEmpty { node.description = text }
    return node
  }
}
