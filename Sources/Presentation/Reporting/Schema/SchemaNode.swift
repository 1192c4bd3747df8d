/// A node of a JSON Schema (draft 2020-12): the part of it that documents of this program need.
package struct SchemaNode: Encodable, Hashable, Sendable {
  /// Whether an object may have members beside its properties.
  package enum Additional: Encodable, Hashable, Sendable {
    case none
    indirect case each(SchemaNode)

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .none: try container.encode(false)
      case .each(let node): try container.encode(node)
      }
    }
  }

  /// A value and what it means. Those that may be missing are not required.
  package struct Property: Hashable, Sendable {
    package var name: String
    package var node: SchemaNode
    package var isOptional: Bool
  }

  package var type: String?
  package var description: String?
  package var format: String?
  package var minimum: Int?
  package var values: [String]?
  package var reference: String?
  package var properties: [String: SchemaNode]?
  package var required: [String]?
  package var additional: Additional?
  /// One element: the node of each item.
  package var items: [SchemaNode]?
  package var oneOf: [SchemaNode]?

  package static let text = SchemaNode(type: "string")
  package static let number = SchemaNode(type: "number")
  /// A count, or a position from 0.
  package static let count = SchemaNode(type: "integer", minimum: 0)
  package static let flag = SchemaNode(type: "boolean")
  package static let date = SchemaNode(type: "string", format: "date-time")

  package static func oneOf(_ values: [String]) -> SchemaNode {
    SchemaNode(type: "string", values: values)
  }

  package static func list(_ node: SchemaNode) -> SchemaNode {
    SchemaNode(type: "array", items: [node])
  }

  /// An object whose keys are free.
  package static func map(_ node: SchemaNode) -> SchemaNode {
    SchemaNode(type: "object", additional: .each(node))
  }

  /// A node among the definitions.
  package static func ref(_ name: String) -> SchemaNode {
    SchemaNode(reference: "#/$defs/\(name)")
  }

  package static func object(_ properties: [Property]) -> SchemaNode { object("", properties) }

  package static func object(_ description: String, _ properties: [Property]) -> SchemaNode {
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

  package func encode(to encoder: any Encoder) throws {
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
  package static func has(_ name: String, _ node: SchemaNode, _ description: String = "") -> Self {
    Self(name: name, node: node.described(description), isOptional: false)
  }

  /// A value that may be missing.
  package static func may(_ name: String, _ node: SchemaNode, _ description: String = "") -> Self {
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
