internal import RPM

/// The reply of assigning: `{f1: name, f2: name, …}`, for every feature one of the factors that it
/// is offered, or `none`.
struct AssignContract: Sendable {
  /// A feature with the names of factors to choose from.
  struct Choice: Sendable {
    var feature: Feature
    var factors: [String]
    /// Whether none of them may be meant.
    var mayBeNone = true

    /// What may be answered.
    var allowed: [String] {
      factors.map { DataText.line($0) } + (mayBeNone ? [FactorSheet.none] : [])
    }
  }

  var choices: [Choice]

  var schema: JSONSchema {
    .object(
      choices.enumerated().map { index, choice in
        .init(
          "f\(index + 1)",
          .string(oneOf: choice.allowed),
          description: "name of a factor, or none")
      })
  }

  /// Reads the choice for each feature, as a position in its own list; `nil` for none. A name that
  /// was not offered is none, and so is a feature that was left out where some were not.
  func factors(in reply: String) throws(ReplyProblem) -> [Int?] {
    let fields = try ReplyField(reply: reply, list: "f1")
    var chosen = [Int?](repeating: nil, count: choices.count)
    var answered = 0
    for (index, choice) in choices.enumerated() {
      guard let field = try? fields.field("f\(index + 1)"), let name = try? field.text() else {
        continue
      }
      answered += 1
      chosen[index] = choice.factors.firstIndex {
        DataText.line($0).lowercased() == DataText.line(name).lowercased()
      }
    }
    guard answered > 0 || choices.isEmpty else {
      throw fields.problem("\"f1\" is missing; choose a factor or none for every feature")
    }
    return chosen
  }
}
