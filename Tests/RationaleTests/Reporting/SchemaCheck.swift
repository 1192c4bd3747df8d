internal import Foundation

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

/// Holds a JSON value against a JSON Schema, as far as the schema of reports goes: `type`, `enum`,
/// `minimum`, `format`, `properties`, `required`, `additionalProperties`, `items`, `oneOf`, `$ref`.
struct SchemaCheck {
  private let root: [String: Any]

  init(schema: [String: Any]) {
    root = schema
  }

  /// Keywords of which nothing follows for a value.
  private static let mute: Set<String> = ["$schema", "$defs", "title", "description"]

  /// What is wrong with a value, each with its place; empty where it is valid.
  func problems(of value: Any) -> [String] { problems(of: value, by: root, at: "") }

  private func problems(of value: Any, by schema: [String: Any], at place: String) -> [String] {
    schema.keys.sorted().flatMap { keyword -> [String] in
      let wanted = schema[keyword] as Any
      switch keyword {
      case "type":
        return Self.type(of: value, isA: wanted as? String ?? "")
          ? [] : ["\(place): no \(wanted)"]
      case "enum":
        let values = wanted as? [String] ?? []
        return values.contains(value as? String ?? "\u{0}") ? [] : ["\(place): none of \(values)"]
      case "minimum":
        guard let number = value as? NSNumber, let least = wanted as? Int else { return [] }
        return number.intValue >= least ? [] : ["\(place): less than \(least)"]
      case "format":
        return ISO8601DateFormatter().date(from: value as? String ?? "") != nil
          ? [] : ["\(place): no date"]
      case "required":
        let object = value as? [String: Any] ?? [:]
        return (wanted as? [String] ?? []).filter { object[$0] == nil }
          .map { "\(place)/\($0): missing" }
      case "properties":
        return members(of: value, by: schema, at: place)
      case "additionalProperties":
        return additional(of: value, by: schema, at: place)
      case "items":
        let node = wanted as? [String: Any] ?? [:]
        return (value as? [Any] ?? []).enumerated().flatMap {
          problems(of: $1, by: node, at: "\(place)/\($0)")
        }
      case "oneOf":
        let nodes = wanted as? [[String: Any]] ?? []
        let results = nodes.map { problems(of: value, by: $0, at: place) }
        let matching = results.count { $0.isEmpty }
        guard matching != 1 else { return [] }
        return ["\(place): \(matching) of \(nodes.count) match"]
          + (results.min { $0.count < $1.count } ?? [])
      case "$ref":
        let name = (wanted as? String ?? "").split(separator: "/").last.map(String.init) ?? ""
        guard let node = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
          return ["\(place): no definition \(name)"]
        }
        return problems(of: value, by: node, at: place)
      default:
        return Self.mute.contains(keyword) ? [] : ["\(place): unknown keyword \(keyword)"]
      }
    }
  }

  private func members(of value: Any, by schema: [String: Any], at place: String) -> [String] {
    let nodes = schema["properties"] as? [String: [String: Any]] ?? [:]
    let object = value as? [String: Any] ?? [:]
    return object.keys.sorted().flatMap { key -> [String] in
      guard let node = nodes[key], let member = object[key] else { return [] }
      return problems(of: member, by: node, at: "\(place)/\(key)")
    }
  }

  private func additional(of value: Any, by schema: [String: Any], at place: String) -> [String] {
    let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
    let object = value as? [String: Any] ?? [:]
    let others = object.keys.filter { !known.contains($0) }.sorted()
    guard let node = schema["additionalProperties"] as? [String: Any] else {
      return others.map { "\(place)/\($0): not in the schema" }
    }
    return others.flatMap { problems(of: object[$0] as Any, by: node, at: "\(place)/\($0)") }
  }

  private static func type(of value: Any, isA type: String) -> Bool {
    switch type {
    case "string": return value is String
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    default:
      guard let number = value as? NSNumber else { return false }
      let isFlag = isBoolean(number)
      switch type {
      case "boolean": return isFlag
      case "integer": return !isFlag && number.doubleValue == number.doubleValue.rounded()
      case "number": return !isFlag
      default: return false
      }
    }
  }

  /// Whether a number is a JSON `true` or `false`.
  private static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}
