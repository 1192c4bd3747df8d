internal import Crypto
internal import Foundation
internal import RPM

/// What identifies a request among the replies that are kept.
///
/// It covers what is wanted of whom, and nothing that a server made us leave out, so that a run
/// that resumes in another process finds what was paid for. It never covers a key.
enum ReplyKey {
  /// The SHA-256 of a request, as 64 hex digits.
  static func text(of request: ChatRequest, for model: ModelIdentity) -> String {
    var canonical = Canonical()
    canonical.add("rationale reply 1")
    canonical.add(model.version)
    canonical.add(model.name)
    for message in request.messages {
      canonical.add(message.role.rawValue)
      canonical.add(message.text)
    }
    canonical.add("schema")
    if let schema = request.schema { canonical.add(schema) }
    canonical.add("\(request.temperature)")
    canonical.add("\(request.maxTokens)")
    return SHA256.hash(data: Data(canonical.text.utf8)).hexadecimal
  }

  /// Texts put together so that no two sequences of texts give the same whole.
  private struct Canonical {
    private(set) var text = ""

    mutating func add(_ part: String) {
      text += "\(part.utf8.count):\(part),"
    }

    /// A bound that is not given adds nothing, and neither may anything new that a schema learns to
    /// say: otherwise all that was kept would be paid for again.
    mutating func add(_ schema: JSONSchema) {
      switch schema {
      case .object(let fields):
        add("object")
        add("\(fields.count)")
        for field in fields {
          add(field.name)
          add(field.description)
          add(field.schema)
        }
      case .array(let element, let min, let max):
        add("array")
        if let min { add("at least \(min)") }
        add(max.map(String.init) ?? "")
        add(element)
      case .string(let choices, let min, let max):
        add("string")
        if let min { add("at least \(min)") }
        if let max { add("at most \(max)") }
        add("\(choices?.count ?? -1)")
        for choice in choices ?? [] { add(choice) }
      case .words(let max, let beginning):
        add("words \(beginning)")
        add(String(max))
      case .integer: add("integer")
      case .boolean: add("boolean")
      }
    }
  }
}
