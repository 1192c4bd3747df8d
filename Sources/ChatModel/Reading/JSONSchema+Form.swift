extension JSONSchema {
  /// The schema as a person would sketch it, for the models whose servers enforce nothing:
  /// `{"features": [{"name": text, "context": text}, …]}`.
  var form: String { form(description: "") }

  private func form(description: String) -> String {
    switch self {
    case .object(let fields):
      let parts = fields.map { "\"\($0.name)\": \($0.schema.form(description: $0.description))" }
      return "{\(parts.joined(separator: ", "))}"
    case .array(let element, _, _):
      return "[\(element.form(description: description)), \u{2026}]"
    case .string(let choices, _, _):
      if !description.isEmpty { return "<\(description)>" }
      return choices.map { $0.map { "\"\($0)\"" }.joined(separator: " or ") } ?? "<text>"
    case .words: return "<\(description.isEmpty ? "words" : description)>"
    case .integer: return "<\(description.isEmpty ? "number" : description)>"
    case .boolean: return "true or false"
    }
  }
}
